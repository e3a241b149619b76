import { normalize } from "../lib/text.js";
import type { Bullet, Summary } from "../news/summary.js";

const MOST_SENTENCES = 2;
/** Together, in UTF-16 units: what a phone shows in about five lines. */
const MOST_UNITS = 150;
/** Share of a sentence's bigrams that the headline holds, from which it tells nothing new. */
const SAME = 0.8;

const FIGURE =
  /\d[\d,.]*\s*(?:%|‰|[十百千万亿]*(?:元|户|家|人|项|倍|个?基点|个百分点|美元|港元)|[万亿]|BP)/giu;
const DAY = /\d月\d{1,2}日/u;
const YEAR = /\d{4}年(?!\d)/u;
const NAME = /[“《「][^”》」]{2,}[”》」]/gu;
/** What a sentence is worth that speaks of the “name” in the headline, in figures. */
const ON_SUBJECT = 2;
/** Beyond so many, further figures make a sentence longer rather than better. */
const MOST_FIGURES = 3;

/** One or two sentences beside the headline; none that only say the headline again. */
export function sentencesBeside(headline: string, summary: Summary): string[] {
  const chosen: Bullet[] = [];
  let units = 0;
  for (const bullet of mostTelling(headline, summary)) {
    if (chosen.length === MOST_SENTENCES) break;
    const { text } = bullet;
    if (text === "" || [headline, ...chosen.map((one) => one.text)].some((said) => repeats(text, said)))
      continue;
    if (chosen.length > 0 && units + text.length > MOST_UNITS) continue;
    chosen.push(bullet);
    units += text.length;
  }
  // They are told in the order of the article.
  return summary.bullets.filter((bullet) => chosen.includes(bullet)).map(({ text }) => ended(text));
}

/**
 * A model puts what matters first. Excerpts stand in the order of the article, so figures, dates and names decide: the
 * weightiest, then one that says what happened on a day, then the rest. Beside a sentence that has some, one that has
 * none is a flourish.
 */
function mostTelling(headline: string, { bullets, method }: Summary): Bullet[] {
  if (method === "model") return bullets;
  const subjects = headline.match(NAME) ?? [];
  const weights = new Map(bullets.map((bullet) => [bullet, weightOf(bullet.text, subjects)]));
  const weight = (bullet: Bullet) => weights.get(bullet) ?? 0;
  const factual = bullets.filter((bullet) => weight(bullet) > 0);
  if (factual.length === 0) return bullets;
  const [first, ...rest] = factual.sort((a, b) => weight(b) - weight(a));
  const event = rest.find(({ text }) => DAY.test(text) && text.match(NAME));
  return [...(first ? [first] : []), ...(event ? [event] : []), ...rest.filter((bullet) => bullet !== event)];
}

function weightOf(text: string, subjects: string[]): number {
  const figures = Math.min(MOST_FIGURES, text.match(FIGURE)?.length ?? 0);
  const dated = DAY.test(text) || YEAR.test(text) ? 1 : 0;
  const named = Math.min(1, text.match(NAME)?.length ?? 0);
  const onSubject = subjects.some((name) => text.includes(name)) ? ON_SUBJECT : 0;
  return figures + dated + named + onSubject;
}

/** Excerpts are cut at commas, too; side by side they need an end. */
export function ended(text: string): string {
  return /[。！？!?…；;.][”’」』）)]*$/u.test(text) ? text : `${text.replace(/[，、,：:]+$/u, "")}。`;
}

function repeats(sentence: string, said: string): boolean {
  const pairs = bigrams(sentence);
  if (pairs.length === 0) return true;
  const known = new Set(bigrams(said));
  return pairs.filter((pair) => known.has(pair)).length / pairs.length >= SAME;
}

function bigrams(text: string): string[] {
  const letters = [...normalize(text).replace(/[^\p{L}\p{N}]/gu, "")];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}
