/** What Telegram allows: messages a second overall, a second per chat, a minute per group; undefined: any number. */
export interface Rates {
  overall?: number;
  perChat?: number;
  perGroup?: number;
}

const SECOND = 1_000;
const MINUTE = 60_000;

/** Counts messages in sliding windows, on a clock in milliseconds, and tells how long one that is too many has to wait. */
export class Limits {
  private readonly overall: number[] = [];
  private readonly chats = new Map<number, number[]>();

  constructor(private readonly rates: Rates) {}

  /** Milliseconds until a message to `chat` is allowed; 0: it is, and is counted. */
  refuse(chat: number, now: number): number {
    const { overall, perChat, perGroup } = this.rates;
    const own = perChat === undefined && perGroup === undefined ? undefined : this.timesOf(chat, now);
    const delay = Math.max(
      overrun(this.overall, overall, SECOND, now),
      own ? overrun(own, perChat, SECOND, now) : 0,
      own && chat < 0 ? overrun(own, perGroup, MINUTE, now) : 0,
    );
    if (delay > 0) return delay;
    if (overall !== undefined) this.overall.push(now);
    own?.push(now);
    return 0;
  }

  private timesOf(chat: number, now: number): number[] {
    const times = (this.chats.get(chat) ?? []).filter((time) => time > now - MINUTE);
    this.chats.set(chat, times);
    return times;
  }
}

function overrun(times: number[], limit: number | undefined, windowMs: number, now: number): number {
  if (limit === undefined) return 0;
  const oldest = times[times.length - limit];
  // Times before the window are never looked at again.
  if (times.length > 4 * limit + 100) times.splice(0, times.length - 2 * limit);
  return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - now);
}
