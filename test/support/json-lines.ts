import { readFileSync } from "node:fs";

/** The rows of a file with one JSON value a line. */
export function readJsonLines<T>(path: string | URL): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
