/** Markup that a parser would choke on; the message says which limit it broke. */
export class MarkupRefused extends Error {
  override name = "MarkupRefused";
}

const LIMITS = {
  characters: 3_000_000,
  tags: 50_000,
  depth: 200,
  attributes: 200,
  /** `<` that open no tag. */
  stray: 20_000,
  /** Tags that run to the end of the markup without a `>`. */
  unfinished: 500,
  /** Names outside of the standard that are looked up for a closing tag. */
  unknown: 100,
};

const words = (list: string): string[] => list.split(" ");

const VOID = new Set(
  words(
    "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr",
  ),
);

/** Elements whose content is no text for a reader; they go with all that is in them. */
const RAW = new Set(words("script style textarea xmp iframe noembed noframes plaintext svg math template"));

const KNOWN = new Set([
  ...VOID,
  ...RAW,
  ...words(
    "a abbr acronym address article aside audio b bdi bdo big blink blockquote body button canvas caption",
  ),
  ...words(
    "center cite code data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure",
  ),
  ...words(
    "font footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html i ins kbd label legend li main map",
  ),
  ...words(
    "mark marquee menu meter nav nobr noscript object ol optgroup option output p picture pre progress q rp",
  ),
  ...words(
    "rt ruby s samp search section select slot small span strike strong sub summary sup table tbody td tfoot",
  ),
  ...words("th thead time title tr tt u ul var video"),
]);

/** What an opening tag closes on top of the stack, as forgiving parsers have it. */
const IMPLIED = new Map([
  ["p", ["p"]],
  ["li", ["li"]],
  ["option", ["option"]],
  ["dd", ["dd", "dt"]],
  ["dt", ["dd", "dt"]],
  ["td", ["td", "th"]],
  ["th", ["th"]],
  ["tr", ["td", "th", "tr"]],
]);

const NAME = /[a-zA-Z][a-zA-Z0-9:-]*/y;
const CHART = /<!--\s*EM_StockImg_(Start|End)\s*-->/y;
/** No chart's markup is longer; a start without an end must not hide the article. */
const CHART_REACH = 20_000;

/** Whether the HTML standard, old or new, has an element of that name. */
export function isHtmlTag(name: string): boolean {
  return KNOWN.has(name.toLowerCase());
}

/**
 * Makes markup safe and unambiguous for a parser, in one linear pass: comments, scripts and the like are gone, a `<`
 * that opens no tag (`<1%`, `x<y`) is escaped, and what stands between EM_StockImg comments becomes an `<x-chart>`
 * element. Deep nesting and floods of tags or attributes throw `MarkupRefused`: counted here, on the very tags that the
 * parser will see, because its own stack would have overflowed by then.
 */
export function tameMarkup(markup: string): string {
  if (markup.length > LIMITS.characters) {
    throw new MarkupRefused(`more than ${LIMITS.characters} characters of markup`);
  }
  if (!markup.includes("<")) return markup;
  return new Tamer(markup).run();
}

class Tamer {
  readonly #out: string[] = [];
  readonly #open: string[] = [];
  /** Last found position of the closing tag of an unknown name; -1 for none to come. */
  readonly #closers = new Map<string, number>();
  #copied = 0;
  #tags = 0;
  #stray = 0;
  #unfinished = 0;
  /** Where the next chart's end is; -1 for none to come. */
  #chartEnd: number | undefined;
  #cdata = false;

  constructor(readonly markup: string) {}

  run(): string {
    for (let at = this.markup.indexOf("<"); at >= 0; ) {
      at = this.markup.indexOf("<", this.#step(at));
    }
    if (this.#copied === 0) return this.markup;
    this.#out.push(this.markup.slice(this.#copied));
    const tamed = this.#out.join("");
    return this.#cdata ? tamed.replaceAll("]]>", "") : tamed;
  }

  /** Deals with the `<` at `at`; returns where to go on. */
  #step(at: number): number {
    const sign = this.markup[at + 1];
    if (sign === "!" || sign === "?") return this.#declaration(at);
    const closing = sign === "/";
    NAME.lastIndex = closing ? at + 2 : at + 1;
    const raw = NAME.exec(this.markup)?.[0];
    const end = raw === undefined ? undefined : this.#endOfTag(NAME.lastIndex);
    if (raw === undefined || end === undefined || !this.#isTag(raw, closing, end)) return this.#strayed(at);
    if (++this.#tags > LIMITS.tags) throw new MarkupRefused(`more than ${LIMITS.tags} tags`);
    const name = raw.toLowerCase();
    if (RAW.has(name)) return closing ? this.#replace(at, end, "") : this.#raw(at, name, end);
    if (closing) this.#close(name);
    else if (!VOID.has(name)) this.#push(name);
    return end;
  }

  #replace(from: number, to: number, by: string): number {
    this.#out.push(this.markup.slice(this.#copied, from), by);
    this.#copied = to;
    return to;
  }

  #strayed(at: number): number {
    if (++this.#stray > LIMITS.stray) throw new MarkupRefused(`more than ${LIMITS.stray} signs of no tag`);
    return this.#replace(at, at + 1, "&lt;");
  }

  #push(name: string): void {
    const implied = IMPLIED.get(name);
    while (implied?.includes(this.#open.at(-1) ?? "")) this.#open.pop();
    if (this.#open.push(name) > LIMITS.depth) {
      throw new MarkupRefused(`tags nested more than ${LIMITS.depth} deep`);
    }
  }

  #close(name: string): boolean {
    const opened = this.#open.lastIndexOf(name);
    if (opened >= 0) this.#open.length = opened;
    return opened >= 0;
  }

  /** A name outside the standard counts as a tag if it has a prefix (`o:p`), or is closed further on. */
  #isTag(raw: string, closing: boolean, end: number): boolean {
    if (closing || KNOWN.has(raw.toLowerCase()) || raw.includes(":") || raw.includes("-")) return true;
    let closer = this.#closers.get(raw);
    if (closer === undefined && this.#closers.size >= LIMITS.unknown) return false;
    if (closer === undefined || (closer >= 0 && closer < end)) {
      closer = this.markup.indexOf(`</${raw}`, end);
      this.#closers.set(raw, closer);
    }
    return closer >= 0;
  }

  /** Quotes count only where a value starts, as the standard's tokenizer has it. Undefined if the tag never ends. */
  #endOfTag(from: number): number | undefined {
    const { markup } = this;
    let attributes = 0;
    let named = false;
    for (let i = from; i < markup.length; i++) {
      const code = markup.charCodeAt(i);
      if (code === GREATER) return i + 1;
      if (i === from && !isSpace(code) && code !== SLASH) return undefined;
      if (code === EQUALS && named) {
        const end = endOfValue(markup, i + 1);
        if (end === undefined) break;
        i = end - 1;
        named = false;
      } else if (isSpace(code)) {
        const next = markup.charCodeAt(i + 1);
        if (next !== EQUALS && !isSpace(next)) named = false;
      } else if (code === SLASH) {
        named = false;
      } else if (!named) {
        named = true;
        if (++attributes > LIMITS.attributes) {
          throw new MarkupRefused(`a tag with more than ${LIMITS.attributes} attributes`);
        }
      }
    }
    if (++this.#unfinished > LIMITS.unfinished) throw new MarkupRefused("tags that never end");
    return undefined;
  }

  #declaration(at: number): number {
    const { markup } = this;
    if (markup.startsWith("<![CDATA[", at)) {
      this.#cdata = true;
      return this.#replace(at, at + 9, "");
    }
    if (markup.startsWith("<!--", at)) {
      CHART.lastIndex = at;
      const chart = CHART.exec(markup);
      const end = markup.indexOf("-->", at + 2);
      return this.#replace(at, end < 0 ? markup.length : end + 3, this.#chartTag(chart?.[1], at));
    }
    const end = markup.indexOf(">", at);
    return this.#replace(at, end < 0 ? markup.length : end + 1, "");
  }

  #chartTag(mark: string | undefined, at: number): string {
    if (mark === "End") return this.#close("x-chart") ? "</x-chart>" : "";
    if (mark === undefined) return "";
    if (this.#chartEnd === undefined || (this.#chartEnd >= 0 && this.#chartEnd < at)) {
      this.#chartEnd = this.markup.indexOf("EM_StockImg_End", at);
    }
    if (this.#chartEnd < 0 || this.#chartEnd - at > CHART_REACH) return "";
    this.#push("x-chart");
    return "<x-chart>";
  }

  /** JSON-LD stays, with its `<` written as JSON allows, for it tells title and date of a page. */
  #raw(at: number, name: string, end: number): number {
    const { markup } = this;
    if ((name === "svg" || name === "math") && markup[end - 2] === "/") return this.#replace(at, end, "");
    const closer = new RegExp(`</${name}[\\s/>]`, "gi");
    closer.lastIndex = end;
    const bodyEnd = closer.exec(markup)?.index ?? markup.length;
    const closed = markup.indexOf(">", bodyEnd);
    const to = closed < 0 ? markup.length : closed + 1;
    if (name !== "script" || !markup.slice(at, end).includes("ld+json")) return this.#replace(at, to, "");
    const json = markup.slice(end, bodyEnd).replaceAll("<", "\\u003c");
    return this.#replace(at, to, `<script type="application/ld+json">${json}</script>`);
  }
}

const GREATER = 0x3e;
const EQUALS = 0x3d;
const SLASH = 0x2f;
const LONGEST_UNQUOTED = 4_000;

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Undefined for a quote that is never closed, or an unquoted value without end. */
function endOfValue(markup: string, from: number): number | undefined {
  let i = from;
  while (isSpace(markup.charCodeAt(i))) i++;
  const quote = markup[i];
  if (quote === '"' || quote === "'") {
    const end = markup.indexOf(quote, i + 1);
    return end < 0 ? undefined : end + 1;
  }
  const last = Math.min(markup.length, i + LONGEST_UNQUOTED);
  while (i < last && !isSpace(markup.charCodeAt(i)) && markup.charCodeAt(i) !== GREATER) i++;
  return i === last ? undefined : i;
}
