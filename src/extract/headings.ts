import type { RoughBlock } from "./rough.js";

/** Level of a heading that is marked by nothing but bold type. */
const BOLD_LEVEL = 7;
const LONGEST = 40;
const RUNS_ON = /[。；：，、;:,]$/;
const COMPLETE = /[？！?!”]$/;
/** A number or sign in front opens a heading of its own. */
const OPENS =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]|第.{1,3}[章节条部]|[①-⑳【■●▍◆▶])/;

function isBoldLine(block: RoughBlock | undefined): block is RoughBlock {
  return block?.bold === true && block.level === 0 && [...block.text].length <= LONGEST;
}

/**
 * Short bold paragraphs become headings, and a heading that was set in several lines, one paragraph a line, becomes one.
 * A bold line that ends like a sentence, or with a colon, leads into the text and stays a paragraph.
 */
export function markHeadings(blocks: RoughBlock[]): RoughBlock[] {
  const out: RoughBlock[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (!isBoldLine(block)) {
      if (block) out.push(block);
      continue;
    }
    let text = block.text;
    for (let next = blocks[i + 1]; isBoldLine(next) && continues(text, next.text); next = blocks[i + 1]) {
      text += next.text;
      i++;
    }
    const followed = i + 1 < blocks.length;
    out.push({ ...block, text, level: followed && !RUNS_ON.test(text) ? BOLD_LEVEL : 0 });
  }
  return out;
}

function continues(text: string, next: string): boolean {
  if (/[，、—]$/.test(text)) return true;
  return (
    !RUNS_ON.test(text) && !COMPLETE.test(text) && !OPENS.test(next) && text.length + next.length <= LONGEST
  );
}

/** Marked headings with nothing under them are remains of what was dropped: pictures, an empty section. */
export function withoutEmptyHeadings(blocks: RoughBlock[]): RoughBlock[] {
  const kept: RoughBlock[] = [];
  for (const block of blocks.toReversed()) {
    const next = kept.at(-1);
    const empty = next === undefined || (next.level > 0 && next.level <= block.level);
    if (block.level === 0 || block.level === BOLD_LEVEL || !empty) kept.push(block);
  }
  return kept.toReversed();
}
