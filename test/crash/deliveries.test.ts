import { describe, expect, it } from "vitest";
import {
  availableEngines,
  hasPostgres,
  postgresDatabase,
  sqliteDatabase,
  withDatabase,
} from "../store/database.js";
import { crashDeliveries, type DeliveriesCase } from "./deliveries.js";
import { BEING_WRITTEN, stopReplica } from "./stopped-replica.js";

describe.each(await availableEngines())("deliveries from %s", { timeout: 120_000 }, (_engine, create) => {
  const crash = (case_: DeliveriesCase) =>
    withDatabase(create, (database) => crashDeliveries(database, case_));

  it("sent at least once all arrive, twice at most those that were under way at a kill", async () => {
    const { lost, twice, inDoubt } = await crash({ chats: 3_000, kills: 3, assurance: "at-least-once" });
    expect(lost).toBe(0);
    expect(twice).toBeLessThanOrEqual(inDoubt);
  });

  it("sent at most once never arrive twice, also when answers are lost", async () => {
    const api = { loseShare: 0.01 };
    const { lost, twice } = await crash({ chats: 3_000, kills: 2, assurance: "at-most-once", api });
    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
  });
});

describe("deliveries in a storm of floods", { timeout: 120_000 }, () => {
  it("all arrive, and no call is made while Telegram says to wait", async () => {
    const api = { floodShare: 0.1, floodSeconds: [10, 60] as [number, number], clockSpeed: 60 };
    const storm = { chats: 60, kills: 0, assurance: "at-most-once" as const, api, rate: 28 };
    const { lost, whileWaiting, floods, uncertain } = await withDatabase(sqliteDatabase, (db) =>
      crashDeliveries(db, storm),
    );
    expect(floods).toBeGreaterThan(0);
    expect({ lost, whileWaiting, uncertain }).toEqual({ lost: 0, whileWaiting: 0, uncertain: 0 });
  });
});

describe.skipIf(!(await hasPostgres()))("two replicas on one PostgreSQL", { timeout: 120_000 }, () => {
  it("send nothing twice, but for what was being written, when the one that was stopped past its lease goes on", async () => {
    const { lost, inDoubt, twiceBefore, twiceAfter } = await withDatabase(postgresDatabase, (database) =>
      stopReplica(database, 4_000),
    );
    expect(lost).toBe(0);
    expect(twiceAfter).toBeLessThanOrEqual(BEING_WRITTEN);
    expect(twiceBefore).toBeLessThanOrEqual(inDoubt);
  });
});
