import Keyv from "keyv";
import { createHttp, type Http } from "../../src/lib/http.js";
import type { RawItem } from "../../src/news/article.js";
import type { Source } from "../../src/news/source.js";
import { readSource } from "../../src/sources/read.js";
import type { Listed, ReadDeps } from "../../src/sources/reading.js";

/** A reader of sources with a memory of its own and a clock that stands where it is put. */
export interface Desk {
  now: number;
  /** What the store would know: everything listed as item or unreadable and committed. */
  stored: Set<string>;
  http: Http;
  /** Lists everything, calling `afterEach` in between, and commits. */
  read(source: Source, afterEach?: () => void): Promise<Listed[]>;
  /** Lists everything and stops short of the commit, as after a crash. */
  peek(source: Source): Promise<Listed[]>;
}

export function openDesk(options: { deadlineMs?: number; maxBytes?: number } = {}): Desk {
  const stored = new Set<string>();
  const clock = { now: () => desk.now };
  const http = createHttp({
    clock,
    allowPrivate: true,
    random: () => 0,
    pauseMs: { least: 0, most: 0 },
    deadlineMs: 5_000,
    ...options,
  });
  const deps: ReadDeps = {
    http,
    validators: new Keyv({ namespace: "sources" }),
    known: async (_, ids) => new Set(ids.filter((id) => stored.has(id))),
    clock,
    signal: new AbortController().signal,
  };
  const desk: Desk = {
    now: Date.UTC(2022, 5, 2, 12, 30),
    stored,
    http,
    peek: async (source) => collect((await readSource(source, deps)).items),
    read: async (source, afterEach) => {
      const reading = await readSource(source, deps);
      const listed = await collect(reading.items, afterEach);
      for (const one of listed) {
        if (one.kind === "item") stored.add(one.item.externalId);
        if (one.kind === "unreadable") stored.add(one.externalId);
      }
      await reading.commit();
      return listed;
    },
  };
  return desk;
}

async function collect(items: AsyncIterable<Listed>, afterEach = () => {}): Promise<Listed[]> {
  const listed: Listed[] = [];
  for await (const one of items) {
    listed.push(one);
    afterEach();
  }
  return listed;
}

export function itemsOf(listed: Listed[]): RawItem[] {
  return listed.flatMap((one) => (one.kind === "item" ? [one.item] : []));
}
