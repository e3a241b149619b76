import { type CheerioAPI, load } from "cheerio/slim";
import { MarkupRefused, tameMarkup } from "../lib/markup.js";
import type { Stock } from "../news/article.js";
import { tidy } from "./characters.js";
import { stockOf } from "./stocks.js";
import { Unreadable } from "./unreadable.js";

/** A block as the markup has it, before anything is judged. */
export interface RoughBlock {
  text: string;
  /** 1 to 6 for a marked heading, 0 for running text. */
  level: number;
  /** All of it is bold: a heading, if it is short. */
  bold: boolean;
  /** Stands in a quotation; the source site opens its posts with a digest in one. */
  quoted: boolean;
}

export interface Rough {
  blocks: RoughBlock[];
  stocks: Stock[];
}

export type Node = ReturnType<CheerioAPI["root"]>[0]["children"][number];
type Element = Extract<Node, { attribs: unknown }>;

/** Parses markup that may come from anywhere. Throws Unreadable for what no parser should be given. */
export function parseMarkup(markup: string): CheerioAPI {
  try {
    return load(tameMarkup(markup));
  } catch (error) {
    if (error instanceof MarkupRefused) throw new Unreadable(error.message, { cause: error });
    throw error;
  }
}

/** The blocks of a fragment of HTML, in order. */
export function roughMarkup(markup: string): Rough {
  return roughNodes(parseMarkup(markup).root()[0]?.children ?? []);
}

export function roughNodes(nodes: readonly Node[]): Rough {
  const walk = new Walk();
  walk.all(nodes, INLINE);
  walk.flush(INLINE);
  return { blocks: walk.blocks, stocks: walk.stocks };
}

const words = (list: string): Set<string> => new Set(list.split(" "));

const BLOCK = words(
  "address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer form header " +
    "hgroup hr html legend li main menu nav ol p pre search section summary table tbody tfoot thead caption tr ul",
);
const SILENT = words(
  "audio button canvas datalist figcaption frameset head input img map meter noscript object option picture progress " +
    "script select style title video x-chart",
);
const HEADING = /^h([1-6])$/;
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|height\s*:\s*[01]px[^"]*overflow\s*:\s*hidden/i;
const BOLD = /font-weight\s*:\s*(?:bold|[6-9]00)/i;
/** Live prices beside a company's name, filled in by a script. */
const QUOTE_SLOT = /^(?:bk)?quote_/;
/** EastMoney's pages and the source site put their digest in one of these. */
const DIGEST_CLASS = /(?:^|\s)(?:abstract|b-review|zhaiyao|digest)(?:\s|$)/;

interface Context {
  level: number;
  bold: boolean;
  quoted: boolean;
  /** Inside a table row whose cells share one line. */
  row: boolean;
}

const INLINE: Context = { level: 0, bold: false, quoted: false, row: false };

class Walk {
  readonly blocks: RoughBlock[] = [];
  readonly stocks: Stock[] = [];
  #text = "";
  #anyBold = false;
  #anyPlain = false;

  all(nodes: readonly Node[], context: Context): void {
    for (const node of nodes) this.#one(node, context);
  }

  flush(context: Context): void {
    const text = this.#text === "" ? "" : tidy(this.#text);
    if (text !== "") {
      const bold = this.#anyBold && !this.#anyPlain;
      this.blocks.push({ text, level: context.level, bold, quoted: context.quoted });
    }
    this.#text = "";
    this.#anyBold = false;
    this.#anyPlain = false;
  }

  #one(node: Node, context: Context): void {
    if (node.type === "text") {
      this.#text += node.data;
      if (/\S/.test(node.data)) {
        if (context.bold) this.#anyBold = true;
        else this.#anyPlain = true;
      }
    } else if ("attribs" in node) {
      this.#element(node, context);
    }
  }

  #element(element: Element, context: Context): void {
    const { name, attribs } = element;
    const stock = stockOf(attribs);
    if (stock) this.stocks.push(stock);
    if (SILENT.has(name) || isHidden(attribs)) {
      this.#stocksIn(element.children);
      return;
    }
    const heading = HEADING.exec(name);
    if (heading) {
      this.#block(element, { ...context, level: Number(heading[1]) }, context);
    } else if (name === "br") {
      if (context.row) this.#text += " ";
      else this.flush(context);
    } else if (name === "tr" && isRow(element)) {
      this.#row(element, context);
    } else if (name === "ol" && !context.row) {
      this.#numbered(element, context);
    } else if (name === "blockquote" || (attribs.class && DIGEST_CLASS.test(attribs.class))) {
      this.#block(element, { ...context, quoted: true }, context);
    } else if (BLOCK.has(name)) {
      this.#block(
        element,
        attribs.style && BOLD.test(attribs.style) ? { ...context, bold: true } : context,
        context,
      );
    } else if (name === "strong" || name === "b" || (attribs.style && BOLD.test(attribs.style))) {
      this.all(element.children, context.bold ? context : { ...context, bold: true });
    } else {
      this.all(element.children, context);
    }
  }

  #block(element: Element, inside: Context, outside: Context): void {
    if (outside.row) {
      this.#text += " ";
      this.all(element.children, inside);
      this.#text += " ";
      return;
    }
    this.flush(outside);
    this.all(element.children, inside);
    this.flush(inside);
  }

  #row(row: Element, context: Context): void {
    this.flush(context);
    const inside = { ...context, row: true };
    const cells: string[] = [];
    for (const child of row.children) {
      this.#one(child, inside);
      const cell = tidy(this.#text);
      if (cell !== "") cells.push(cell);
      this.#text = "";
    }
    this.#text = cells.join("｜");
    this.flush(context);
  }

  /** The numbers of an ordered list are text to its reader, though no text in the markup. */
  #numbered(list: Element, context: Context): void {
    this.flush(context);
    let number = Number.parseInt(list.attribs.start ?? "1", 10) || 1;
    for (const child of list.children) {
      if (!("attribs" in child) || child.name !== "li") {
        this.#one(child, context);
        continue;
      }
      this.#text = `${number++}. `;
      this.all(child.children, context);
      this.flush(context);
    }
  }

  #stocksIn(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (!("attribs" in node)) continue;
      const stock = stockOf(node.attribs);
      if (stock) this.stocks.push(stock);
      this.#stocksIn(node.children);
    }
  }
}

function isHidden(attribs: { [name: string]: string }): boolean {
  if (attribs.style !== undefined && HIDDEN.test(attribs.style)) return true;
  if (attribs.id !== undefined && QUOTE_SLOT.test(attribs.id)) return true;
  return "hidden" in attribs || attribs["aria-hidden"] === "true";
}

/** Several short cells are a line of a table; tables that lay out a page hold whole columns of paragraphs in theirs. */
function isRow(row: Element): boolean {
  const cells = row.children.filter((child) => "attribs" in child);
  return cells.length > 1 && cells.every((cell) => countBlocks(cell.children) < 3);
}

function countBlocks(nodes: readonly Node[]): number {
  return nodes.filter((node) => "attribs" in node && (BLOCK.has(node.name) || node.name === "br")).length;
}
