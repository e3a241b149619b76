import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const name = z.string().min(1);
const names = z.array(name).default([]);

export const bankSchema = z.strictObject({
  /** What the bank is called everywhere in the service. */
  name,
  type: z.enum(["国有", "股份", "城商", "农商", "政策", "外资", "民营", "央行", "多边", "境外央行"]),
  /** Other names that mean this bank wherever they stand in a text. */
  aliases: names,
  /** Names that it had; they still mean it. */
  former: names,
  /** English names; the longer ones (`latin` of data/decoys.json) are taken in texts too. */
  english: names,
  /** Names that people type but that mean other things in a text, too (中银, ABC). */
  spoken: names,
  /** Legal name, where it is not simply a name or alias with 股份有限公司. */
  legal: name.optional(),
  /** Six digits. */
  aShare: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  /** Five digits. */
  hShare: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  usShare: z
    .string()
    .regex(/^[A-Z]+$/)
    .optional(),
  /** Syllables of the name and of its Chinese aliases, e.g. "gong shang yin hang". */
  pinyin: z.array(z.string().regex(/^[a-z]+( [a-z]+)+$/, "syllables with blanks between them")).default([]),
  /** First letters of those that mean this bank; shared ones stand with each, and then mean none. */
  initials: z.array(z.string().regex(/^[a-z]{3,}$/)).default([]),
  /** Firms that it owns and that carry its name; they are not the bank. */
  subsidiaries: names,
});

export const topicSchema = z.strictObject({
  name,
  covers: z.string(),
  /** What people say for it. */
  said: names,
  /** Weight -> terms. A negative weight speaks against the topic. */
  terms: z.record(z.string().regex(/^-?\d+(\.\d+)?$/), z.array(name)),
  /** The same, but only in a title. */
  titleTerms: z.record(z.string().regex(/^-?\d+(\.\d+)?$/), z.array(name)).default({}),
  /**
   * bank: a text about a commercial bank or banks at large; named: about any bank; banking: where a bank or a word
   * of banking is; central: where a central bank is, or else in the title.
   */
  needs: z.enum(["bank", "named", "banking", "central"]).default("banking"),
  /** In the title, they make the topic one even of a bank that only speaks. */
  whenSpeaking: names,
  /** Left out where one of these topics weighs more: what it says is then a part of that one. */
  yieldsTo: names,
  /** Least score; the general one of the file when it is missing. */
  least: z.number().positive().optional(),
});

const topicFile = z.strictObject({
  suggested: names,
  rules: z.strictObject({
    /** A term in the title weighs this much more. */
    title: z.number().positive(),
    /** A term counts at most this often. */
    repeats: z.number().int().positive(),
    least: z.number().positive(),
    /** A further topic must reach this part of the first one's score. */
    share: z.number().min(0).max(1),
    most: z.number().int().positive(),
  }),
  /** Words that make a text a matter of banking even when it names no bank. */
  banking: names,
  /** Words that make a text one about banks when they stand in its title. */
  trade: names,
  /** What follows a foreign bank's name where it only speaks: right after it, or in its sentence. */
  speaking: z.strictObject({ next: names, near: names }),
  topics: z.array(topicSchema),
});

const boundarySchema = z.strictObject({
  about: z.string(),
  /** Names, or "*银行" for all that end so. */
  aliases: z.array(name).min(1),
  /** The name is none when one of these stands right before or after it. */
  notAfter: names,
  notBefore: names,
  /** …unless one of these stands there. */
  butAfter: names,
  butBefore: names,
  /** The name needs a mark, a space, the start of the text or one of these before it. */
  onlyAfter: z.array(z.string()).optional(),
});

const decoyFile = z.strictObject({
  /** Names that hold a bank's name and are something else. They win over the bank that they cover. */
  decoys: z.array(
    z.strictObject({
      texts: z.array(name).min(1),
      why: z.string(),
      /** Not a decoy when this follows (上海银行业绩 is the bank's). */
      unless: names,
    }),
  ),
  boundaries: z.array(boundarySchema),
  /** Latin names shorter than this are taken from people only, not from texts, unless listed. */
  latin: z.strictObject({ least: z.number().int(), listed: names }),
  central: z.strictObject({
    bank: name,
    /** Names that mean the bank only in a text about its country. */
    bare: names,
    foreign: names,
    vagueBefore: names,
    vagueAfter: names,
    domesticCues: names,
    foreignCues: names,
  }),
  passing: z.strictObject({
    /** After the name: it is somebody's employer. */
    after: names,
    /** Before the name: a custodian, a comparison. */
    before: names,
  }),
  /** Words that stand for the bank named before them (该行, 本行). */
  continued: names,
});

export type Bank = z.infer<typeof bankSchema>;
export type Topic = z.infer<typeof topicSchema>;
export type TopicRules = Omit<z.infer<typeof topicFile>, "topics" | "suggested">;
export type DecoyTable = z.infer<typeof decoyFile>;

export interface Dictionary {
  banks: Bank[];
  topics: Topic[];
  topicRules: TopicRules;
  decoys: DecoyTable;
  /** Traditional character -> simplified, for the characters of names. */
  traditional: ReadonlyMap<string, string>;
  /** The best-known names, for buttons. */
  suggested: { banks: string[]; topics: string[] };
}

const bankFile = z.strictObject({
  suggested: names,
  /** Pairs of a traditional character and its simplified one, in one string. */
  traditional: z.string(),
  banks: z.array(bankSchema),
});

export class BrokenDictionary extends Error {
  constructor(readonly problems: string[]) {
    super(`the dictionary cannot be used:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
    this.name = "BrokenDictionary";
  }
}

/**
 * Reads banks.json, topics.json and decoys.json from `dataDir`.
 * @throws BrokenDictionary with every problem of all three files.
 */
export function loadDictionary(dataDir: string): Dictionary {
  const problems: string[] = [];
  const banks = readTable(join(dataDir, "banks.json"), bankFile, problems);
  const topics = readTable(join(dataDir, "topics.json"), topicFile, problems);
  const decoys = readTable(join(dataDir, "decoys.json"), decoyFile, problems);
  if (!banks || !topics || !decoys) throw new BrokenDictionary(problems);
  const dictionary: Dictionary = {
    banks: banks.banks,
    topics: topics.topics,
    topicRules: {
      rules: topics.rules,
      banking: topics.banking,
      trade: topics.trade,
      speaking: topics.speaking,
    },
    decoys,
    traditional: new Map(pairs(banks.traditional)),
    suggested: { banks: banks.suggested, topics: topics.suggested },
  };
  problems.push(...contradictions(dictionary).map(problemInWords));
  if (problems.length > 0) throw new BrokenDictionary(problems);
  return dictionary;
}

/** All names by which a text can name the bank. */
export function namesInTexts(bank: Bank): string[] {
  return [bank.name, ...bank.aliases, ...bank.former, ...(bank.legal ? [bank.legal] : [])];
}

/** What is wrong with the tables, or with what is to be added to them. */
export type Problem =
  | { kind: "malformed"; where: string; message: string }
  | { kind: "unknownBank"; name: string }
  | { kind: "unknownTopic"; name: string }
  | { kind: "nameOfTwo"; text: string; bank: string; other: string }
  | { kind: "nameAndDecoy"; text: string; bank: string }
  | { kind: "oneNameTwoTopics" }
  | { kind: "noSuchSuggestion"; text: string };

/** For logs and commands; the bot has words of its own. */
export function problemInWords(problem: Problem): string {
  switch (problem.kind) {
    case "malformed":
      return `${problem.where}: ${problem.message}`;
    case "unknownBank":
      return `no bank is named ${problem.name}`;
    case "unknownTopic":
      return `no topic is named ${problem.name}`;
    case "nameOfTwo":
      return problem.other === problem.bank
        ? `${problem.bank} is there twice, by ${problem.text}`
        : `${problem.text} names both ${problem.other} and ${problem.bank}`;
    case "nameAndDecoy":
      return `${problem.text} is a name of ${problem.bank} and a decoy`;
    case "oneNameTwoTopics":
      return "two topics have one name";
    case "noSuchSuggestion":
      return `${problem.text} is suggested and there is none of that name`;
  }
}

/** What two tables say against each other: a name of two banks, a suggestion that is none. */
export function contradictions(dictionary: Dictionary): Problem[] {
  const problems: Problem[] = [];
  const owner = new Map<string, string>();
  for (const bank of dictionary.banks) {
    for (const text of new Set([...namesInTexts(bank), ...bank.english])) {
      const other = owner.get(text);
      if (other !== undefined) problems.push({ kind: "nameOfTwo", text, bank: bank.name, other });
      owner.set(text, bank.name);
    }
  }
  for (const text of dictionary.decoys.decoys.flatMap((decoy) => decoy.texts)) {
    const bank = owner.get(text);
    if (bank !== undefined) problems.push({ kind: "nameAndDecoy", text, bank });
  }
  const topics = new Set(dictionary.topics.map((topic) => topic.name));
  if (topics.size < dictionary.topics.length) problems.push({ kind: "oneNameTwoTopics" });
  for (const text of dictionary.suggested.banks) {
    if (owner.get(text) !== text) problems.push({ kind: "noSuchSuggestion", text });
  }
  for (const text of dictionary.suggested.topics) {
    if (!topics.has(text)) problems.push({ kind: "noSuchSuggestion", text });
  }
  return problems;
}

function readTable<T>(path: string, schema: z.ZodType<T>, problems: string[]): T | undefined {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    problems.push(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
    return undefined;
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    problems.push(`${path}: ${placeIn(content, issue.path)}: ${issue.message}`);
  return undefined;
}

/** A row by its name, where it has one: banks.云川银行.type. */
function placeIn(content: unknown, path: PropertyKey[]): string {
  let at = content;
  const steps = path.map((step) => {
    at = typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined;
    const named = z.object({ name }).safeParse(at);
    return named.success ? named.data.name : String(step);
  });
  return steps.join(".");
}

function pairs(text: string): [string, string][] {
  const characters = [...text];
  return Array.from({ length: Math.floor(characters.length / 2) }, (_, i) => [
    characters[2 * i] ?? "",
    characters[2 * i + 1] ?? "",
  ]);
}
