import { DAY, HOUR } from "../lib/duration.js";
import type { Likeness } from "./compare.js";
import { isFullDay } from "./days.js";
import type { Features } from "./features.js";
import { sameFigure, telling } from "./figures.js";
import { sameName } from "./frames.js";
import { tellOfOthers } from "./institutions.js";
import { tellOfOtherKinds } from "./kinds.js";
import type { StoryRules } from "./rules.js";

/** A head in the words of another but for its figures is a template, listed among the frames or not. */
const SAME_WORDS = 0.8;
/** Two figures, of two digits and of one, none of which the other report has. */
const OTHER_FIGURES = 1.5;
/** Two reports of one event share more of what their heads say than two notices of one sender. */
const CLAIM_TOLD = 0.35;

/**
 * What makes two articles two events, however alike their words are: a template with another name, a notice of another
 * day or with other figures, a digest of many events beside a report of one. Undefined where nothing does.
 */
export function conflict(a: Features, b: Features, like: Likeness, rules: StoryRules): string | undefined {
  if (a.roundUp !== b.roundUp) return "round-up";
  if (disjoint(a.codes, b.codes)) return "company";
  if (like.headOverlap > SAME_WORDS && like.headFigures < 0) return "other figures in the same words";
  if (like.headOverlap > SAME_WORDS && like.figures === 0 && like.figuresMissing >= OTHER_FIGURES) {
    return "other figures under the same words";
  }
  if (tellOfOthers(a, b, rules)) return "institution";
  if (tellOfOtherKinds(a, b, rules)) return "kind";
  if (disjoint(a.periods, b.periods)) return "period";
  if (disjoint(a.terms, b.terms)) return "term";
  if (a.framed === undefined || b.framed === undefined) return undefined;
  const { frame, who, whom } = a.framed;
  if (frame !== b.framed.frame) {
    // The noon report and the closing report of one day share every sentence but the figures.
    const once = rules.frame.get(frame)?.once && rules.frame.get(b.framed.frame)?.once;
    return once ? `${frame}: ${b.framed.frame}` : undefined;
  }
  // 海力士 and 法兰克福上市的海力士, but both went from 1100 to 2300.
  if (!like.figuresProve) {
    if (who !== "" && b.framed.who !== "" && !sameName(who, b.framed.who)) return `${frame}: who`;
    if (whom !== "" && b.framed.whom !== "" && !sameName(whom, b.framed.whom)) return `${frame}: whom`;
  }
  if (a.framed.way !== "" && b.framed.way !== "" && a.framed.way !== b.framed.way) return `${frame}: way`;
  const rule = rules.frame.get(frame);
  if (!rule?.once && like.claimHeld < CLAIM_TOLD) return `${frame}: claim`;
  if (!rule?.daily) return undefined;
  if (!sameDay(a, b)) return `${frame}: day`;
  if (!rule.once && !sharesTellingFigure(a, b)) return `${frame}: figures`;
  return undefined;
}

function disjoint(a: string[], b: string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((code) => b.includes(code));
}

/** The day that both name, else the day on which both appeared: a comment of the next morning names yesterday. */
function sameDay(a: Features, b: Features): boolean {
  const named = a.days.filter(isFullDay);
  const others = b.days.filter(isFullDay);
  if (named.length > 0 && others.length > 0) return named.some((day) => others.includes(day));
  return shanghaiDay(a.at) === shanghaiDay(b.at);
}

/** Of the heads first; a figure that stands anywhere counts if it is told in three digits. */
function sharesTellingFigure(a: Features, b: Features): boolean {
  const open = (features: Features) =>
    features.figures.filter(
      (figure, at) => at < features.headFigures || telling(figure) >= 1.5 || figure.unit === "m",
    );
  const left = open(a);
  const right = open(b);
  if (left.length === 0 && right.length === 0) return true;
  return left.some((x) => right.some((y) => sameFigure(x, y)));
}

function shanghaiDay(at: number): number {
  return Math.floor((at + 8 * HOUR) / DAY);
}
