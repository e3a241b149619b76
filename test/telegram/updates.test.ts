import { describe } from "vitest";
import { hasPostgres, postgresDatabase, sqliteDatabase } from "../store/database.js";
import { updatesContract } from "./updates-contract.js";

describe.each(["polling", "webhook"] as const)("updates by %s", (intake) => {
  describe("into SQLite", () => updatesContract(intake, sqliteDatabase));
});

describe.skipIf(!(await hasPostgres())).each(["polling", "webhook"] as const)("updates by %s", (intake) => {
  describe("into PostgreSQL", () => updatesContract(intake, postgresDatabase));
});
