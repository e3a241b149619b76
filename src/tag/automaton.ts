/** Called once for every occurrence of every pattern; offsets are UTF-16, `end` exclusive. */
export type Visit = (pattern: number, start: number, end: number) => void;

export interface Automaton {
  scan(text: string, visit: Visit): void;
}

const ROOT = 0;
const NONE = -1;

/**
 * Aho-Corasick over UTF-16 units: all occurrences of all patterns in one pass, overlaps included, an occurrence's
 * end ascending. `fold` maps a unit to the one that it counts as (fullwidth to ASCII, traditional to simplified),
 * so that offsets stay those of the text as it was written.
 *
 * Written here because the kept packages either respect grapheme clusters, which costs most of the speed, or
 * build an object for every hit; neither can fold.
 */
export function createAutomaton(patterns: readonly string[], fold: (unit: number) => number): Automaton {
  const classes = new Uint16Array(0x10000);
  const classCount = numberClasses(patterns, fold, classes);
  const states = patterns.reduce((sum, pattern) => sum + pattern.length, 1);
  const edges = new Edges(states, classCount);
  const starts = new Starts(classCount);
  const ends = new Int32Array(states).fill(NONE);
  const chained = new Int32Array(patterns.length).fill(NONE);
  let size = 1;
  patterns.forEach((pattern, index) => {
    let state = ROOT;
    for (let i = 0; i < pattern.length; i++) {
      const symbol = classes[pattern.charCodeAt(i)] ?? 0;
      let next = edges.get(state, symbol);
      if (next === NONE) {
        next = size++;
        edges.set(state, symbol, next);
      }
      state = next;
    }
    if (state === ROOT) return;
    const first = classes[pattern.charCodeAt(0)] ?? 0;
    if (pattern.length === 1) starts.addUnit(first);
    else starts.addPair(first, classes[pattern.charCodeAt(1)] ?? 0);
    chained[index] = ends[state] ?? NONE;
    ends[state] = index;
  });

  const { fail, output } = linkSuffixes(edges, ends, size);
  const lengths = Int32Array.from(patterns, (pattern) => pattern.length);
  return {
    scan(text, visit) {
      let state = ROOT;
      let ahead = classes[text.charCodeAt(0)] ?? 0;
      for (let i = 0; i < text.length; i++) {
        const symbol = ahead;
        ahead = i + 1 < text.length ? (classes[text.charCodeAt(i + 1)] ?? 0) : 0;
        let next = NONE;
        while (state !== ROOT && next === NONE) {
          next = edges.get(state, symbol);
          if (next === NONE) state = fail[state] ?? ROOT;
        }
        if (next === NONE && starts.has(symbol, ahead)) next = edges.get(ROOT, symbol);
        if (next === NONE) continue;
        state = next;
        let hit = ends[state] === NONE ? (output[state] ?? NONE) : state;
        while (hit > ROOT) {
          let pattern = ends[hit] ?? NONE;
          while (pattern !== NONE) {
            visit(pattern, i + 1 - (lengths[pattern] ?? 0), i + 1);
            pattern = chained[pattern] ?? NONE;
          }
          hit = output[hit] ?? NONE;
        }
      }
    },
  };
}

/** Gives every unit of the patterns a small number above 0, and every unit that folds to it the same. */
function numberClasses(patterns: readonly string[], fold: (unit: number) => number, classes: Uint16Array) {
  const numbers = new Map<number, number>();
  for (const pattern of patterns) {
    for (let i = 0; i < pattern.length; i++) {
      const unit = fold(pattern.charCodeAt(i));
      if (!numbers.has(unit)) numbers.set(unit, numbers.size + 1);
    }
  }
  for (let unit = 0; unit < classes.length; unit++) classes[unit] = numbers.get(fold(unit)) ?? 0;
  return numbers.size + 1;
}

/** Where a pattern may start, told by a unit and the one after it: at few places, so that most steps stay at the root. */
class Starts {
  private readonly units: Uint8Array;
  /** A bit for each pair that opens a pattern; other pairs may share it. */
  private readonly pairs = new Uint32Array(0x10000 / 32);

  constructor(classCount: number) {
    this.units = new Uint8Array(classCount);
  }

  addUnit(symbol: number): void {
    this.units[symbol] = 1;
  }

  addPair(symbol: number, ahead: number): void {
    const bit = bitOf(symbol, ahead);
    this.pairs[bit >>> 5] = (this.pairs[bit >>> 5] ?? 0) | (1 << bit);
  }

  has(symbol: number, ahead: number): boolean {
    const bit = bitOf(symbol, ahead);
    return (((this.pairs[bit >>> 5] ?? 0) >>> bit) & 1) === 1 || this.units[symbol] === 1;
  }
}

function bitOf(symbol: number, ahead: number): number {
  return hash((symbol << 16) | ahead) >>> 16;
}

/** The trie's edges in one open-addressing table; the root, where most steps end, has a row of its own. */
class Edges {
  private readonly root: Int32Array;
  /** A key, and after it its target: one look finds both. */
  private readonly table: Int32Array;
  private readonly mask: number;
  readonly from: Int32Array;
  readonly symbol: Uint16Array;

  constructor(
    states: number,
    private readonly classCount: number,
  ) {
    const capacity = 1 << Math.ceil(Math.log2(states * 1.5 + 16));
    this.mask = 2 * capacity - 1;
    this.table = new Int32Array(2 * capacity).fill(NONE);
    this.root = new Int32Array(classCount).fill(NONE);
    this.from = new Int32Array(states);
    this.symbol = new Uint16Array(states);
  }

  get(state: number, symbol: number): number {
    if (state === ROOT) return this.root[symbol] ?? NONE;
    const key = state * this.classCount + symbol;
    for (let slot = (hash(key) << 1) & this.mask; ; slot = (slot + 2) & this.mask) {
      const found = this.table[slot];
      if (found === key) return this.table[slot + 1] ?? NONE;
      if (found === NONE) return NONE;
    }
  }

  set(state: number, symbol: number, target: number): void {
    this.from[target] = state;
    this.symbol[target] = symbol;
    if (state === ROOT) {
      this.root[symbol] = target;
      return;
    }
    const key = state * this.classCount + symbol;
    let slot = (hash(key) << 1) & this.mask;
    while (this.table[slot] !== NONE) slot = (slot + 2) & this.mask;
    this.table[slot] = key;
    this.table[slot + 1] = target;
  }
}

function hash(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** For every state: the longest proper suffix that is a state, and the nearest such suffix that ends a pattern. */
function linkSuffixes(edges: Edges, ends: Int32Array, size: number) {
  const depth = new Int32Array(size);
  for (let state = 1; state < size; state++) depth[state] = (depth[edges.from[state] ?? ROOT] ?? 0) + 1;
  const order = Array.from({ length: size - 1 }, (_, i) => i + 1);
  order.sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0));
  const fail = new Int32Array(size);
  const output = new Int32Array(size).fill(NONE);
  for (const state of order) {
    const parent = edges.from[state] ?? ROOT;
    const symbol = edges.symbol[state] ?? 0;
    let suffix = ROOT;
    if (parent !== ROOT) {
      let at = fail[parent] ?? ROOT;
      let next = edges.get(at, symbol);
      while (next === NONE && at !== ROOT) {
        at = fail[at] ?? ROOT;
        next = edges.get(at, symbol);
      }
      suffix = next === NONE ? ROOT : next;
    }
    fail[state] = suffix;
    output[state] = ends[suffix] === NONE ? (output[suffix] ?? NONE) : suffix;
  }
  return { fail, output };
}
