import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { extractArticle } from "../../src/extract/article.js";
import { Unreadable } from "../../src/extract/unreadable.js";
import { decodeBody } from "../../src/lib/http-decode.js";
import { isoInZone } from "../../src/lib/zone.js";
import type { RawItem } from "../../src/news/article.js";

/**
 * A case is two files: what a source handed over, and what must come of it. `item` is what the source said besides;
 * `publishedAt` is written in Shanghai's time.
 */
const golden = z.strictObject({
  item: z
    .strictObject({
      url: z.string().optional(),
      title: z.string().optional(),
      publishedAt: z.number().optional(),
      medium: z.string().optional(),
      labels: z.array(z.string()).optional(),
      selectors: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  article: z.unknown().optional(),
  unreadable: z.string().optional(),
});

const GROUPS = { posts: "post", pages: "page", fragments: "fragment" } as const;

function outcomeOf(item: RawItem): object {
  try {
    const { source: _, externalId: __, publishedAt, ...article } = extractArticle(item);
    const readable = publishedAt === undefined ? undefined : isoInZone(publishedAt, "Asia/Shanghai");
    return { article: JSON.parse(JSON.stringify({ publishedAt: readable, ...article })) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.reason };
    throw error;
  }
}

for (const [group, format] of Object.entries(GROUPS)) {
  const folder = new URL(`./${group}/`, import.meta.url);
  const cases = readdirSync(folder).filter((name) => !name.endsWith(".json"));
  describe(group, () => {
    it.each(cases)("%s", (name) => {
      const body = decodeBody(readFileSync(new URL(name, folder)));
      const expected = readFileSync(new URL(name.replace(/\.\w+$/, ".json"), folder), "utf8");
      const { item, ...outcome } = golden.parse(JSON.parse(expected));
      expect(outcomeOf({ ...item, source: "golden", externalId: name, format, body })).toEqual(outcome);
    });
  });
}
