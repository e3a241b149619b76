import { describe } from "vitest";
import { storeContract } from "./contract.js";
import { hasPostgres, postgresDatabase } from "./database.js";

describe.skipIf(!(await hasPostgres()))("the store on PostgreSQL", () => storeContract(postgresDatabase));
