import type { Article, RawItem } from "../news/article.js";
import { extractFragment } from "./fragment.js";
import { extractPage } from "./page.js";
import { extractPost } from "./post.js";
import { Unreadable } from "./unreadable.js";

const EXTRACTORS = { post: extractPost, page: extractPage, fragment: extractFragment };

/**
 * Makes an article of what a source handed over. Pure: no clock, no network. Throws Unreadable, with a reason for the
 * operator, when there is no text in it or when it is not safe to parse.
 */
export function extractArticle(item: RawItem): Article {
  try {
    return extract(item);
  } catch (error) {
    if (!(error instanceof Unreadable) || item.told === undefined) throw error;
    return extract({ ...item, format: "fragment", body: item.told });
  }
}

function extract(item: RawItem): Article {
  if (item.body.trim() === "") throw new Unreadable("the body is empty");
  return EXTRACTORS[item.format](item);
}
