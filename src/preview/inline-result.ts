import * as z from "zod";
import { entityList } from "./parameters.js";

/** A result as answerInlineQuery takes it. Articles only: the service finds nothing else. */
export const inlineResult = z.object({
  type: z.literal("article"),
  id: z
    .string()
    .min(1)
    .refine((id) => Buffer.byteLength(id) <= 64, "RESULT_ID_INVALID"),
  title: z.string().min(1),
  description: z.string().optional(),
  url: z.string().optional(),
  input_message_content: z.object({
    message_text: z.string().min(1),
    entities: entityList.optional(),
  }),
});

export type InlineResult = z.infer<typeof inlineResult>;
