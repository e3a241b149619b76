import { describe } from "vitest";
import { storeContract } from "./contract.js";
import { sqliteDatabase } from "./database.js";

describe("the store on SQLite", () => storeContract(sqliteDatabase));
