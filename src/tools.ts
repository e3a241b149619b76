import { join } from "node:path";
import { type KeptAddition, layAdditions } from "./additions.js";
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

/**
 * The stages that need no store and no network, made from the tables of data/ and what operators added to them.
 * Throws on a broken table, naming it.
 */
export function openTools(additions: readonly KeptAddition[] = [], dataDir = join(ROOT, "data")) {
  const gateTable = loadGateTable(dataDir);
  const tables = loadDictionary(dataDir);
  const findInstruction = createInstructionFinder(gateTable);
  const { dictionary, leftOut } = layAdditions(tables, additions);
  return {
    /** As data/ has them. */
    tables,
    dictionary,
    /** Additions that do not go together with the tables. */
    leftOut,
    tag: createTagger(dictionary),
    resolve: createResolver(dictionary),
    gate: createGate({ table: gateTable, banksIn: createBankNames(dictionary) }),
    findInstruction,
    summarizeOffline: createOfflineSummarizer(loadSummaryTables(dataDir), findInstruction),
  };
}

type OpenedTools = ReturnType<typeof openTools>;
export type Tools = Omit<OpenedTools, "tables" | "leftOut">;

export interface HeldTools {
  /** May be handed out once and for all: each use is of the present dictionary. */
  tools: Tools;
  present(): OpenedTools;
  swap(next: OpenedTools): void;
}

/** Tools whose dictionary can be exchanged while the service runs. */
export function holdTools(first: OpenedTools): HeldTools {
  let present = first;
  return {
    tools: {
      get dictionary() {
        return present.dictionary;
      },
      tag: (input) => present.tag(input),
      resolve: (say) => present.resolve(say),
      gate: (item, article) => present.gate(item, article),
      findInstruction: first.findInstruction,
      summarizeOffline: first.summarizeOffline,
    },
    present: () => present,
    swap(next) {
      present = next;
    },
  };
}

/** The names that a person can choose from, each time those of the present dictionary. */
export function namesOf(tools: Pick<Tools, "dictionary">) {
  return {
    get banks() {
      return tools.dictionary.banks.map(({ name }) => name);
    },
    get topics() {
      return tools.dictionary.topics.map(({ name }) => name);
    },
    get suggested() {
      const { banks, topics } = tools.dictionary.suggested;
      return [...banks, ...topics];
    },
  };
}
