import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * What readers said of texts, by the id of the article and the hash of the text: the texts themselves belong to the corpus.
 * A line of the file is `{"id":"…","marks":{"<hash>":"W2"}}`.
 */
export function readMarks<Mark extends string>(file: string): Map<string, Record<string, Mark>> {
  const lines = readFileSync(new URL(file, import.meta.url), "utf8").split("\n");
  const rows: { id: string; marks: Record<string, Mark> }[] = lines
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return new Map(rows.map(({ id, marks }) => [id, marks]));
}

export function textHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}
