import { describe } from "vitest";
import { hasPostgres, postgresDatabase } from "../store/database.js";
import { endToEnd } from "./end-to-end.js";

describe.skipIf(!(await hasPostgres()))("the service on PostgreSQL", () => endToEnd(postgresDatabase));
