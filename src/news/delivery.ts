import type { Instant } from "./article.js";
import type { ChatRef } from "./subscriber.js";

/** pending -> sending -> sent | failed | uncertain. */
export type DeliveryStatus = "pending" | "sending" | "sent" | "failed" | "uncertain";

export type DigestKind = "daily" | "instant" | "broadcast";

/**
 * What becomes of a message of which nobody knows whether it arrived, since sending is not idempotent: it is sent again
 * and may come twice, or it is not and may be missing.
 */
export type Assurance = "at-least-once" | "at-most-once";

/** Chats planned in one transaction: so many that it is quick, so few that nobody waits for its end. */
export const CHATS_AT_A_TIME = 1000;

/** One message to one chat; `part` counts from 0 within its digest. */
export interface Delivery extends ChatRef {
  id: number;
  digestId: number;
  part: number;
  assurance: Assurance;
  /** Takings of the row, this one included: a fencing token. What an earlier taker has to say no longer counts. */
  attempts: number;
  dueAt: Instant;
}

/** How a taken delivery ended. `pending`: it is to be tried again, not before `retryAt`. */
export type Settlement = Pick<Delivery, "id" | "attempts"> &
  (
    | { status: "sent"; messageId: number }
    | { status: "failed" | "uncertain"; error: string }
    | { status: "pending"; error: string; retryAt: Instant }
  );
