import { createHash } from "node:crypto";
import { readJsonLines } from "../support/json-lines.js";

/**
 * What readers said of texts, by the id of the article and the hash of the text: the texts themselves belong to the corpus.
 * A line of the file is `{"id":"…","marks":{"<hash>":"W2"}}`.
 */
export function readMarks<Mark extends string>(file: string): Map<string, Record<string, Mark>> {
  const rows = readJsonLines<{ id: string; marks: Record<string, Mark> }>(new URL(file, import.meta.url));
  return new Map(rows.map(({ id, marks }) => [id, marks]));
}

export function textHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}
