import type { Instant } from "../../news/article.js";
import type { Flag } from "../../news/summary.js";
import { splitSentences } from "../sentences.js";
import type { Gate } from "./gate.js";

/** A summary as an operator's program hands it in; `cites` count sentences as the model sees them, 0 being the title. */
export interface VerifiedSummary {
  headline?: string;
  bullets: { text: string; quote?: string; cites?: number[] }[];
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
  const headline = summary.headline ? [{ text: summary.headline }] : [];
  return [...headline, ...summary.bullets].flatMap((item: VerifiedSummary["bullets"][number]) =>
    gate({ ...item, cites: item.cites ?? quoted(sentences, item.quote) ?? everything }, numbered),
  );
}

function quoted(sentences: string[], quote: string | undefined): number[] | undefined {
  if (!quote) return undefined;
  const found = sentences.flatMap((sentence, number) =>
    sentence !== "" && (sentence.includes(quote) || quote.includes(sentence)) ? [number] : [],
  );
  return found.length > 0 ? found : undefined;
}
