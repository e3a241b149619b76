import { describe } from "vitest";
import { sqliteDatabase } from "../store/database.js";
import { endToEnd } from "./end-to-end.js";

describe("the service on SQLite", () => endToEnd(sqliteDatabase));
