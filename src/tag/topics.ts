import type { Bank, Dictionary, Topic } from "./dictionary.js";
import { type Hit, type Occurrence, startsAt } from "./names.js";
import { createCover } from "./spans.js";

/** A bank in every so many UTF-16 units makes a long text one about banks. */
const UNITS_PER_NAME = 300;
/** The first sentence after a title, in UTF-16 units. */
const LEAD = 80;
/** How far after its name a bank speaks, in UTF-16 units. */
const SPEECH = 24;
const CENTRAL: ReadonlySet<Bank["type"]> = new Set(["央行", "境外央行"]);
const COMMERCIAL: ReadonlySet<Bank["type"]> = new Set([
  "国有",
  "股份",
  "城商",
  "农商",
  "政策",
  "民营",
  "外资",
]);

interface Scores {
  head: Float64Array;
  body: Float64Array;
}

/** What an article is about, as far as it decides on topics. */
interface Matter {
  /** A commercial bank is, or banks at large. */
  bank: boolean;
  /** A bank of any kind is. */
  named: boolean;
  /** A bank has the word, on whatever matter. */
  speaking: boolean;
  /** A central bank has a part in it. */
  central: boolean;
  /** A bank or a word of banking occurs. */
  banking: boolean;
}

/**
 * 0 to 3 topics by the weights of data/topics.json. A term counts up to `repeats` times, each time half of the
 * last; in the title it weighs `title` times more; inside a name it says nothing (邮政储蓄银行 is no savings).
 * A topic of a bank's business needs a text about a bank: one that only speaks (高盛：下调苹果目标价) or that is
 * named once in a long report is not what it is about.
 */
export function createTopicRule({ banks, topics, topicRules }: Dictionary) {
  const { rules, speaking } = topicRules;
  const types = new Map(banks.map((bank) => [bank.name, bank.type]));

  return (text: string, headEnd: number, names: readonly Occurrence[], hits: readonly Hit[]): string[] => {
    const words = withoutNames(hits);
    const matter = matterOf(text, headEnd, names, words);
    const scores = scoreTerms(words, headEnd);
    const inHead = new Set(words.filter((word) => word.start < headEnd).map((word) => word.meaning.text));
    const ranked = topics
      .map((topic, index) => ({ topic, score: scoreOf(topic, index, scores, matter, inHead) }))
      .filter(({ topic, score }) => score >= (topic.least ?? rules.least))
      .sort((a, b) => b.score - a.score);
    const best = ranked[0]?.score ?? 0;
    const chosen: string[] = [];
    for (const { topic, score } of ranked) {
      if (score < best * rules.share || chosen.length === rules.most) break;
      if (!topic.yieldsTo.some((other) => chosen.includes(other))) chosen.push(topic.name);
    }
    return chosen;
  };

  function matterOf(
    text: string,
    headEnd: number,
    names: readonly Occurrence[],
    words: readonly Hit[],
  ): Matter {
    const typeOf = (name: Occurrence) => types.get(name.bank) ?? "外资";
    const acting = names.filter((name) => !speaks(text, name));
    const commercial = acting.filter((name) => COMMERCIAL.has(typeOf(name)));
    const isInHead = (name: Occurrence) => name.start < headEnd;
    const isInLead = (name: Occurrence) => name.start < headEnd + LEAD;
    const isTrade = words.some((word) => word.meaning.trade && word.start < headEnd);
    const central = names.filter((name) => CENTRAL.has(typeOf(name)));
    const isOften = commercial.length > 1 && isDense(commercial, text);
    return {
      bank: isTrade || isOften || commercial.some(isInHead),
      named: isTrade || isOften || acting.some(isInLead),
      speaking: acting.length < names.length,
      central: central.some(isInLead) || isDense(central, text),
      banking: names.length > 0 || words.some((word) => word.meaning.banking),
    };
  }

  function speaks(text: string, name: Occurrence): boolean {
    if (types.get(name.bank) !== "外资") return false;
    if (startsAt(text, name.end, speaking.next)) return true;
    const rest = text.slice(name.end, name.end + SPEECH).split(/[。\n]/, 1)[0] ?? "";
    return speaking.near.some((word) => rest.includes(word));
  }

  function scoreTerms(words: readonly Hit[], headEnd: number): Scores {
    const counts = new Map<Hit["meaning"], { head: number; body: number }>();
    for (const { meaning, start } of words) {
      let count = counts.get(meaning);
      if (!count) {
        count = { head: 0, body: 0 };
        counts.set(meaning, count);
      }
      if (start < headEnd) count.head++;
      else count.body++;
    }
    const scores = { head: new Float64Array(topics.length), body: new Float64Array(topics.length) };
    for (const [{ terms }, { head, body }] of counts) {
      const times = fading(Math.min(body, rules.repeats));
      for (const { topic, weight, titleOnly } of terms) {
        if (head > 0) scores.head[topic] = (scores.head[topic] ?? 0) + weight * rules.title;
        if (!titleOnly) scores.body[topic] = (scores.body[topic] ?? 0) + weight * times;
      }
    }
    return scores;
  }
}

function isDense(names: readonly Occurrence[], text: string): boolean {
  return names.length * UNITS_PER_NAME > text.length;
}

function scoreOf(
  topic: Topic,
  index: number,
  scores: Scores,
  matter: Matter,
  inHead: ReadonlySet<string>,
): number {
  const head = scores.head[index] ?? 0;
  const body = scores.body[index] ?? 0;
  if (topic.needs === "central") return matter.central ? head + body : head > 0 ? head + body / 2 : 0;
  const isMet =
    matter[topic.needs] || (matter.speaking && topic.whenSpeaking.some((word) => inHead.has(word)));
  return isMet ? head + body : 0;
}

/** The hits that do not lie inside a longer name. */
function withoutNames(hits: readonly Hit[]): Hit[] {
  const isInsideName = createCover(hits.filter((hit) => hit.meaning.name));
  return hits.filter((hit) => !isInsideName(hit));
}

/** 1 + 1/2 + 1/4 …: the tenth mention says little that the first did not. */
function fading(times: number): number {
  return 2 - 2 ** (1 - times);
}
