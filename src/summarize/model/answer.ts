import { z } from "zod";

/** What the model is asked for. `nullable` and not `optional`, since strict schemas demand every key. */
export const modelAnswer = z.object({
  headline: z.object({ text: z.string(), cites: z.array(z.number().int()) }).nullable(),
  bullets: z.array(z.object({ text: z.string(), cites: z.array(z.number().int()), quote: z.string() })),
  insufficient: z.boolean(),
});

export type ModelAnswer = z.infer<typeof modelAnswer>;

/**
 * Reads an answer that may be wrapped in prose or a code fence. Undefined where there is no object of the right
 * shape: broken JSON is never guessed at.
 */
export function readAnswer(content: string): ModelAnswer | undefined {
  const start = content.indexOf("{");
  const end = content.lastIndexOf("}");
  if (start < 0 || end < start) return undefined;
  try {
    return modelAnswer.safeParse(JSON.parse(content.slice(start, end + 1))).data;
  } catch {
    return undefined;
  }
}
