import { type Likeness, likeness } from "./compare.js";
import { conflict } from "./conflict.js";
import type { Features } from "./features.js";
import type { StoryRules } from "./rules.js";
import { aspects, chance } from "./score.js";

export interface Verdict {
  /** 0 to 1: how likely both tell one event. */
  chance: number;
  /** Why they cannot, whatever the words. */
  conflict?: string;
}

const EQUAL_TITLES_WITHIN_HOURS = 72;
const EQUAL_WORDS = 0.97;

export function sameEvent(a: Features, b: Features, rules: StoryRules): Verdict {
  const like = likeness(a, b);
  const against = conflict(a, b, like, rules);
  if (against !== undefined) return { chance: 0, conflict: against };
  if (a.roundUp) return { chance: like.overlap > 0.8 ? like.overlap : 0 };
  if (!a.dated || !b.dated) return { chance: isNearCopy(like) ? like.containment : 0 };
  if (like.headOverlap > EQUAL_WORDS && like.hours <= EQUAL_TITLES_WITHIN_HOURS && like.containment > 0.3) {
    return { chance: 1 };
  }
  if (ofOneFrame(a, b) && rules.frame.get(a.framed?.frame ?? "")?.once) return { chance: 1 };
  return { chance: chance(aspects(like, ofOneFrame(a, b)), rules.weights) };
}

export function ofOneFrame(a: Features, b: Features): boolean {
  return a.framed !== undefined && a.framed.frame === b.framed?.frame;
}

/** Without dates nothing tells yesterday's notice from today's, so only copies join. */
function isNearCopy(like: Likeness): boolean {
  if (like.figuresMissing > like.figures || like.claimHeld < 0.6) return false;
  return like.overlap >= 0.5 || (like.headOverlap > 0.6 && like.containment >= 0.7);
}
