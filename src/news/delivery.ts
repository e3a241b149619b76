import type { Instant } from "./article.js";
import type { ChatRef } from "./subscriber.js";

/**
 * waiting -> sending -> sent | failed | uncertain. A row found in `sending` after its lease ran out is uncertain:
 * the message may or may not have arrived, and sending is not idempotent.
 */
export type DeliveryStatus = "waiting" | "sending" | "sent" | "failed" | "uncertain";

/** One message to one chat; `part` counts from 0 within its digest. */
export interface Delivery extends ChatRef {
  id: number;
  digestId: number;
  part: number;
  status: DeliveryStatus;
  attempts: number;
  /** What is sent, serialized by telegram/; opaque to store/ and deliver/. */
  payload: string;
  dueAt: Instant;
}
