import type { Block } from "../../news/article.js";
import { splitSentences } from "../sentences.js";

/** Beyond this a model is given the opening only: the news of an article stands in its first pages. */
const MAX_CHARACTERS = 6_000;

/** The title, then the sentences of the text: how the model, its citations and the gate count them. */
export function numberSentences(title: string | undefined, blocks: Block[]): string[] {
  const sentences = [title ?? ""];
  let left = MAX_CHARACTERS;
  for (const block of blocks) {
    for (const { text } of splitSentences(block.text)) {
      if (text.length > left) return sentences;
      left -= text.length;
      sentences.push(text);
    }
  }
  return sentences;
}

export function renderNumbered(sentences: string[]): string {
  return sentences.map((sentence, number) => `[${number}] ${sentence}`).join("\n");
}
