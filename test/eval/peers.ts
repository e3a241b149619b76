import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { installPeers } from "../bench/install-peers.js";

/** Chooses up to `count` of the sentences, the best first. */
export type Peer = (sentences: string[], count: number) => Promise<string[]>;

/**
 * Summarizers from the registry, installed into test/bench by its own lockfile. They know no Chinese, so each gets the
 * text as words with blanks between them and a full stop after each sentence. Undefined when they cannot be installed.
 */
export function loadPeers(): Record<string, Peer> | undefined {
  const load = installPeers();
  if (load === undefined) return undefined;
  return {
    "ts-textrank": textRank(load("ts-textrank")),
    lexrank: lexRank(load("lexrank")),
    sum: sumJs(load("sum")),
    "node-summarizer": nodeSummarizer(load("node-summarizer")),
  };
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

function textRank(peer: TextRankModule): Peer {
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

function lexRank(peer: LexRankModule): Peer {
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

function sumJs(peer: (input: { corpus: string; nSentences: number }) => { sentences: string[] }): Peer {
  return inChinese((text, count) => peer({ corpus: text, nSentences: count }).sentences);
}

interface NodeSummarizerModule {
  SummarizerManager: new (
    text: string,
    count: number,
  ) => { getSummaryByFrequency(): { sorted_sentences: [number, string][] } };
}

function nodeSummarizer(peer: NodeSummarizerModule): Peer {
  return inChinese((text, count) =>
    new peer.SummarizerManager(text, count)
      .getSummaryByFrequency()
      .sorted_sentences.slice(0, count)
      .map(([, sentence]) => sentence),
  );
}
