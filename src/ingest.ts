import type { Clock } from "./lib/clock.js";
import { errorMessage } from "./lib/error-message.js";
import { insist } from "./lib/insist.js";
import type { Log } from "./lib/log.js";
import { createSerial } from "./lib/serial.js";
import type { Wait } from "./lib/wait.js";
import type { RawItem } from "./news/article.js";
import type { Source, SourceState } from "./news/source.js";
import { processItem, type Stages } from "./pipeline.js";
import { type Reading, retryAt, SourceUnavailable } from "./sources/reading.js";
import type { QuarantineRepository, SourceRepository } from "./store/store.js";

export interface IngestCounts {
  /** Items that the sources listed as new or changed. */
  seen: number;
  new: number;
  changed: number;
  /** New articles that tell a known story. */
  merged: number;
  quarantined: number;
  /** Items and sources that could not be read now and will be tried again. */
  failed: number;
  seconds: number;
}

export interface IngestParts {
  sources: SourceRepository;
  quarantine: QuarantineRepository;
  stages: Stages;
  read(source: Source, signal: AbortSignal): Promise<Reading>;
  /** Whether a failure is the store's own and no fault of the item. */
  isPassing(error: unknown): boolean;
  clock: Clock;
  random(): number;
  wait: Wait;
  log: Log;
}

/**
 * Reads every source that is not backing off (or the one named) and puts each new item through the pipeline. A source that
 * an earlier run is still at is left to it, so that a slow one holds up no other.
 */
export function createIngest(parts: IngestParts) {
  const { clock, log } = parts;
  // Sources wait on different hosts side by side; items are processed one by one, since a story is joined by looking
  // at what is stored.
  const oneByOne = createSerial();
  const underWay = new Set<string>();

  async function alone(id: string, read: () => Promise<void>): Promise<void> {
    underWay.add(id);
    await read().finally(() => underWay.delete(id));
  }

  return async function ingest(
    signal: AbortSignal,
    only?: string,
  ): Promise<{ counts: IngestCounts; articleIds: number[] }> {
    const started = performance.now();
    const counts: IngestCounts = {
      seen: 0,
      new: 0,
      changed: 0,
      merged: 0,
      quarantined: 0,
      failed: 0,
      seconds: 0,
    };
    const articleIds: number[] = [];

    async function keepAside(
      source: string,
      externalId: string,
      reason: string,
      body: string,
    ): Promise<void> {
      counts.quarantined++;
      log.warn({ source, externalId, reason }, "item put in quarantine");
      await parts.quarantine.put({ source, externalId, reason, body, at: clock.now() });
    }

    /** Tries again while the store cannot work just then, so that one lost connection costs no run. */
    function storing<T>(act: () => Promise<T>): Promise<T> {
      const wait: Wait = async (ms) => {
        await parts.wait(ms, signal);
        signal.throwIfAborted();
      };
      return insist(act, wait, parts.isPassing);
    }

    async function processOne(item: RawItem): Promise<void> {
      try {
        const outcome = await storing(() => processItem(item, () => clock.now(), parts.stages));
        if (outcome === "unchanged" || outcome.outcome === "unchanged") return;
        articleIds.push(outcome.articleId);
        if (outcome.outcome === "saved") counts.new++;
        else counts.changed++;
        if (outcome.merged) counts.merged++;
      } catch (error) {
        signal.throwIfAborted();
        // The source is read again, and the item with it.
        if (parts.isPassing(error)) throw error;
        await keepAside(item.source, item.externalId, errorMessage(error), item.body);
      }
    }

    async function readOne(source: Source & { state: SourceState }): Promise<void> {
      try {
        const reading = await parts.read(source, signal);
        for await (const listed of reading.items) {
          signal.throwIfAborted();
          counts.seen++;
          if (listed.kind === "item") {
            await oneByOne(() => processOne(listed.item));
          } else if (listed.kind === "unreadable") {
            await keepAside(source.id, listed.externalId, listed.reason, listed.body);
          } else {
            counts.failed++;
            log.warn(
              { source: source.id, externalId: listed.externalId, reason: listed.reason },
              "item not read",
            );
          }
        }
        // What failed is left out of it, and so listed again.
        await reading.commit();
        await parts.sources.succeeded(source.id, clock.now());
      } catch (error) {
        signal.throwIfAborted();
        counts.failed++;
        const wanted = error instanceof SourceUnavailable ? error.retryAt : undefined;
        const retry = retryAt(source.state.failures + 1, clock.now(), parts.random, wanted);
        const reason = errorMessage(error);
        log.warn({ source: source.id, reason }, "source not read");
        await storing(() => parts.sources.failed(source.id, clock.now(), reason, retry));
      }
    }

    const sources = (await parts.sources.list()).filter((source) =>
      only === undefined ? (source.state.retryAt ?? 0) <= clock.now() : source.id === only,
    );
    if (only !== undefined && sources.length === 0) throw new UnknownSource(only);
    const outcomes = await Promise.allSettled(
      sources.filter(({ id }) => !underWay.has(id)).map((source) => alone(source.id, () => readOne(source))),
    );
    const broken = outcomes.find((outcome) => outcome.status === "rejected");
    if (broken) throw broken.reason;
    counts.seconds = Math.round(performance.now() - started) / 1000;
    return { counts, articleIds };
  };
}

class UnknownSource extends Error {
  constructor(id: string) {
    super(`There is no source ${JSON.stringify(id)}. Its id must stand in SOURCES_FILE.`);
    this.name = "UnknownSource";
  }
}
