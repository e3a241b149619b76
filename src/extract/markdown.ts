import { isHtmlTag } from "../lib/markup.js";
import type { Stock } from "../news/article.js";
import { tidy } from "./characters.js";
import { isFurniture } from "./furniture.js";
import { type Rough, type RoughBlock, roughMarkup } from "./rough.js";

const HEADING = /^ {0,3}(#{1,6})(?:\s+|(?=[^\s#])|$)(.*?)[\s#]*$/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;
const LIQUID = /^\s*\{[%{:].*\}\s*$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBERED = /^\s*(?:\d{1,3}(?:[.)]\s|[、．）])|[（(]\d{1,2}[）)])\s*\S/;
const TABLE_ROW = /^\s*\|(.*)\|\s*$/;
const TABLE_RULE = /^\s*\|?[\s:|-]+\|[\s:|-]*$/;
const URL_LINE = /^\s*<?\s*(https?:\/\/[^\s<>]+)\s*>?\s*$/;
const EMPTY_URL_LINE = /^\s*<\s*>\s*$/;
const SENTENCE_END = /[。！？；：…!?”）]\s*$/;
/** `*so*`, but neither 3*4*5 nor the star of *ST shares. */
const EMPHASIS = /(?<![\d*\\])\*(?!ST)(?=[^\s*])([^*\n]{0,500}[\p{L}\p{N}%”])\*(?![\d*])/gu;
const CONTAINER = /<(\/?)(?:div|table|ul|ol|section|article|blockquote|center|figure)\b/gi;

/**
 * The body of a post: Markdown, HTML, or both in turns. HTML runs from a line that begins with a tag to a blank line
 * outside of any container; only that part, and lines with tags or entities in them, ever meet the HTML parser, for it
 * would swallow what follows a bare `<` in plain text.
 */
export function roughPost(body: string): Rough {
  const reader = new PostReader();
  let html: string[] = [];
  let depth = 0;
  for (const line of withoutFences(withoutImages(body)).split("\n")) {
    if (html.length === 0 && !beginsWithTag(line)) {
      reader.line(line);
      continue;
    }
    if (line.trim() === "" && depth <= 0) {
      reader.html(html.join("\n"));
      html = [];
      continue;
    }
    html.push(line);
    for (const [, closing] of line.matchAll(CONTAINER)) depth += closing === "/" ? -1 : 1;
  }
  if (html.length > 0) reader.html(html.join("\n"));
  reader.flush();
  return { blocks: reader.blocks, stocks: reader.stocks };
}

/** Characters; rules, table rules and template tags are short lines. */
const LONGEST_STRUCTURE = 1_000;

class PostReader {
  readonly blocks: RoughBlock[] = [];
  readonly stocks: Stock[] = [];
  #pending: string[] = [];
  #quoted = false;

  html(markup: string): void {
    this.flush();
    const rough = roughMarkup(markup);
    this.blocks.push(...rough.blocks);
    this.stocks.push(...rough.stocks);
  }

  line(written: string): void {
    // The patterns of structure look at whole lines, some of them from every place in it.
    const line = written.length > LONGEST_STRUCTURE ? written.replace(/\s+/g, " ").trim() : written;
    const quote = QUOTE.exec(line);
    const heading = HEADING.exec(line);
    if (quote?.[1] !== undefined) {
      this.#text(quote[1], true);
    } else if (heading?.[1]) {
      this.flush();
      this.#push(heading[2] ?? "", heading[1].length, false);
    } else if (line.length <= LONGEST_STRUCTURE && (RULE.test(line) || LIQUID.test(line))) {
      this.flush();
    } else {
      this.#text(line, false);
    }
  }

  flush(): void {
    if (this.#pending.length > 0) this.#push(this.#pending.join("\n"), 0, this.#quoted);
    this.#pending = [];
  }

  #text(line: string, quoted: boolean): void {
    if (quoted !== this.#quoted) this.flush();
    this.#quoted = quoted;
    const url = URL_LINE.exec(line)?.[1];
    const row = TABLE_ROW.exec(line)?.[1];
    const rule = line.length <= LONGEST_STRUCTURE && TABLE_RULE.test(line);
    const bullet = BULLET.exec(line)?.[1];
    if (line.trim() === "" || EMPTY_URL_LINE.test(line) || isFurniture(tidy(line))) {
      this.flush();
    } else if (url !== undefined) {
      this.flush();
      this.blocks.push({ text: url, level: 0, bold: false, quoted });
    } else if (row !== undefined) {
      this.flush();
      const cells = row.split("|").map((cell) => cell.trim());
      if (!rule) this.#push(cells.filter((cell) => cell !== "").join("｜"), 0, quoted);
    } else if (bullet !== undefined) {
      this.flush();
      this.#pending.push(bullet);
    } else {
      const last = this.#pending.at(-1);
      if (NUMBERED.test(line) || (last !== undefined && SENTENCE_END.test(last))) this.flush();
      this.#pending.push(line);
    }
  }

  #push(written: string, level: number, quoted: boolean): void {
    const bold = /^\s*(\*\*|__)(?:(?!\1).)+\1\s*$/s.test(written);
    const text = withoutMarks(written);
    if (!hasMarkup(text)) {
      const plain = tidy(text);
      if (plain !== "") this.blocks.push({ text: plain, level, bold, quoted });
      return;
    }
    const rough = roughMarkup(text);
    this.stocks.push(...rough.stocks);
    for (const block of rough.blocks) {
      this.blocks.push({ text: block.text, level: level || block.level, bold: bold || block.bold, quoted });
    }
  }
}

function beginsWithTag(line: string): boolean {
  const found = /^\s*<(?:!--|\/?([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$))/.exec(line);
  return found !== null && (found[1] === undefined || isHtmlTag(found[1]));
}

function hasMarkup(text: string): boolean {
  if (!text.includes("<") && !text.includes("&")) return false;
  if (/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.test(text)) return true;
  for (const [, name = ""] of text.matchAll(/<\/?([a-z][a-z\d]{0,20})(?=[\s/>])/gi)) {
    if (isHtmlTag(name)) return true;
  }
  return false;
}

/** Text without emphasis, links and escapes, as a reader of the rendered page has it. */
function withoutMarks(text: string): string {
  if (!/[[*_~`\\<]/.test(text)) return text;
  return text
    .replace(
      /\[([^\][\n]{0,300})\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+"[^"\n]{0,300}")?\)/g,
      "$1",
    )
    .replace(/<(https?:\/\/[^\s<>]{1,2000})>/g, "$1")
    .replaceAll("**", "")
    .replace(EMPHASIS, "$1")
    .replace(/(?<![\p{L}\p{N}_])__([^_\n]{1,500})__(?![\p{L}\p{N}_])/gu, "$1")
    .replaceAll("~~", "")
    .replace(/`([^`\n]{1,500})`/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~])/g, "$1");
}

/** A fence left in the middle of a sentence goes with its line break; the sentence goes on. */
function withoutFences(body: string): string {
  return body.includes("```") ? body.replace(/```[\w-]{0,20}[ \t]*\n?/g, "") : body;
}

/** `![alt](url)`; the url may hold a whole picture. */
function withoutImages(body: string): string {
  let out = "";
  let kept = 0;
  for (let at = body.indexOf("!["); at >= 0; at = body.indexOf("![", Math.max(kept, at + 2))) {
    const bracket = body.indexOf("](", at);
    if (bracket < 0) break;
    const end = body.indexOf(")", bracket);
    if (end < 0) break;
    if (bracket - at > 300 || /\n/.test(body.slice(at, bracket))) continue;
    out += body.slice(kept, at);
    kept = end + 1;
  }
  return kept === 0 ? body : out + body.slice(kept);
}
