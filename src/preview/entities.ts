import type { MessageEntity } from "telegraf/types";
import { badRequest } from "./errors.js";

export interface Formatted {
  text: string;
  entities: MessageEntity[];
}

/** Limits: https://core.telegram.org/bots/api#sendmessage. More entities than this are ignored there. */
const MAX_TEXT = 4096;
const MAX_ENTITIES = 100;

/** What Telegram makes of a text and its entities: trimmed, bounds checked, its own finds added. */
export function formatText(text: string, given: MessageEntity[]): Formatted {
  for (const entity of given) checkBounds(text, entity);
  const trimmed = trim({ text, entities: given.slice(0, MAX_ENTITIES).filter(hasGoodLink) });
  if (trimmed.text.length === 0) throw badRequest("message text is empty");
  if (trimmed.text.length > MAX_TEXT) throw badRequest("message is too long");
  const found = detectEntities(trimmed.text).filter((entity) => fits(entity, trimmed.entities));
  return { text: trimmed.text, entities: [...trimmed.entities, ...found].sort(byPlace) };
}

/** Patterns follow Telegram's own: Chinese hashtags count, a command ends where the word ends. */
const PATTERNS: [type: "url" | "mention" | "hashtag" | "bot_command", pattern: RegExp][] = [
  [
    "url",
    /https?:\/\/[^\s<>"'，。；：！？、（）【】《》「」]*[^\s<>"'，。；：！？、（）【】《》「」.,;:!?)]/giu,
  ],
  ["mention", /(?<![\p{L}\p{N}_@/])@[a-z]\w{3,31}(?![\p{L}\p{N}_])/giu],
  ["hashtag", /(?<![\p{L}\p{N}_&#])#(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_·]+/gu],
  ["bot_command", /(?<![\p{L}\p{N}_/<>])\/\w{1,32}(?:@\w{3,32})?(?![\p{L}\p{N}_/<>])/gu],
];

function detectEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => overlap(entity, other))) found.push(entity);
    }
  }
  return found.sort(byPlace);
}

function checkBounds(text: string, { offset, length }: MessageEntity): void {
  if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);
  const end = offset + length;
  if (offset > text.length)
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (end > text.length) throw badRequest(`entity ends after the end of the text at UTF-16 offset ${end}`);
  if (splitsPair(text, offset)) throw badRequest(`entity begins in a middle of a UTF-16 symbol at ${offset}`);
  if (splitsPair(text, end)) throw badRequest(`entity ends in a middle of a UTF-16 symbol at ${end}`);
}

function splitsPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

/** Telegram drops a link that it cannot open, and keeps the text. */
function hasGoodLink(entity: MessageEntity): boolean {
  if (entity.type !== "text_link") return true;
  return URL.canParse(entity.url) && ["http:", "https:", "tg:"].includes(new URL(entity.url).protocol);
}

function trim({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.min(Math.max(entity.offset - start, 0), trimmed.length);
    const to = Math.min(Math.max(entity.offset + entity.length - start, 0), trimmed.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: trimmed, entities: moved };
}

const WHOLE = new Set([
  "text_link",
  "text_mention",
  "code",
  "pre",
  "url",
  "mention",
  "hashtag",
  "bot_command",
]);

/** A find may lie within bold text, but not within a link, and not across an edge. */
function fits(found: MessageEntity, given: MessageEntity[]): boolean {
  return given.every(
    (other) =>
      !overlap(found, other) || (!WHOLE.has(other.type) && (within(found, other) || within(other, found))),
  );
}

interface Span {
  offset: number;
  length: number;
}

const overlap = (a: Span, b: Span) => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
const within = (a: Span, b: Span) => a.offset >= b.offset && a.offset + a.length <= b.offset + b.length;
const byPlace = (a: Span, b: Span) => a.offset - b.offset || b.length - a.length;
