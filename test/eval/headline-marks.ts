import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * What readers said of headlines that they saw alone: W a whole statement, F a fragment; 2 all of the key fact, 1 a part,
 * 0 none; M misleading.
 */
export type Mark = `${"W" | "F"}${0 | 1 | 2}${"" | "M"}`;

/** Marks by the hash of the headline: the texts themselves belong to the corpus. */
type Marks = Record<string, Mark>;

/** By the id of the pair. A line is `{"id":"…","marks":{"<hash>":"W2"}}`. */
export function readMarks(): Map<string, Marks> {
  const lines = readFileSync(new URL("headline-marks.jsonl", import.meta.url), "utf8").split("\n");
  const rows: { id: string; marks: Marks }[] = lines.filter(Boolean).map((line) => JSON.parse(line));
  return new Map(rows.map(({ id, marks }) => [id, marks]));
}

export function headlineHash(headline: string): string {
  return createHash("sha1").update(headline).digest("hex").slice(0, 8);
}

const KEY_FACT = { "0": 0.2, "1": 0.6, "2": 1 };
const FRAGMENT = 0.35;
const MISLEADING = 0.5;

/** In the units of ROUGE. */
export function worthOf(mark: Mark): number {
  const told = mark.charAt(1) as keyof typeof KEY_FACT;
  return KEY_FACT[told] - (mark.startsWith("F") ? FRAGMENT : 0) - (mark.endsWith("M") ? MISLEADING : 0);
}
