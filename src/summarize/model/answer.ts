import { z } from "zod";

/** What the model is asked for. `nullable` and not `optional`, since strict schemas demand every key. */
export const modelAnswer = z.object({
  headline: z.object({ text: z.string(), cites: z.array(z.number().int()) }).nullable(),
  bullets: z.array(z.object({ text: z.string(), cites: z.array(z.number().int()), quote: z.string() })),
  insufficient: z.boolean(),
});

export type ModelAnswer = z.infer<typeof modelAnswer>;

/** Servers without schemas write "cites": ["1"], 1 or "[1]", and leave out what is empty. */
const number = z.union([
  z.number(),
  z.string().transform((written) => Number(written.replace(/[^\d-]/g, ""))),
]);
const cites = z
  .union([z.array(number), number.transform((one) => [one])])
  .nullish()
  .transform((numbers) => (numbers ?? []).filter((each) => Number.isSafeInteger(each)));
const text = z.string().transform((written) => written.trim());
const headline = z.union([
  z.object({ text, cites }),
  text.transform((written) => ({ text: written, cites: [] })),
]);
const bullet = z.object({ text, cites, quote: z.string().nullish() });

const looseAnswer = z.object({
  headline: headline.nullish(),
  bullets: z.array(z.unknown()).nullish().catch(undefined),
  insufficient: z.unknown().optional(),
});

/**
 * Reads an answer that may be wrapped in prose or a code fence, and may have numbers written as strings. A bullet of
 * the wrong shape is left out. Undefined where there is no whole object with anything in it: broken JSON is never
 * guessed at.
 */
export function readAnswer(content: string): ModelAnswer | undefined {
  for (const piece of objectsIn(content)) {
    const read = looseAnswer.safeParse(piece).data;
    if (read === undefined || !("headline" in read || "bullets" in read || "insufficient" in read)) continue;
    const bullets = (read.bullets ?? []).flatMap((each) => {
      const found = bullet.safeParse(each).data;
      return found && found.text !== "" ? [{ ...found, quote: found.quote ?? "" }] : [];
    });
    const title = read.headline?.text ? read.headline : null;
    const insufficient = read.insufficient === true || read.insufficient === "true";
    if (title === null && bullets.length === 0 && !insufficient) continue;
    return { headline: title, bullets, insufficient };
  }
  return undefined;
}

/** At most so many openings are tried: an answer full of braces is no answer. */
const MOST_OPENINGS = 20;

/** The whole JSON objects of a text, in order, whatever stands around them. */
function* objectsIn(content: string): Generator<unknown> {
  let from = 0;
  for (let tried = 0; tried < MOST_OPENINGS; tried += 1) {
    const start = content.indexOf("{", from);
    if (start < 0) return;
    const end = endOfObject(content, start);
    from = end ?? start + 1;
    if (end === undefined) continue;
    try {
      yield JSON.parse(content.slice(start, end));
    } catch {
      from = start + 1;
    }
  }
}

/** Past the brace that closes the one at `start`; braces within strings do not count. */
function endOfObject(content: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < content.length; at += 1) {
    const char = content.charAt(at);
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{") depth += 1;
    else if (char === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
