import { join } from "node:path";
import { ROOT } from "./config.js";
import { createGate } from "./summarize/gate/gate.js";
import { createInstructionFinder } from "./summarize/gate/instructions.js";
import { loadGateTable } from "./summarize/gate/table.js";
import { createOfflineSummarizer } from "./summarize/offline.js";
import { loadSummaryTables } from "./summarize/tables.js";
import { createBankNames } from "./tag/bank-names.js";
import { loadDictionary } from "./tag/dictionary.js";
import { createResolver } from "./tag/resolver.js";
import { createTagger } from "./tag/tagger.js";

/** The stages that need no store and no network, made from the tables of data/. Throws on a broken table, naming it. */
export function openTools(dataDir = join(ROOT, "data")) {
  const dictionary = loadDictionary(dataDir);
  const gateTable = loadGateTable(dataDir);
  return {
    dictionary,
    tag: createTagger(dictionary),
    resolve: createResolver(dictionary),
    gate: createGate({ table: gateTable, banksIn: createBankNames(dictionary) }),
    findInstruction: createInstructionFinder(gateTable),
    summarizeOffline: createOfflineSummarizer(loadSummaryTables(dataDir)),
  };
}

export type Tools = ReturnType<typeof openTools>;
