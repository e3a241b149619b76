import { type Additions, type KeptAddition, layAdditions } from "./additions.js";
import type { Log } from "./lib/log.js";
import { createSerial } from "./lib/serial.js";
import { countChanges, type Retagged, retagArchive, type Weighed } from "./retag.js";
import type { Exclusive } from "./store/exclusive.js";
import type { ArticleRepository } from "./store/store.js";
import { type Addition, type Validation, validateAddition } from "./tag/extend.js";
import { createTagger } from "./tag/tagger.js";
import { type HeldTools, openTools } from "./tools.js";

export type DictionaryChange = { add: Addition } | { remove: number };

/** Where operators change the dictionary while the service runs. */
export interface DictionaryDesk {
  /** Newest last. One that does not go together with the tables is not in force. */
  list(): Promise<(KeptAddition & { inForce: boolean })[]>;
  /** Tries an addition on the present dictionary. */
  check(input: unknown): Validation;
  /** How many stored articles the change would tag otherwise; of a large archive, the newest are looked at. */
  weigh(change: DictionaryChange, signal?: AbortSignal): Promise<Weighed>;
  /** Keeps the change; from then on this process works by it. "unchanged": it was so already. */
  apply(change: DictionaryChange): Promise<"changed" | "unchanged" | "taken">;
  /** Brings the archive up to the present dictionary; "taken" while another process is at it. */
  retag(
    options?: Pick<Parameters<typeof retagArchive>[0], "onProgress" | "signal">,
  ): Promise<Retagged | "taken">;
  /** Takes over what another process has changed. */
  refresh(): Promise<void>;
  /** Does what a retagging that was cut off has left. */
  finishRetagging(signal: AbortSignal): Promise<void>;
}

export interface DeskParts {
  articles: Pick<ArticleRepository, "page" | "get" | "count" | "replaceTags" | "latest">;
  additions: Additions;
  held: HeldTools;
  exclusive: Exclusive;
  log: Log;
  /** Stored articles looked at to tell what a change would do. */
  newest?: number;
}

const NEWEST = 20_000;

/** Opens the desk with what is kept already in force. */
export async function openDictionaryDesk(parts: DeskParts): Promise<DictionaryDesk> {
  const { articles, additions, held, exclusive, log, newest = NEWEST } = parts;
  const oneByOne = createSerial();
  /** Of the additions by which the held tools were made. */
  let version = 0;

  async function refresh(): Promise<void> {
    const kept = await additions.load();
    // Also an answer that was overtaken by a newer one.
    if (kept.version <= version) return;
    const tools = openTools(kept.entries);
    for (const { id, problems } of tools.leftOut) {
      log.warn({ addition: id, problems }, "an addition to the dictionary is left out");
    }
    held.swap(tools);
    version = kept.version;
  }

  const retag: DictionaryDesk["retag"] = (options) =>
    // A second change waits for the retagging of the first, and is then done with it in one go.
    oneByOne(() =>
      exclusive("retag", async (lost) => {
        await refresh();
        const done = version;
        const signal = options?.signal ? AbortSignal.any([options.signal, lost]) : lost;
        // By these tools to the end: a dictionary exchanged meanwhile has its own run.
        const result = await retagArchive({ ...options, articles, tag: held.present().tag, signal });
        await additions.setRetagged(done);
        log.info(result, "archive tagged anew");
        return result;
      }),
    );

  await refresh();
  return {
    async list() {
      await refresh();
      const { entries } = await additions.load();
      const out = new Set(held.present().leftOut.map(({ id }) => id));
      return entries.map((entry) => ({ ...entry, inForce: !out.has(entry.id) }));
    },

    check: (input) => validateAddition(held.present().dictionary, input),

    async weigh(change, signal) {
      await refresh();
      const { entries } = await additions.load();
      const next = changed(entries, change, { id: 0, at: 0 }) ?? entries;
      const { tables, tag } = held.present();
      const { dictionary } = layAdditions(tables, next);
      return countChanges(articles, tag, createTagger(dictionary), { newest, signal });
    },

    async apply(change) {
      const outcome = await additions.change((entries, next) => changed(entries, change, next));
      await refresh();
      return outcome;
    },

    retag,
    refresh,

    async finishRetagging(signal) {
      await refresh();
      if ((await additions.retagged()) < version) await retag({ signal });
    },
  };
}

/** The list after the change; undefined if that is what it is. */
function changed(
  entries: KeptAddition[],
  change: DictionaryChange,
  next: Pick<KeptAddition, "id" | "at">,
): KeptAddition[] | undefined {
  if ("remove" in change) {
    const left = entries.filter(({ id }) => id !== change.remove);
    return left.length < entries.length ? left : undefined;
  }
  const wanted = JSON.stringify(change.add);
  if (entries.some(({ addition }) => JSON.stringify(addition) === wanted)) return undefined;
  return [...entries, { ...next, addition: change.add }];
}
