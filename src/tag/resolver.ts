import type { Resolution } from "../news/tags.js";
import { type Bank, type Dictionary, namesInTexts, type Topic } from "./dictionary.js";
import { nearness } from "./nearness.js";
import { bareWords, readings } from "./say.js";

export type Resolver = (say: string) => Resolution;

/** Longer words are no name, and cost nothing. */
const LONGEST_SAY = 120;
const LONGEST_NAME = 50;
const MOST_NEAR = 8;
const LEAST_NEARNESS = 0.5;
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

const CODE = /(?:sh|sz|hk)?\d{4,6}(?:sh|sz|hk)?/g;

interface Target {
  name: string;
  isTopic: boolean;
}

/** Names first, then codes, then letters of pinyin: what an earlier table knows, a later one does not doubt. */
type Tables = [names: Index, codes: Index, pinyin: Index];

/**
 * Finds the one bank or topic that a person's words mean. A slip, a half name, a firm of a bank and a name of
 * several are never guessed: they give `near`, at most 8 names, the best first. Never throws.
 */
export function createResolver(dictionary: Dictionary): Resolver {
  const tables = createTables(dictionary);
  const rough = createRoughIndex(dictionary);
  const decoys = new Set(dictionary.decoys.decoys.flatMap((decoy) => decoy.texts));
  return (say) => {
    if (say.length > LONGEST_SAY) return { near: [] };
    const words = bareWords(say, dictionary.traditional);
    if (words.length === 0 || words.length > LONGEST_NAME) return { near: [] };
    const wordings = readings(words);
    const targets = CONTROL.test(say) ? [] : lookUp(tables, wordings, decoys);
    const [only] = targets;
    if (targets.length !== 1 || !only) return { near: findNear(rough, wordings, targets) };
    return only.isTopic ? { topic: only.name, near: [] } : { bank: only.name, near: [] };
  };
}

function lookUp(tables: Tables, wordings: readonly string[], decoys: ReadonlySet<string>): Target[] {
  for (const words of wordings) {
    if (decoys.has(words)) return [];
    for (const table of tables) {
      const targets = table.get(words);
      if (targets.length > 0) return targets;
    }
    const targets = nameWithCode(tables, words);
    if (targets.length > 0) return targets;
  }
  return [];
}

/** 中国银行(601988), as pages write it: the name, if its codes say the same. */
function nameWithCode([names, codes]: Tables, words: string): Target[] {
  const written = words.match(CODE) ?? [];
  const targets = names.get(words.replace(CODE, ""));
  const agree = written.every((code) => codes.get(code).some(({ name }) => name === targets[0]?.name));
  return agree ? targets : [];
}

/** One name may mean several; the order of entry is the order of fame. */
class Index {
  private readonly targets = new Map<string, Target[]>();

  constructor(private readonly traditional: ReadonlyMap<string, string>) {}

  add(text: string, target: Target): void {
    const key = bareWords(text, this.traditional);
    const known = this.targets.get(key) ?? [];
    if (!known.some((other) => other.name === target.name)) known.push(target);
    this.targets.set(key, known);
  }

  get(key: string): Target[] {
    return this.targets.get(key) ?? [];
  }

  entries(): [string, Target[]][] {
    return [...this.targets];
  }
}

function createTables({ banks, topics, traditional }: Dictionary): Tables {
  const tables: Tables = [new Index(traditional), new Index(traditional), new Index(traditional)];
  const [names, codes, pinyin] = tables;
  for (const bank of banks) {
    const target = { name: bank.name, isTopic: false };
    for (const text of spokenNames(bank)) names.add(text, target);
    for (const text of codesOf(bank)) codes.add(text, target);
    for (const text of [...bank.pinyin, ...bank.initials]) pinyin.add(text, target);
  }
  for (const topic of topics) {
    for (const text of topicNames(topic)) names.add(text, { name: topic.name, isTopic: true });
  }
  return tables;
}

/** Everything that a name can be near to, the firms of a bank among it. */
function createRoughIndex({ banks, topics, traditional }: Dictionary): [string, Target[]][] {
  const index = new Index(traditional);
  for (const bank of banks) {
    const target = { name: bank.name, isTopic: false };
    const letters = bank.pinyin.map((syllables) => syllables.replace(/(\w)\w*( |$)/g, "$1"));
    const texts = [...spokenNames(bank), ...codesOf(bank), ...bank.pinyin, ...letters, ...bank.subsidiaries];
    for (const text of texts) index.add(text, target);
  }
  for (const topic of topics) {
    for (const text of topicNames(topic)) index.add(text, { name: topic.name, isTopic: true });
  }
  return index.entries();
}

function spokenNames(bank: Bank): string[] {
  const names = [...namesInTexts(bank), ...bank.english, ...bank.spoken];
  return bank.usShare ? [...names, bank.usShare] : names;
}

function topicNames(topic: Topic): string[] {
  return [topic.name, ...topic.said];
}

/** 601398, SH601398, 601398SH; 01398, 1398, HK01398, 1398HK. */
function codesOf({ aShare, hShare }: Bank): string[] {
  const codes: string[] = [];
  if (aShare) {
    const market = aShare.startsWith("6") ? "sh" : "sz";
    const exchange = market === "sh" ? "ss" : "sz";
    codes.push(aShare, `${market}${aShare}`, `${aShare}${market}`, `${aShare}${exchange}`);
  }
  if (hShare) {
    const short = hShare.replace(/^0/, "");
    const bare = hShare.replace(/^0+/, "");
    codes.push(hShare, short);
    for (const code of new Set([hShare, short, bare])) codes.push(`hk${code}`, `${code}hk`);
  }
  return codes;
}

function findNear(
  rough: readonly [string, Target[]][],
  wordings: readonly string[],
  exact: Target[],
): string[] {
  const scores = new Map<string, number>(exact.map((target) => [target.name, 2]));
  for (const [key, targets] of rough) {
    const score = Math.max(...wordings.map((words) => nearness(words, key)));
    if (score < LEAST_NEARNESS) continue;
    for (const { name } of targets) scores.set(name, Math.max(score, scores.get(name) ?? 0));
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_NEAR)
    .map(([name]) => name);
}
