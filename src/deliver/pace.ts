/** Resolves after `ms`, or as soon as `signal` is aborted; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Telegram's chat ids are numbers, names of public channels are text. */
export type ChatKey = number | string;

/** A place in the queue was not had in time, or the service stops. Nothing was sent. */
export class HeldBack extends Error {
  override readonly name = "HeldBack";

  constructor(readonly retryAfterMs: number) {
    super(`held back for ${Math.ceil(retryAfterMs)} ms`);
  }
}

/** How fast messages may leave. One pace serves every sender of a bot. */
export interface Pace {
  /**
   * Resolves when a message to `chat` (undefined: to none that is known) may leave now. Urgent ones, the replies, go
   * first. Throws HeldBack when that would take longer than `patienceMs`, or when `signal` is aborted.
   */
  take(
    chat: ChatKey | undefined,
    options: { urgent: boolean; patienceMs: number; signal?: AbortSignal },
  ): Promise<void>;
  /** Nobody sends anything for `ms`: Telegram's retry_after holds for the whole bot. */
  pause(ms: number): void;
}
