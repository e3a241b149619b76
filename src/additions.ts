import type { Clock } from "./lib/clock.js";
import { createSerial } from "./lib/serial.js";
import type { Instant } from "./news/article.js";
import type { Exclusive } from "./store/exclusive.js";
import type { KeyValueRepository } from "./store/store.js";
import { type Dictionary, problemInWords } from "./tag/dictionary.js";
import { type Addition, extendDictionary, validateAddition } from "./tag/extend.js";

/** A change that an operator made to the dictionary while the service ran. */
export interface KeptAddition {
  /** Never used again after a removal. */
  id: number;
  at: Instant;
  addition: Addition;
}

export interface KeptAdditions {
  /** Counts every change: another process knows by it that its dictionary is old. */
  version: number;
  /** Newest last, in the order in which they are laid over the tables: one may need another. */
  entries: KeptAddition[];
}

export interface Additions {
  load(): Promise<KeptAdditions>;
  /** The list as it was makes the list as it is; undefined leaves it. "taken": another process changes it right now. */
  change(
    edit: (entries: KeptAddition[], next: { id: number; at: Instant }) => KeptAddition[] | undefined,
  ): Promise<"changed" | "unchanged" | "taken">;
  /** The version by which the whole archive was last tagged; 0 for data/ alone. */
  retagged(): Promise<number>;
  setRetagged(version: number): Promise<void>;
}

const LIST = "dictionary:additions";
const RETAGGED = "dictionary:retagged";

/**
 * The operators' additions in the store. Not through Keyv: it answers a failing database with "nothing there", and
 * the next addition would be written over all others.
 */
export function createAdditions(
  keyValues: KeyValueRepository,
  exclusive: Exclusive,
  clock: Clock,
): Additions {
  // A lease keeps other processes out, not a second admin of this one.
  const oneByOne = createSerial();

  async function load(): Promise<KeptAdditions> {
    const text = await keyValues.get(LIST, clock.now());
    return text === undefined ? { version: 0, entries: [] } : JSON.parse(text);
  }

  return {
    load,
    change: (edit) =>
      oneByOne(() =>
        exclusive("dictionary", async () => {
          const kept = await load();
          const version = kept.version + 1;
          const entries = edit(kept.entries, { id: version, at: clock.now() });
          if (!entries) return "unchanged";
          const changed: KeptAdditions = { version, entries };
          await keyValues.set(LIST, JSON.stringify(changed));
          return "changed";
        }),
      ),
    retagged: async () => Number((await keyValues.get(RETAGGED, clock.now())) ?? 0),
    setRetagged: (version) => keyValues.set(RETAGGED, String(version)),
  };
}

/**
 * The tables with the additions laid over them. One that the tables now contradict (a newer data/ has that bank, or
 * the bank of an alias was removed) is left out, not fatal: the service must start.
 */
export function layAdditions(
  tables: Dictionary,
  entries: readonly KeptAddition[],
): { dictionary: Dictionary; leftOut: { id: number; problems: string[] }[] } {
  let dictionary = tables;
  const leftOut: { id: number; problems: string[] }[] = [];
  for (const { id, addition } of entries) {
    const tried = validateAddition(dictionary, addition);
    if (tried.ok) dictionary = extendDictionary(dictionary, tried.addition);
    else leftOut.push({ id, problems: tried.problems.map(problemInWords) });
  }
  return { dictionary, leftOut };
}
