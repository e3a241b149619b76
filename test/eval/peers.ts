import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";

/** Chooses up to `count` of the sentences, the best first. */
export type Peer = (sentences: string[], count: number) => Promise<string[]>;

const folder = fileURLToPath(new URL("../bench/", import.meta.url));
const load = createRequire(`${folder}package.json`);

/**
 * Summarizers from the registry, installed into test/bench by its own lockfile. They know no Chinese, so each gets the
 * text as words with blanks between them and a full stop after each sentence. Undefined when they cannot be installed.
 */
export function loadPeers(): Record<string, Peer> | undefined {
  if (!existsSync(`${folder}node_modules/lexrank`)) {
    try {
      execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
        cwd: folder,
        stdio: "ignore",
      });
    } catch {
      return undefined;
    }
  }
  return { "ts-textrank": textRank(), lexrank: lexRank(), sum: sumJs(), "node-summarizer": nodeSummarizer() };
}

const jieba = Jieba.withDict(dict);

/** Marks of their own would end a sentence for the peers, a decimal point too. */
function inWords(sentence: string): string {
  return jieba
    .cut(sentence.replace(/[.。!！?？;；]/gu, "_"))
    .filter((word) => word.trim() !== "")
    .join(" ");
}

/** Asks a peer about the text in words, and finds the sentences again that it answers with. */
function inChinese(ask: (text: string, count: number) => Promise<string[]> | string[]): Peer {
  return async (sentences, count) => {
    if (sentences.length <= 1) return sentences.slice(0, count);
    const key = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
    const words = sentences.map(inWords);
    const bySentence = new Map(words.map((text, i) => [key(text), sentences[i] ?? ""]));
    const answers = await ask(words.map((text) => `${text} . `).join(""), count);
    return answers.flatMap((answer) => bySentence.get(key(answer)) ?? []);
  };
}

interface TextRankModule {
  Summarizer: {
    SORT_SCORE: number;
    new (config: object, logger: object): { summarize(text: string, lang: string): string[] };
  };
  SorensenDiceSimilarity: new () => object;
  DefaultTextParser: new () => object;
  NullLogger: new () => object;
  AbsoluteSummarizerConfig: new (
    count: number,
    similarity: object,
    parser: object,
    damping: number,
    sorting: number,
  ) => object;
}

function textRank(): Peer {
  const peer: TextRankModule = load("ts-textrank");
  return inChinese((text, count) => {
    const { SORT_SCORE } = peer.Summarizer;
    const config = new peer.AbsoluteSummarizerConfig(
      count,
      new peer.SorensenDiceSimilarity(),
      new peer.DefaultTextParser(),
      0.85,
      SORT_SCORE,
    );
    return new peer.Summarizer(config, new peer.NullLogger()).summarize(text, "zh");
  });
}

interface LexRankModule {
  summarize(
    text: string,
    count: number,
    done: (error: unknown, lines: { text: string; weight: number }[]) => void,
  ): void;
}

function lexRank(): Peer {
  const peer: LexRankModule = load("lexrank");
  return inChinese(
    (text, count) =>
      new Promise((resolve) => {
        peer.summarize(text, count, (error, lines) => {
          const best = error ? [] : [...lines].sort((a, b) => b.weight - a.weight);
          resolve(best.map((line) => line.text));
        });
      }),
  );
}

function sumJs(): Peer {
  const peer: (input: { corpus: string; nSentences: number }) => { sentences: string[] } = load("sum");
  return inChinese((text, count) => peer({ corpus: text, nSentences: count }).sentences);
}

interface NodeSummarizerModule {
  SummarizerManager: new (
    text: string,
    count: number,
  ) => { getSummaryByFrequency(): { sorted_sentences: [number, string][] } };
}

function nodeSummarizer(): Peer {
  const peer: NodeSummarizerModule = load("node-summarizer");
  return inChinese((text, count) =>
    new peer.SummarizerManager(text, count)
      .getSummaryByFrequency()
      .sorted_sentences.slice(0, count)
      .map(([, sentence]) => sentence),
  );
}
