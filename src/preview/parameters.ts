import type { MessageEntity } from "telegraf/types";
import * as z from "zod";
import { badRequest } from "./errors.js";

/** Forms carry numbers, flags and objects as strings; the Bot API takes strings in JSON bodies just as well. */
export const integer = z.coerce.number().int();
export const flag = z.preprocess(
  (value) => (typeof value === "string" ? value === "true" : value),
  z.boolean(),
);

export function json<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

const span = { offset: integer, length: integer };

/** The kinds without a field of their own, and those with one. */
export const entityList: z.ZodType<MessageEntity[]> = z.array(
  z.discriminatedUnion("type", [
    z.object({
      type: z.enum([
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "code",
      ]),
      ...span,
    }),
    z.object({ type: z.literal("pre"), language: z.string().optional(), ...span }),
    z.object({ type: z.literal("text_link"), url: z.string(), ...span }),
    z.object({ type: z.literal("custom_emoji"), custom_emoji_id: z.string(), ...span }),
  ]),
);

/** Unknown parameters are ignored, as there. */
export function parse<T extends z.ZodType>(schema: T, parameters: Record<string, unknown>): z.infer<T> {
  const result = schema.safeParse(parameters);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badRequest(`can't parse ${issue?.path.join(".") || "parameters"}: ${issue?.message ?? "invalid"}`);
}

/** The parameters of a call, from its query and its JSON, form or multipart body. */
export async function readParameters(request: Request): Promise<Record<string, unknown>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const type = request.headers.get("content-type") ?? "";
  if (request.method === "GET") return query;
  if (/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) {
    const form = await request.formData().catch(() => {
      throw badRequest("can't parse the form");
    });
    return { ...query, ...Object.fromEntries(form) };
  }
  const text = await request.text();
  if (text.trim() === "") return query;
  return { ...query, ...parseObject(text) };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw badRequest("can't parse JSON object");
  }
}
