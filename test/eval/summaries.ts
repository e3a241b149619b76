import type { Summary } from "../../src/news/summary.js";
import { splitSentences } from "../../src/summarize/sentence/sentences.js";
import { openTools } from "../../src/tools.js";
import { hasCorpus } from "../support/corpus.js";
import { gateRows } from "./gate.js";
import { bulletsOf, coverageOf, givenCases, headlineAndBulletsOf, inputOf, ROOM } from "./long-cases.js";
import { loadPeers, type Peer } from "./peers.js";
import { type Rouge, rouge, tokenize } from "./rouge.js";
import { headlinePairs, isHeldOut, type Pair } from "./summary-pairs.js";

/**
 * Every figure that summaries are held to, beside the peers: headlines and the gate on texts that nothing was fitted on, long
 * articles on those that the bullets are fitted to, too (`npm run fit:summaries` prints others). Run: npm run eval:summaries
 */
const { summarizeOffline: summarize, tag } = openTools();

const FIRST_GLANCE = 90;

async function main(): Promise<void> {
  const peers = loadPeers();
  if (!peers) console.log("The peers could not be installed in test/bench: their rows are missing.");
  const held = headlinePairs().filter(({ id }) => isHeldOut(id));
  await printHeadlines(held, peers ?? {});
  printPromises(held);
  await printLong(peers ?? {});
  console.log("\nThe gate:");
  console.table(gateRows());
}

async function printHeadlines(pairs: Pair[], peers: Record<string, Peer>): Promise<void> {
  const rows: Record<string, Record<string, string>> = {};
  const add = (name: string, headlines: string[]) => {
    rows[name] = headlineRow(pairs, headlines);
  };
  add(
    "yinxun, offline",
    pairs.map(({ text }) => offline(text).headline),
  );
  add(
    "lead-1",
    pairs.map(({ text }) => sentencesOf(text)[0] ?? ""),
  );
  for (const [name, peer] of Object.entries(peers)) {
    const headlines: string[] = [];
    for (const { text } of pairs) headlines.push((await peer(sentencesOf(text), 1))[0] ?? "");
    add(name, headlines);
  }
  add(
    "best sentence, answer in hand",
    pairs.map(({ text, headline }) => bestOf(sentencesOf(text), headline)),
  );
  console.log(`Headlines of ${pairs.length} held-out pairs (bar 45 / 33 / 41, aim 48 / 36 / 44):`);
  console.table(rows);
}

function headlineRow(pairs: Pair[], headlines: string[]): Record<string, string> {
  const scores = pairs.map(({ headline }, i) => rouge(tokenize(headlines[i] ?? ""), tokenize(headline)));
  const mean = (pick: (score: Rouge) => number) =>
    ((100 * scores.reduce((sum, score) => sum + pick(score), 0)) / scores.length).toFixed(1);
  return {
    R1: mean(({ r1 }) => r1),
    R2: mean(({ r2 }) => r2),
    RL: mean(({ rl }) => rl),
    length: (headlines.reduce((sum, { length }) => sum + length, 0) / pairs.length).toFixed(1),
  };
}

/** What must hold without exception, and the numbers of the human headline that the first glance keeps. */
function printPromises(pairs: Pair[]): void {
  let kept = 0;
  let asked = 0;
  const broken = { verbatim: 0, numbers: 0, headline: 0, glance: 0 };
  for (const { text, headline } of pairs) {
    const summary = offline(text);
    const first = summary.bullets[0]?.text ?? "";
    const shown = numbersOf(`${summary.headline} ${first}`);
    const inText = numbersOf(text);
    for (const number of numbersOf(headline)) {
      if (!inText.has(number)) continue;
      asked += 1;
      if (shown.has(number)) kept += 1;
    }
    broken.verbatim += piecesOf(summary).filter((piece) => !isVerbatim(piece, text)).length;
    broken.numbers += piecesOf(summary).filter((piece) => cutsNumber(piece, text)).length;
    if (summary.headline.length > 40) broken.headline += 1;
    if (summary.headline.length + first.length > FIRST_GLANCE) broken.glance += 1;
  }
  console.log(`\nNumbers of the human headline that stand in the text, kept by headline and first bullet:
  ${((100 * kept) / asked).toFixed(1)}% of ${asked} (bar 75, aim 82)
Not verbatim: ${broken.verbatim}; numbers cut: ${broken.numbers}; headlines over 40 characters: ${broken.headline};
headline and bullet over 90: ${broken.glance}`);
}

async function printLong(peers: Record<string, Peer>): Promise<void> {
  const cases = givenCases();
  const rows: Record<string, Record<string, string>> = {};
  const add = (name: string, texts: string[]) => {
    rows[name] = coverageOf(cases, texts);
  };
  const ours = cases.map(({ article }) => offline(article.text, article.title));
  add("yinxun, offline: bullets", ours.map(bulletsOf));
  add("yinxun, offline: headline and bullets", ours.map(headlineAndBulletsOf));
  add(
    "first 280 characters",
    cases.map(({ article }) => article.text),
  );
  for (const [name, peer] of Object.entries(peers)) {
    const texts: string[] = [];
    for (const { article } of cases) texts.push((await peer(sentencesOf(article.text), 5)).join(""));
    add(name, texts);
  }
  console.log(
    `\nLong articles, ${ROOM} characters, ${cases.length} that bullets are fitted to, too (bar 60 / 80 / 10, aim 72 / 92 / 3):`,
  );
  console.table(rows);
}

function offline(text: string, title = ""): Summary {
  return summarize(inputOf({ id: "", title, text }, tag));
}

/** A semicolon ends a sentence here: so do the peers get shorter ones to choose from. */
function sentencesOf(text: string): string[] {
  return splitSentences(text.replace(/[；;]/gu, "。")).map((sentence) => sentence.text);
}

function bestOf(sentences: string[], headline: string): string {
  const reference = tokenize(headline);
  const worth = (sentence: string) => {
    const { r1, r2, rl } = rouge(tokenize(sentence), reference);
    return r1 + r2 + rl;
  };
  return sentences.reduce((best, sentence) => (worth(sentence) > worth(best) ? sentence : best), "");
}

function numbersOf(text: string): Set<string> {
  return new Set(text.normalize("NFKC").match(/\d+(?:\.\d+)?/gu) ?? []);
}

/** Headline, bullets and quotes; a kept speaker counts as a piece of its own. */
function piecesOf({ headline, bullets }: Summary): string[] {
  return [headline, ...bullets.flatMap(({ text, quote }) => [text, quote])];
}

function isVerbatim(piece: string, text: string): boolean {
  if (text.includes(piece)) return true;
  const colon = piece.indexOf("：");
  return colon > 0 && text.includes(piece.slice(0, colon)) && text.includes(piece.slice(colon + 1));
}

function cutsNumber(piece: string, text: string): boolean {
  const span = text.includes(piece) ? piece : piece.slice(piece.indexOf("：") + 1);
  const pattern = /(?<=\d\.?)$/u.test(span)
    ? new RegExp(`${escapeLiteral(span)}(?!\\.?\\d)`, "u")
    : undefined;
  return pattern !== undefined && !pattern.test(text);
}

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
}

if (hasCorpus) await main();
else console.log("The corpus is missing: nothing to measure.");
