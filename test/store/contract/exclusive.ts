import { expect, it } from "vitest";
import { createExclusive } from "../../../src/store/exclusive.js";
import type { Subject } from "../contract.js";

const LEASE_MS = 200;

export function exclusiveContract(subject: () => Subject): void {
  const process = (owner: string) => createExclusive(subject().store.leases, owner, LEASE_MS);

  it("is done by one process at a time", async () => {
    let finish = (): void => undefined;
    const first = process("a")("job", () => new Promise<string>((resolve) => (finish = () => resolve("a"))));
    expect(await process("b")("job", async () => "b")).toBe("taken");
    expect(await process("b")("another job", async () => "b")).toBe("b");
    finish();
    expect(await first).toBe("a");
    expect(await process("b")("job", async () => "b")).toBe("b");
  });

  it("is done once at a time in one process too", async () => {
    const exclusive = process("a");
    let running = 0;
    const once = () =>
      exclusive("job", async () => {
        expect(++running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 20));
        running--;
        return "done";
      });
    expect(await Promise.all([once(), once(), once()])).toEqual(["done", "done", "done"]);
  });

  it("is taken over from a process that was killed", async () => {
    await subject().store.leases.acquire("job", "killed", Date.now(), LEASE_MS);
    expect(await process("b")("job", async () => "b")).toBe("b");
  });

  it("is free again after it failed", async () => {
    await expect(process("a")("job", () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(await process("b")("job", async () => "b")).toBe("b");
  });

  it("goes on when one renewal fails, and is told when none is made in time", async () => {
    const { leases } = subject().store;
    let broken = 0;
    const acquire: typeof leases.acquire = (...asked) =>
      broken-- > 0 ? Promise.reject(new Error("connection lost")) : leases.acquire(...asked);
    const exclusive = createExclusive({ ...leases, acquire }, "a", LEASE_MS);
    await exclusive("job", async (lost) => {
      broken = 1;
      await new Promise((resolve) => setTimeout(resolve, 2 * LEASE_MS));
      expect(lost.aborted).toBe(false);
      broken = 100;
      await expect.poll(() => lost.aborted).toBe(true);
    });
  });

  it("is told when another process has it", async () => {
    const { leases } = subject().store;
    const signal = await process("a")("job", async (lost) => {
      await leases.acquire("job", "b", Date.now() + 10 * LEASE_MS, 100 * LEASE_MS);
      await expect.poll(() => lost.aborted).toBe(true);
      return lost;
    });
    expect(signal).toMatchObject({ reason: new Error("the lease job was lost") });
  });
}
