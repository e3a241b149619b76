import { describe, expect, it } from "vitest";
import { availableEngines, withDatabase } from "../store/database.js";
import { crashUpdates } from "./updates.js";

describe.each(await availableEngines())("updates into %s", (_engine, create) => {
  it.each(["polling", "webhook"] as const)(
    "by %s are all handled, each chat in order, although the process is killed",
    { timeout: 120_000 },
    async (intake) => {
      const result = await withDatabase(create, (database) =>
        crashUpdates(database, { updates: 1_000, kills: 2, intake }),
      );
      expect(result).toMatchObject({ lost: 0, outOfOrder: 0, wrongEnd: 0 });
      expect(result.again).toBeLessThanOrEqual(64 * result.kills);
    },
  );
});
