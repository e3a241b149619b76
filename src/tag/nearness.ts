/** Edits (insert, delete, replace, swap neighbours) between two short strings, or `limit` + 1 when there are more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/**
 * How near `words` are to a name, from 0 (not at all) to 1: parts of it, it inside them, or a few slips away.
 */
export function nearness(words: string, key: string): number {
  if (words === key) return 1;
  const isLatin = key.charCodeAt(0) < 0x80;
  if (words.length >= 2 && key.includes(words)) {
    if (isLatin && words.length < 3) return 0;
    const start = key.startsWith(words) ? 0.1 : 0;
    return 0.6 + start + 0.2 * (words.length / key.length);
  }
  if (key.length >= (isLatin ? 4 : 2) && words.includes(key)) {
    return 0.5 + 0.3 * (key.length / words.length) + (words.startsWith(key) ? 0.05 : 0);
  }
  const longest = Math.max(words.length, key.length);
  const limit = slips(longest, isLatin);
  if (limit === 0 || sharedCharacters(words, key) < longest - limit) return 0;
  const distance = editDistance(words, key, limit);
  return distance > limit ? 0 : 0.9 - 0.6 * (distance / longest);
}

/** How many characters of `key` are in `words`: a cheap bound, for most pairs have little in common. */
function sharedCharacters(words: string, key: string): number {
  let shared = 0;
  for (let i = 0; i < key.length; i++) if (words.includes(key.charAt(i))) shared++;
  return shared;
}

function slips(length: number, isLatin: boolean): number {
  if (isLatin) return length < 4 ? 0 : length < 9 ? 1 : 2;
  return length < 2 ? 0 : length < 6 ? 1 : 2;
}
