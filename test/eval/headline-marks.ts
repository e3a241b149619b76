/**
 * What readers said of headlines that they saw alone: W a whole statement, F a fragment; 2 all of the key fact, 1 a part,
 * 0 none; M misleading.
 */
export type HeadlineMark = `${"W" | "F"}${0 | 1 | 2}${"" | "M"}`;

const KEY_FACT = { "0": 0.2, "1": 0.6, "2": 1 };
const FRAGMENT = 0.35;
const MISLEADING = 0.5;

/** In the units of ROUGE. */
export function worthOf(mark: HeadlineMark): number {
  const told = mark.charAt(1) as keyof typeof KEY_FACT;
  return KEY_FACT[told] - (mark.startsWith("F") ? FRAGMENT : 0) - (mark.endsWith("M") ? MISLEADING : 0);
}
