import { BotApiError } from "./errors.js";

/** One kind of update and its object, e.g. `{ message: {…} }`; the queue gives it its `update_id`. */
export type NewUpdate = Record<string, unknown>;
export type QueuedUpdate = NewUpdate & { update_id: number };

interface Poll {
  wake(): void;
  conflict(): void;
}

/** What waits for the bot. An update stays until an offset beyond it (or a webhook's 200) confirms it. */
export class UpdateQueue {
  private waiting: QueuedUpdate[] = [];
  private allowed: string[] = [];
  private poll: Poll | undefined;

  /** Ids go up across restarts too, since a bot drops an id that it has seen. */
  constructor(private nextId: number) {}

  push(update: NewUpdate): number {
    const id = this.nextId;
    this.nextId += 1;
    if (this.allowed.length === 0 || Object.keys(update).some((kind) => this.allowed.includes(kind))) {
      this.waiting.push({ update_id: id, ...structuredClone(update) });
      this.poll?.wake();
    }
    return id;
  }

  /** An empty list means every kind; undefined keeps the last one. */
  allow(kinds: string[] | undefined): void {
    if (kinds) this.allowed = kinds;
  }

  /** As getUpdates: a negative offset counts from the end and forgets what lies before. */
  async take(query: { offset: number; limit: number; waitMs: number; signal: AbortSignal }) {
    this.poll?.conflict();
    if (query.offset < 0) this.waiting = this.waiting.slice(query.offset);
    else this.confirm(query.offset);
    if (this.waiting.length === 0 && query.waitMs > 0) await this.next(query.waitMs, query.signal);
    return this.waiting.slice(0, query.limit);
  }

  first(): QueuedUpdate | undefined {
    return this.waiting[0];
  }

  /** Forgets every update before `offset`. */
  confirm(offset: number): void {
    this.waiting = this.waiting.filter((update) => update.update_id >= offset);
  }

  clear(): void {
    this.waiting = [];
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Resolves when an update comes in, the time is over, or the one who asks is gone. */
  next(waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", poll.wake);
        if (this.poll === poll) this.poll = undefined;
        settle();
      };
      const poll: Poll = {
        wake: () => finish(resolve),
        conflict: () => finish(() => reject(anotherPoller())),
      };
      const timer = setTimeout(poll.wake, waitMs);
      this.poll = poll;
      signal.addEventListener("abort", poll.wake);
      if (signal.aborted) poll.wake();
    });
  }
}

const anotherPoller = () =>
  new BotApiError(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  );
