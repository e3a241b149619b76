import { createHash } from "node:crypto";
import type { Instant } from "../news/article.js";
import type { Interest, Subscriber } from "../news/subscriber.js";

/** Everything that decides what a digest says. `after` is undefined before a chat's first digest. */
export interface Wishes {
  interests: Interest[];
  window: { after?: Instant; until: Instant };
  locale: Subscriber["locale"];
  timezone: string;
}

/** Subscribers with equal keys read the same digest, so that it is composed once for all of them. */
export function digestKey({ interests, window, locale, timezone }: Wishes): string {
  const names = interests.map(({ kind, name }) => `${kind}:${name}`).sort();
  const parts = [names, window.after ?? null, window.until, locale, timezone];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27);
}
