import { type Candidate, candidateLength, candidateText, findCandidates } from "./candidates.js";
import { type Fact, findFacts } from "./facts.js";
import type { Lexicon } from "./lexicon.js";
import { numberPairs, type Pairs, pairKey } from "./pairs.js";
import { countIn, type Read } from "./reading.js";

export const BULLET_LENGTH = 70;
const MOST_BULLETS = 5;
/** Where headings part the article, its sections share the bullets. */
const MOST_PER_SECTION = 3;
/** What the bullets of a long article fill at most: what a phone shows without scrolling. */
const ROOM = 280;
/** Shorter runs seldom read as whole sentences. */
const SHORTEST = 14;

/** What a fact of each kind is worth, and what speaks for or against a run; the names are those of the table. */
export type LongWeights = Record<string, number>;

interface Scored {
  candidate: Candidate;
  length: number;
  facts: Worth[];
  /** What does not depend on the bullets already chosen. */
  base: number;
}

interface Worth {
  fact: Fact;
  /** Equal for facts about the same thing. */
  key: number;
  worth: number;
}

/**
 * Three to five bullets, the weightiest first: each time the run of clauses that adds most for its length to what is
 * already told. A second figure of the same measure, and words already read, add little.
 */
export function chooseLong(
  reads: Read[],
  lexicon: Lexicon,
  weights: LongWeights,
  { title, headline }: { title: string; headline: string },
): Candidate[] {
  const keys = new Map<string, number>();
  const pool = scoreAll(reads, { lexicon, weights, title, keys });
  const sections = new Set(reads.map(({ section }) => section)).size;
  const chosen: Scored[] = [];
  const launches = findDatedLaunches(pool);
  // The headline is read first: what it tells is told.
  const told = new Uint8Array(keys.size);
  for (const { key } of findFacts(headline, lexicon)) {
    const number = keys.get(key);
    if (number !== undefined) told[number] = 1;
  }
  const pairs = reads[0]?.counters.pairs ?? numberPairs([]);
  const all = countMarked(pairs, new Uint8Array(pairs.count + 1).fill(1));
  const toldPairs = new Uint8Array(pairs.count + 1);
  let toldBefore: Uint32Array | undefined;
  const terms = { again: weights.again ?? 0, overlap: weights.overlap ?? 0, overhead: weights.overhead ?? 0 };
  let room = ROOM;
  while (chosen.length < MOST_BULLETS) {
    let best: Scored | undefined;
    let bestGain = 0;
    const full = sections > 1 ? fullSections(chosen) : [];
    const shortest = (room / (MOST_BULLETS - chosen.length)) * (weights.fill ?? 0);
    for (const scored of pool) {
      if (scored.length > room) continue;
      // The second place is kept for the dated launch, where there is one.
      if (chosen.length === 1 && launches.size > 0 && !launches.has(scored)) continue;
      if (full.includes(scored.candidate.read.section)) continue;
      if (overlapsAny(scored.candidate, chosen)) continue;
      const added =
        addedBy(scored, told, terms) +
        (toldBefore ? terms.overlap * shareOf(scored.candidate, toldBefore, all) : 0);
      // A run shorter than the room for each of the bullets still to come is not denser for it.
      const gain = added / (Math.max(scored.length, shortest) + terms.overhead);
      if (gain > bestGain) [best, bestGain] = [scored, gain];
    }
    if (!best) {
      if (chosen.length !== 1 || launches.size === 0) break;
      launches.clear();
      continue;
    }
    if (launches.has(best)) launches.clear();
    chosen.push(best);
    room -= best.length + 1;
    for (const { key } of best.facts) told[key] = 1;
    const { read, at, end } = best.candidate;
    for (let i = at + 1; i < end; i += 1) toldPairs[pairs.numbers[read.place + i] ?? 0] = 1;
    toldBefore = countMarked(pairs, toldPairs);
  }
  return chosen.map(({ candidate }) => candidate);
}

interface Scoring {
  lexicon: Lexicon;
  weights: LongWeights;
  title: string;
  /** Filled: the keys of facts, numbered. */
  keys: Map<string, number>;
}

function scoreAll(reads: Read[], scoring: Scoring): Scored[] {
  const { lexicon, weights: w, title } = scoring;
  const pool: Scored[] = [];
  const pairs = reads[0]?.counters.pairs;
  if (!pairs) return pool;
  const all = countMarked(pairs, new Uint8Array(pairs.count + 1).fill(1));
  const inTitle = new Uint8Array(pairs.count + 1);
  for (let i = 1; i < title.length; i += 1) {
    const key = pairKey(title, i);
    if (key !== 0) inTitle[pairs.numberOf(key)] = 1;
  }
  const titled = countMarked(pairs, inTitle);
  for (const read of reads) {
    const candidates = findCandidates(read, lexicon, BULLET_LENGTH);
    if (candidates.length === 0) continue;
    const facts = weigh(findFacts(read.text, lexicon), scoring);
    const place =
      (w.lead ?? 0) * (read.index === 0 ? 1 : read.index === 1 ? 0.5 : 0) +
      (w.early ?? 0) * Math.exp(-read.index / 8);
    const asks = ASKS.test(read.text);
    const hasFiller = lexicon.filler.has(read.text);
    for (const candidate of candidates) {
      const { at, end, speaker } = candidate;
      const length = candidateLength(candidate);
      if (length < SHORTEST) continue;
      // A question or an exclamation tells nothing.
      if (asks && ASKS.test(read.text.slice(at, end + 1))) continue;
      if ((hasFiller || speaker !== undefined) && lexicon.filler.has(candidateText(candidate))) continue;
      const base =
        place +
        (w.title ?? 0) * shareOf(candidate, titled, all) +
        (w.dull ?? 0) * Math.min(2, countIn(read, "dull", at, end)) +
        (w.lineStart ?? 0) * (read.inLine === 0 ? 1 : 0) +
        (w.elsewhere ?? 0) * (countIn(read, "elsewhere", at, end) / 20) +
        (w.middle ?? 0) * (candidate.start === "middle" && speaker === undefined ? 1 : 0) +
        (w.circumstance ?? 0) * candidate.circumstances +
        (w.banks ?? 0) * Math.min(1, countIn(read, "banks", at, end));
      pool.push({ candidate, length, facts: within(facts, at, end), base });
    }
  }
  return pool;
}

const ASKS = /[？?！!]/u;

function weigh(facts: Fact[], { weights, keys }: Scoring): Worth[] {
  return facts.map((fact) => {
    const key = keys.get(fact.key) ?? keys.size;
    keys.set(fact.key, key);
    const worth =
      (weights[fact.kind] ?? 0) +
      (fact.measured ? (weights.measured ?? 0) : 0) +
      (fact.core ? (weights.core ?? 0) : 0);
    return { fact, key, worth };
  });
}

function within(facts: Worth[], at: number, end: number): Worth[] {
  const inside: Worth[] = [];
  for (const worth of facts) if (worth.fact.at >= at && worth.fact.end <= end) inside.push(worth);
  return inside;
}

function fullSections(chosen: Scored[]): number[] {
  const sections = chosen.map(({ candidate }) => candidate.read.section);
  return sections.filter(
    (section) => sections.filter((other) => other === section).length >= MOST_PER_SECTION,
  );
}

/** 2022年6月1日，某银行推出“某计划”: a day, a step taken, and a name that the article comes back to. */
function findDatedLaunches(pool: Scored[]): Set<Scored> {
  const dated = pool.filter(
    ({ facts, candidate }) =>
      facts.length > 2 &&
      candidate.start === "sentence" &&
      facts.some(({ fact }) => fact.kind === "date") &&
      facts.some(({ fact }) => fact.kind === "launch") &&
      facts.some(({ fact }) => fact.kind === "name"),
  );
  if (dated.length === 0) return new Set();
  const names = countNames(pool);
  return new Set(
    dated.filter(({ facts }) =>
      facts.some(({ fact }) => fact.kind === "name" && (names.get(fact.key) ?? 0) > 1),
    ),
  );
}

/** In how many sentences each quoted name stands. */
function countNames(pool: Scored[]): Map<string, number> {
  const sentences = new Map<string, Set<Read>>();
  for (const { facts, candidate } of pool) {
    for (const { fact } of facts) {
      if (fact.kind !== "name") continue;
      const where = sentences.get(fact.key) ?? new Set();
      sentences.set(fact.key, where.add(candidate.read));
    }
  }
  return new Map([...sentences].map(([name, where]) => [name, where.size]));
}

/** What a run adds to the facts that are told. */
function addedBy({ facts, base }: Scored, told: Uint8Array, terms: { again: number }): number {
  let added = base;
  for (let i = 0; i < facts.length; i += 1) {
    const fact = facts[i];
    if (!fact) break;
    let again = told[fact.key] === 1;
    for (let before = 0; before < i && !again; before += 1) again = facts[before]?.key === fact.key;
    added += again ? fact.worth * terms.again : fact.worth;
  }
  return added;
}

function overlapsAny({ read, at, end }: Candidate, chosen: Scored[]): boolean {
  for (const { candidate: other } of chosen) {
    if (other.read === read && at < other.end && other.at < end) return true;
  }
  return false;
}

/** By place: how many marked pairs of the article stand before it. */
function countMarked({ numbers }: Pairs, marks: Uint8Array): Uint32Array {
  const counts = new Uint32Array(numbers.length + 1);
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] ?? 0;
    counts[i + 1] = (counts[i] ?? 0) + (number === 0 ? 0 : (marks[number] ?? 0));
  }
  return counts;
}

/** The share of a run's pairs of characters that are among the marked ones. */
function shareOf({ read, at, end }: Candidate, marked: Uint32Array, all: Uint32Array): number {
  const from = read.place + at + 1;
  const to = read.place + end;
  const pairs = (all[to] ?? 0) - (all[from] ?? 0);
  return pairs === 0 ? 0 : ((marked[to] ?? 0) - (marked[from] ?? 0)) / pairs;
}
