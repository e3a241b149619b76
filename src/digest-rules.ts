import { join } from "node:path";
import { ROOT } from "./config.js";
import { loadImportance } from "./digest/importance.js";
import type { DigestRules } from "./digest/rules.js";
import { createTradingDays, loadTradingTable } from "./digest/trading-days.js";
import type { Log } from "./lib/log.js";
import { parseQuery } from "./search/query.js";
import type { Tools } from "./tools.js";

/** The rules of digests by the tables of data/ and the present dictionary. Throws on a broken table, naming it. */
export function openDigestRules(
  tools: Pick<Tools, "dictionary" | "resolve">,
  log: Log,
  dataDir = join(ROOT, "data"),
): DigestRules {
  return {
    weights: loadImportance(dataDir),
    isTradingDay: createTradingDays(loadTradingTable(dataDir), (year) =>
      log.warn({ year }, "trading-days.json does not know this year: every weekday counts as a trading day"),
    ),
    banksOfType: (type) =>
      tools.dictionary.banks.filter((bank) => bank.type === type).map(({ name }) => name),
    parseQuery: (text, at) => parseQuery(text, { ...at, resolve: tools.resolve, namesAreTags: true }),
  };
}
