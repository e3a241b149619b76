import type { ChatRef } from "../news/subscriber.js";

/** How the attempt to send one message ended, by what the ledger has to do about it. */
export type Outcome =
  | { kind: "sent"; messageId: number }
  /** Refused for good. */
  | { kind: "failed"; error: string }
  /** Perhaps sent. */
  | { kind: "uncertain"; error: string }
  /** Not sent: again after `afterMs`. */
  | { kind: "later"; error: string; afterMs: number }
  /** Not sent, since nobody could be reached: again when that is over. */
  | { kind: "unreachable"; error: string }
  /** The chat, or only its topic, cannot be written to, or there is none. */
  | { kind: "closed"; error: string; status: "blocked" | "dead"; topicOnly?: true }
  /** Not sent: the chat has a new id. */
  | { kind: "migrated"; to: number };

export interface Attempt {
  /** Ends the attempt early, which may leave it uncertain. */
  cut: AbortSignal;
  /** Asked right before the request leaves; if false, nothing is sent. */
  allowed(): boolean;
}

/** Sends the payload of one delivery. Never throws. */
export type Send = (to: ChatRef, payload: string, attempt: Attempt) => Promise<Outcome>;
