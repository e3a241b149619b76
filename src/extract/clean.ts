import type { Block } from "../news/article.js";
import { skeleton } from "./characters.js";
import { mergeDigest } from "./digest.js";
import { isFurniture } from "./furniture.js";
import { markHeadings, withoutEmptyHeadings } from "./headings.js";
import { takeBracket, takeSource } from "./medium.js";
import type { RoughBlock } from "./rough.js";

export interface Clean {
  blocks: Block[];
  /** Who is named as the source: in a line of its own, else in the digest's bracket. */
  medium?: string;
  /** The original's address, where the text ends with one. */
  url?: string;
}

/** Rules drawn in dashes and the remains of broken bytes are no text. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
const URL_ONLY = /^<?(https?:\/\/[^\s<>]+)>?$/;

/**
 * From what the markup had to what a reader should get. Notes and furniture go first, so that they cannot stand between
 * the lines of a heading; the digest is compared only with what is left; headings are judged last, by what follows them.
 */
export function cleanBlocks(rough: RoughBlock[], title: string | undefined): Clean {
  let source: string | undefined;
  let url: string | undefined;
  const kept: RoughBlock[] = [];
  for (const block of rough) {
    const address = URL_ONLY.exec(block.text)?.[1];
    if (address !== undefined) {
      url = address;
      continue;
    }
    const taken = takeSource(block.text);
    source = taken.medium ?? source;
    if (SAYS_SOMETHING.test(taken.text) && !isFurniture(taken.text)) {
      kept.push(taken.text === block.text ? block : { ...block, text: taken.text });
    }
  }
  const { digest, body, medium } = splitDigest(kept);
  const text = withoutTitle(withoutRepeats(mergeDigest(digest, markHeadings(body))), title);
  const blocks = withoutEmptyHeadings(text);
  return {
    blocks: (blocks.length > 0 ? blocks : text).map(toBlock),
    medium: source ?? medium,
    url,
  };
}

function toBlock(block: RoughBlock): Block {
  return { kind: block.level > 0 ? "heading" : "paragraph", text: block.text };
}

function splitDigest(blocks: RoughBlock[]): { digest: RoughBlock[]; body: RoughBlock[]; medium?: string } {
  const length = blocks.findIndex((block) => !block.quoted);
  const digest = blocks.slice(0, length < 0 ? blocks.length : length);
  const body = blocks.slice(digest.length);
  const last = digest.at(-1);
  if (!last) return { digest, body };
  const { text, medium } = takeBracket(last.text);
  return { digest: [...digest.slice(0, -1), { ...last, text }], body, medium };
}

function withoutRepeats(blocks: RoughBlock[]): RoughBlock[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const key = withoutStops(block.text);
    if (block.level > 0 || !seen.has(key)) {
      if (block.level === 0) seen.add(key);
      return true;
    }
    return false;
  });
}

/** Read from the end: a pattern would go through the whole text. */
function withoutStops(text: string): string {
  let end = text.length;
  while (end > 0 && "。！？…".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Pages and Markdown print the title once more above the text; a flash that is nothing but its title keeps it. */
function withoutTitle(blocks: RoughBlock[], title: string | undefined): RoughBlock[] {
  if (title === undefined) return blocks;
  const bare = skeleton(title);
  const at = blocks.slice(0, 3).findIndex((block) => skeleton(block.text) === bare);
  const rest = blocks.filter((_, i) => i !== at);
  return at >= 0 && rest.some((block) => block.level === 0) ? rest : blocks;
}
