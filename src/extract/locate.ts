import type { CheerioAPI } from "cheerio/slim";
import type { Node } from "./rough.js";

/** Where known sites keep the text, from the most telling to the most common. A new site is a new row. */
const BODIES = [
  "#ContentBody", // EastMoney
  ".txtinfos",
  ".newsContent .Body",
  "[itemprop=articleBody]",
  "#artibody",
  "#article_content",
  ".TRS_Editor",
  ".article-content",
  ".article-body",
  ".post-content",
  ".entry-content",
  ".wrapper > section", // the source site
  "article",
  "main",
  "#content",
  ".newsContent",
];

const ASIDE =
  "nav, aside, footer, form, .share, .related, .recommend, .comment, .comments, .breadcrumb, .pagination, #comments";

/** Less is a line of furniture, not a text. */
const SHORTEST = 10;
/** More of a text inside of links makes a list of articles, not an article. */
const MOST_LINKED = 0.6;

/** The nodes that hold a page's article: a known place, else where most paragraphs stand together. */
export function locateBody($: CheerioAPI): readonly Node[] | undefined {
  $(ASIDE).remove();
  for (const selector of BODIES) {
    const place = $(selector).first();
    const [element] = place.toArray();
    const text = place.text().trim();
    if (
      element &&
      "children" in element &&
      text.length >= SHORTEST &&
      !isList(text, place.find("a").text())
    ) {
      return element.children;
    }
  }
  return densest($);
}

/** Running text directly under an element, or in its paragraphs, speaks for it; text in links speaks against it. */
function densest($: CheerioAPI): readonly Node[] | undefined {
  let best: { children: readonly Node[]; score: number } | undefined;
  for (const place of [...$.root().toArray(), ...$("div, section, td, body").toArray()]) {
    if (!("children" in place)) continue;
    let score = 0;
    for (const child of place.children) {
      if (child.type === "text") score += child.data.trim().length;
      else if ("attribs" in child && child.name === "p") {
        score += $(child).text().trim().length - 2 * $(child).find("a").text().trim().length;
      }
    }
    if (score >= SHORTEST && score > (best?.score ?? 0)) best = { children: place.children, score };
  }
  return best?.children;
}

function isList(text: string, linked: string): boolean {
  return linked.trim().length > MOST_LINKED * text.length;
}
