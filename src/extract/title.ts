import type { Block } from "../news/article.js";
import { tidy } from "./characters.js";
import { parseMarkup } from "./rough.js";

const LONGEST = 40;

/** A title as its source wrote it, without the entities and tags that feeds leave in one. Undefined when nothing is left. */
export function readTitle(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const marked = /&(?:#?\w{2,8});|<\/?[a-z]/i.test(written);
  const title = tidy(marked ? parseMarkup(written).text() : written);
  return title === "" ? undefined : title;
}

/** An untitled flash is titled by its 【headline】 or first sentence, at most 40 characters, cut at a clause. */
export function titleFromText(blocks: Block[]): string {
  const text = (blocks.find((block) => block.kind === "paragraph") ?? blocks[0])?.text ?? "";
  const marked = /^【([^】]{2,60})】/.exec(text)?.[1];
  if (marked) return marked;
  const sentence = /^.*?[。！？!?；]/.exec(text)?.[0].replace(/[。；]$/, "") ?? text;
  const characters = [...sentence];
  if (characters.length <= LONGEST) return sentence;
  const head = characters.slice(0, LONGEST).join("");
  const clause = /^(.{8,})[，、：；,:;—]/u.exec(head)?.[1];
  return clause ?? `${characters.slice(0, LONGEST - 1).join("")}…`;
}
