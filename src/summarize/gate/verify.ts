import type { Instant } from "../../news/article.js";
import type { Flag } from "../../news/summary.js";
import { splitSentences } from "../sentence/sentences.js";
import type { Gate } from "./gate.js";

/** `cites` count sentences as the model sees them, 0 being the title. */
export interface VerifiedItem {
  text: string;
  quote?: string;
  cites?: number[];
}

/** A summary as an operator's program hands it in. */
export interface VerifiedSummary {
  headline?: VerifiedItem;
  bullets: VerifiedItem[];
}

export interface VerifiedArticle {
  title?: string;
  text: string;
  publishedAt?: Instant;
}

/** All that is wrong with a summary. An item leans on what it cites, else on the sentences of its quote, else on all. */
export function verifySummary(gate: Gate, article: VerifiedArticle, summary: VerifiedSummary): Flag[] {
  const sentences = [article.title ?? "", ...splitSentences(article.text).map(({ text }) => text)];
  const numbered = { sentences, publishedAt: article.publishedAt };
  const everything = sentences.map((_, number) => number);
  const items = [...(summary.headline ? [summary.headline] : []), ...summary.bullets];
  return items.flatMap(({ text, quote, cites }) => {
    const valid = cites?.filter((number) => (sentences[number] ?? "") !== "");
    if (valid?.length === 0) return [{ kind: "cites", detail: "所引的句子编号在原文里没有" }];
    const leaning = valid ?? quoted(article.text, sentences, quote) ?? everything;
    return gate({ text, quote, cites: leaning }, numbered);
  });
}

/** The sentences that a quote touches, from its first to its last; undefined where the article does not have it. */
function quoted(text: string, sentences: string[], quote: string | undefined): number[] | undefined {
  if (!quote) return undefined;
  const title = sentences[0]?.includes(quote) ? [0] : undefined;
  const at = text.indexOf(quote);
  if (at < 0) return title;
  let end = 0;
  return sentences.flatMap((sentence, number) => {
    if (number === 0 || sentence === "") return [];
    const start = text.indexOf(sentence, end);
    end = start + sentence.length;
    return start < at + quote.length && end > at ? [number] : [];
  });
}
