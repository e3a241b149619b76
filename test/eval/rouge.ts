/** ROUGE for Chinese: NFKC, punctuation and space dropped, a run of digits or of Latin letters is one token. */
export function tokenize(text: string): string[] {
  return text.normalize("NFKC").match(/\d+|[A-Za-z]+|[^\p{P}\p{S}\p{Z}\p{C}]/gu) ?? [];
}

export interface Rouge {
  r1: number;
  r2: number;
  rl: number;
}

/** F1 of unigrams, bigrams and the longest common subsequence, 0 to 1. */
export function rouge(candidate: string[], reference: string[]): Rouge {
  return {
    r1: overlapF1(candidate, reference),
    r2: overlapF1(pairs(candidate), pairs(reference)),
    rl: f1(longestCommon(candidate, reference), candidate.length, reference.length),
  };
}

function pairs(tokens: string[]): string[] {
  return tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`);
}

function overlapF1(candidate: string[], reference: string[]): number {
  const left = new Map<string, number>();
  for (const token of reference) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of candidate) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(token, count - 1);
  }
  return f1(common, candidate.length, reference.length);
}

function longestCommon(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const token of a) {
    const next = [0];
    for (let j = 0; j < b.length; j += 1) {
      next.push(token === b[j] ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function f1(common: number, candidate: number, reference: number): number {
  return common === 0 ? 0 : (2 * common) / (candidate + reference);
}
