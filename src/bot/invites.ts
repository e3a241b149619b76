import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../news/article.js";
import type { BotParts } from "./parts.js";

export const INVITE_DAYS = 7;

const EXPIRY_BYTES = 6;
const NONCE_BYTES = 9;
const TAG_BYTES = 15;

export interface Invites {
  /** A code for `/start`, of the characters that Telegram allows in a link; good once, for seven days. */
  make(now: Instant): string;
  /** True if the code is ours, not expired and was not used before; uses it up. */
  redeem(code: string, now: Instant): Promise<boolean>;
}

export function createInvites({
  secret,
  random,
  store,
}: Pick<BotParts, "secret" | "random" | "store">): Invites {
  const tagOf = (body: Uint8Array) =>
    createHmac("sha256", secret).update("invite\n").update(body).digest().subarray(0, TAG_BYTES);
  return {
    make(now) {
      const body = Buffer.alloc(EXPIRY_BYTES + NONCE_BYTES);
      body.writeUIntBE(Math.floor(now / 1000) + INVITE_DAYS * 86_400, 0, EXPIRY_BYTES);
      body.set(random(NONCE_BYTES), EXPIRY_BYTES);
      return Buffer.concat([body, tagOf(body)]).toString("base64url");
    },
    async redeem(code, now) {
      const sealed = Buffer.from(code, "base64url");
      if (sealed.length !== EXPIRY_BYTES + NONCE_BYTES + TAG_BYTES || sealed.toString("base64url") !== code) {
        return false;
      }
      const body = sealed.subarray(0, -TAG_BYTES);
      if (!timingSafeEqual(sealed.subarray(-TAG_BYTES), tagOf(body))) return false;
      if (body.readUIntBE(0, EXPIRY_BYTES) * 1000 < now) return false;
      return store.keyValues.reserve(`invite:${body.subarray(EXPIRY_BYTES).toString("base64url")}`, 1, 1);
    },
  };
}
