import { describe } from "vitest";
import { availableEngines } from "../store/database.js";
import { updatesContract } from "./updates-contract.js";

const engines = await availableEngines();

describe.each(["polling", "webhook"] as const)("updates by %s", (intake) => {
  describe.each(engines)("into %s", (_engine, create) => updatesContract(intake, create));
});
