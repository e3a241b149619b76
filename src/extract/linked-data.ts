import type { CheerioAPI } from "cheerio/slim";
import { z } from "zod";

/** The facts of a page's JSON-LD (schema.org Article and its kin) that a reader needs; all may be missing. */
export interface LinkedData {
  headline?: string;
  datePublished?: string;
  articleBody?: string;
}

const text = z.string().optional().catch(undefined);
const thing = z.object({ headline: text, datePublished: text, articleBody: text });
const graph = z.object({ "@graph": z.array(z.unknown()) });

export function readLinkedData($: CheerioAPI): LinkedData {
  for (const script of $('script[type="application/ld+json"]').slice(0, 10).toArray()) {
    for (const candidate of candidates($(script).text())) {
      const parsed = thing.safeParse(candidate);
      if (parsed.success && (parsed.data.headline ?? parsed.data.articleBody) !== undefined)
        return parsed.data;
    }
  }
  return {};
}

function candidates(json: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return []; // A broken block of data is as good as none.
  }
  if (Array.isArray(parsed)) return parsed;
  const listed = graph.safeParse(parsed);
  return listed.success ? listed.data["@graph"] : [parsed];
}
