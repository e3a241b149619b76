import { ended, sentencesBeside } from "../digest/sentences.js";
import { searchable } from "../lib/text.js";
import type { Phrase } from "../news/search.js";
import type { StoredArticle } from "../store/store.js";
import { trimText } from "../telegram/trim.js";

const LONGEST = 120;
const SENTENCES = /[^。！？；\n]+[。！？；]?/gu;

/**
 * What stands below a headline in a list. Of what was searched for, the person sees the place: if neither headline nor
 * summary shows a phrase, the sentence of the text that holds it comes first, in place of the summary's second one.
 */
export function foundSentences(article: StoredArticle, phrases: Phrase[]): string[] {
  const { summary, title, blocks } = article;
  const sentences = sentencesBeside(summary.headline, summary);
  const shown = searchable([title, summary.headline, ...sentences].join("\n"));
  const missing = phrases.find(({ text }) => !shown.includes(text));
  if (!missing) return sentences;
  const place = blocks
    .flatMap(({ text }) => text.match(SENTENCES) ?? [])
    .find((sentence) => searchable(sentence).includes(missing.text));
  if (place === undefined) return sentences;
  const rest = sentences.filter((sentence) => !place.includes(sentence.replace(/[。！？；]$/u, "")));
  return [ended(trimText(place.trim(), LONGEST)), ...rest.slice(0, 1)];
}
