import type { Block } from "../../news/article.js";
import { splitSentences } from "../sentences.js";

/** An article as the model and the gate see it: numbered sentences, the title being number 0. */
export interface NumberedArticle {
  sentences: string[];
}

/** Beyond this a model is given the opening only: the news of an article stands in its first pages. */
const MAX_CHARACTERS = 6_000;

export function numberSentences(title: string | undefined, blocks: Block[]): NumberedArticle {
  const sentences = [title ?? ""];
  let left = MAX_CHARACTERS;
  for (const block of blocks) {
    for (const { text } of splitSentences(block.text)) {
      if (text.length > left) return { sentences };
      left -= text.length;
      sentences.push(text);
    }
  }
  return { sentences };
}

export function renderNumbered({ sentences }: NumberedArticle): string {
  return sentences.map((sentence, number) => `[${number}] ${sentence}`).join("\n");
}
