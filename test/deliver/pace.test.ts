import { describe, expect, it } from "vitest";
import { createPace, HeldBack, type Pace } from "../../src/deliver/pace.js";
import { RateLimit } from "../../src/deliver/rate-limit.js";
import { HandClock } from "../support/hand-clock.js";

const rates = { overall: 25, perChat: 1, perGroup: 18 };
const reply = { urgent: true, patienceMs: 3_600_000 };
const digest = { urgent: false, patienceMs: 3_600_000 };

function paceOf(more: Partial<typeof rates> = {}): { pace: Pace; clock: HandClock } {
  const clock = new HandClock();
  return { pace: createPace({ rates: { ...rates, ...more }, clock, wait: clock.wait }), clock };
}

/** When each of the takes was let go, from the start on. */
async function moments(clock: HandClock, takes: (() => Promise<unknown>)[]): Promise<number[]> {
  const start = clock.now();
  const at: number[] = [];
  await Promise.all(takes.map((take, index) => take().then(() => (at[index] = clock.now() - start))));
  return at;
}

/** The most that fell into any span of this length. */
function most(at: number[], spanMs: number): number {
  return Math.max(...at.map((from) => at.filter((t) => t >= from && t < from + spanMs).length));
}

describe("the pace", () => {
  it("lets no more than the overall rate go in any second, and no less", async () => {
    const { pace, clock } = paceOf();
    const at = await moments(
      clock,
      Array.from({ length: 100 }, (_, chat) => () => pace.take(chat + 1, digest)),
    );
    expect(most(at, 1000)).toBe(25);
    expect(Math.max(...at)).toBeLessThanOrEqual(4_000);
  });

  it("makes no bursts", async () => {
    const { pace, clock } = paceOf();
    const takes = Array.from({ length: 50 }, (_, chat) => () => pace.take(chat + 1, digest));
    expect(most(await moments(clock, takes), 200)).toBeLessThanOrEqual(10);
  });

  it("lets one message a second go to a chat, while others go on", async () => {
    const { pace, clock } = paceOf();
    const at = await moments(clock, [
      ...Array.from({ length: 5 }, () => () => pace.take(7, digest)),
      () => pace.take(8, digest),
    ]);
    expect(most(at.slice(0, 5), 1000)).toBe(1);
    expect(at[5]).toBeLessThan(1000);
  });

  it("lets 18 messages a minute go to a group", async () => {
    const { pace, clock } = paceOf();
    const at = await moments(
      clock,
      Array.from({ length: 60 }, () => () => pace.take(-100, digest)),
    );
    expect(most(at, 60_000)).toBe(18);
  });

  it("keeps a rate below one", async () => {
    const { pace, clock } = paceOf({ overall: 0.5, perGroup: 0.5 });
    const at = await moments(
      clock,
      Array.from({ length: 4 }, () => () => pace.take(-100, digest)),
    );
    expect(most(at, 120_000)).toBe(1);
  });

  it("lets replies go before digests that waited longer", async () => {
    const { pace } = paceOf();
    const order: string[] = [];
    await Promise.all([
      pace.take(1, digest).then(() => order.push("first digest")),
      pace.take(2, digest).then(() => order.push("second digest")),
      pace.take(3, reply).then(() => order.push("reply")),
    ]);
    expect(order).toEqual(["first digest", "reply", "second digest"]);
  });

  it("holds everybody while Telegram wants it so", async () => {
    const { pace, clock } = paceOf();
    pace.pause(30_000);
    pace.pause(5_000);
    const at = await moments(clock, [() => pace.take(1, reply), () => pace.take(2, digest)]);
    expect(Math.min(...at)).toBe(30_000);
  });

  it("tells at once who would have to wait too long", async () => {
    const { pace, clock } = paceOf();
    const waiting = pace.take(7, reply);
    const impatient = pace.take(7, { urgent: false, patienceMs: 500 });
    await waiting;
    const error: unknown = await impatient.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HeldBack);
    expect(error).toMatchObject({ retryAfterMs: 1252 });
    expect(clock.now()).toBe(new HandClock().now());
  });

  it("sends those back who wait when a pause becomes too long for them", async () => {
    const { pace } = paceOf();
    const first = pace.take(7, digest);
    const second = pace.take(7, { urgent: false, patienceMs: 3_000 });
    pace.pause(60_000);
    await expect(second).rejects.toMatchObject({ retryAfterMs: 60_000 });
    await first;
  });

  it("lets go of the queue who is told to stop, and serves the others", async () => {
    const { pace } = paceOf();
    const stop = new AbortController();
    await pace.take(7, reply);
    const stopped = pace.take(7, { ...digest, signal: stop.signal });
    const other = pace.take(7, digest);
    stop.abort();
    await expect(stopped).rejects.toBeInstanceOf(HeldBack);
    await other;
    await expect(pace.take(8, { ...reply, signal: stop.signal })).rejects.toBeInstanceOf(HeldBack);
  });

  it("does not stand still when the clock is set back", async () => {
    const { pace, clock } = paceOf();
    await pace.take(7, reply);
    pace.pause(10_000);
    clock.advance(-3_600_000);
    const [at] = await moments(clock, [() => pace.take(7, reply)]);
    expect(at).toBe(0);
  });
});

describe("what is under way", () => {
  it("is taken to arrive late until its answer is there", async () => {
    const { pace, clock } = paceOf({ overall: 1, perChat: 100 });
    const first = await pace.take(1, digest);
    const start = clock.now();
    clock.advance(10);
    first();
    await pace.take(2, digest);
    expect(clock.now() - start).toBe(1012);
    await pace.take(3, digest);
    expect(clock.now() - start).toBe(1012 + 1032);
  });

  it("counts no later than it may have arrived, however late its answer is", async () => {
    const { pace, clock } = paceOf({ overall: 1, perChat: 100 });
    const first = await pace.take(1, digest);
    const start = clock.now();
    clock.advance(900);
    first();
    await pace.take(2, digest);
    expect(clock.now() - start).toBe(1032);
  });
});

it("forgets chats that have been quiet", () => {
  const limit = new RateLimit(1, 1000);
  for (let chat = 0; chat < 50_000; chat++) limit.take(chat, chat * 10);
  expect(limit.size).toBeLessThan(2_500);
  expect(limit.delay(49_999, 499_990)).toBe(1000);
});
