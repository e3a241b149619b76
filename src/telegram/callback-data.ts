import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Keyv } from "keyv";
import { DAY } from "../lib/duration.js";

/** What a button asks for, in words without NUL; what the person may do is checked when it is pressed, not here. */
export interface Press {
  verb: string;
  args: string[];
}

/**
 * Data of callback buttons: opaque, at most 64 bytes, and good only in the chat that it was made for. Telegram passes on
 * whatever a client sends, so a press is believed only if its tag is ours.
 */
export interface CallbackCodec {
  encode(chat: number, verb: string, args: string[]): Promise<string>;
  /** Undefined: forged, altered, of another chat, or too old. */
  decode(chat: number, data: string): Promise<Press | undefined>;
}

/** 64 characters of base64url. */
const MAX_BYTES = 48;
const TAG_BYTES = 8;
const INLINE = 0;
const STORED = 1;
const SEPARATOR = "\0";
/** Buttons of older messages say that they are too old. */
const STORED_TTL_MS = 30 * DAY;

export function createCallbackCodec(options: {
  secret: string | Uint8Array;
  /** Keeps what does not fit into 64 bytes, for 30 days. */
  keyValues: Keyv;
}): CallbackCodec {
  const { secret, keyValues } = options;

  const tagOf = (chat: number, body: Buffer): Buffer =>
    createHmac("sha256", secret).update(`${chat}\n`).update(body).digest().subarray(0, TAG_BYTES);
  const seal = (chat: number, body: Buffer): string =>
    Buffer.concat([body, tagOf(chat, body)]).toString("base64url");
  const keyOf = (id: Buffer): string => `button:${id.toString("base64url")}`;

  return {
    async encode(chat, verb, args) {
      const text = [verb, ...args].join(SEPARATOR);
      const inline = Buffer.concat([Buffer.of(INLINE), Buffer.from(text)]);
      if (inline.length + TAG_BYTES <= MAX_BYTES) return seal(chat, inline);
      const id = randomBytes(16);
      if (!(await keyValues.set(keyOf(id), text, STORED_TTL_MS))) {
        throw new Error("The data of a button could not be stored");
      }
      return seal(chat, Buffer.concat([Buffer.of(STORED), id]));
    },

    async decode(chat, data) {
      const sealed = Buffer.from(data, "base64url");
      // Node's decoder forgives; only the exact text that was handed out counts.
      if (sealed.length <= TAG_BYTES || sealed.toString("base64url") !== data) return undefined;
      const body = sealed.subarray(0, -TAG_BYTES);
      if (!timingSafeEqual(sealed.subarray(-TAG_BYTES), tagOf(chat, body))) return undefined;
      const rest = body.subarray(1);
      const text: unknown = body[0] === INLINE ? rest.toString() : await keyValues.get(keyOf(rest));
      if (typeof text !== "string") return undefined;
      const [verb = "", ...args] = text.split(SEPARATOR);
      return { verb, args };
    },
  };
}
