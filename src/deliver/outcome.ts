import type { ChatRef } from "../news/subscriber.js";

/** How the attempt to send one message ended, by what the ledger has to do about it. */
export type Outcome =
  | { kind: "sent"; messageId: number }
  /** Refused for good. */
  | { kind: "failed"; error: string }
  /** Perhaps sent, so never sent again. */
  | { kind: "uncertain"; error: string }
  /** Not sent: again after `afterMs`. */
  | { kind: "later"; error: string; afterMs: number }
  /** Not sent, since nobody could be reached: again when that is over. */
  | { kind: "unreachable"; error: string }
  /** The chat cannot be written to. */
  | { kind: "blocked"; error: string }
  /** Not sent: the chat has a new id. */
  | { kind: "migrated"; to: number };

/** Sends the payload of one delivery. Never throws. `cut` ends the attempt early, which may leave it uncertain. */
export type Send = (to: ChatRef, payload: string, cut: AbortSignal) => Promise<Outcome>;
