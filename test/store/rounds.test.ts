import { afterEach, beforeEach, expect, it } from "vitest";
import { createExclusive } from "../../src/store/exclusive.js";
import { createRounds } from "../../src/store/rounds.js";
import type { Store } from "../../src/store/store.js";
import { sqliteDatabase, type TestDatabase } from "./database.js";

const LEASE_MS = 200;

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await sqliteDatabase();
  store = await database.open();
});
afterEach(() => database.drop());

const process = (owner: string) => createRounds(createExclusive(store.leases, owner, LEASE_MS), "job");

it("overlap in one process and keep others out until the last has ended", async () => {
  const [mine, others] = [process("a"), process("b")];
  let finish = (): void => undefined;
  const slow = mine(() => new Promise<string>((resolve) => (finish = () => resolve("slow"))));
  expect(await mine(async () => "quick")).toBe("quick");
  expect(await others(async () => "other")).toBe("taken");
  finish();
  expect(await slow).toBe("slow");
  expect(await others(async () => "other")).toBe("other");
  expect(await mine(async () => "again")).toBe("again");
});

it("end with their job's failure, and begin anew", async () => {
  const mine = process("a");
  await expect(mine(() => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
  expect(await mine(async () => "again")).toBe("again");
});
