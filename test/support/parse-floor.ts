import { load } from "cheerio";

/**
 * What merely parsing a body and taking its text costs. Not in test/bench/, where the peers' own dependencies stand in
 * the way of the project's cheerio.
 */
export function parseAndTakeText(body: string): string {
  return load(body).root().text();
}
