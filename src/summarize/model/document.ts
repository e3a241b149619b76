import type { Block } from "../../news/article.js";
import type { FindInstruction } from "../gate/instructions.js";
import { splitSentences } from "../sentence/sentences.js";

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

/**
 * The sentences as the model is shown them, a line each. Those that give orders are left out, and numbers in brackets
 * that a text brings along are made other brackets, so that it cannot number sentences of its own.
 */
export function renderNumbered(sentences: string[], findInstruction: FindInstruction): string {
  return sentences
    .flatMap((sentence, number) => {
      if (sentence === "" || findInstruction(sentence) !== undefined) return [];
      return `[${number}] ${sentence.replace(/\[(\d+)\]/gu, "〔$1〕").replace(/\s+/gu, " ")}`;
    })
    .join("\n");
}
