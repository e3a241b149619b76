import { HOUR } from "../lib/duration.js";
import { heldShare } from "./compare.js";
import type { Features } from "./features.js";
import { sameFigure, telling } from "./figures.js";

const LATER_MS = 3 * HOUR;
/** Share of its words that no earlier report has; a rewritten report of the same facts has up to half. */
const NEW_WORDS = 0.55;
/** Two figures of four digits, or the like. */
const NEW_FIGURES = 4;
const CLEARLY_FULLER = 1.5;
const CLEARLY_MORE = 60;

/**
 * Whether an article tells something new of an event that was told before: it comes hours later, and most of its words
 * or several of its figures stand in none of the earlier reports. A fuller report of the same hour is the same news.
 */
export function addsNews(article: Features, told: Features[]): boolean {
  return told.every((known) => {
    if (article.at - known.at < LATER_MS) return false;
    const newFigures = article.figures
      .filter((figure) => !known.figures.some((other) => sameFigure(figure, other)))
      .reduce((sum, figure) => sum + telling(figure), 0);
    return 1 - heldShare(article.text, known.text) > NEW_WORDS || newFigures >= NEW_FIGURES;
  });
}

/**
 * The fullest article speaks for its story, the earliest among those as full: another takes over only if it is half as
 * long again, and by more than a sentence. Without a look at the present lead nothing changes.
 */
export function takesLead(article: Features, lead: Features | undefined): boolean {
  if (lead === undefined) return false;
  return article.length > lead.length * CLEARLY_FULLER && article.length > lead.length + CLEARLY_MORE;
}
