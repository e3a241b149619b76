import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../src/config.js";
import { openStore } from "../../src/store/open.js";
import { hasPostgres, postgresDatabase } from "../store/database.js";
import { type Running, startService } from "./running.js";

const READERS = Array.from({ length: 12 }, (_, index) => 100 + index);

describe.skipIf(!(await hasPostgres()))("two replicas on one PostgreSQL", () => {
  it("answer each update once and send each digest once", { timeout: 60_000 }, async () => {
    const database = await postgresDatabase();
    const env = { DATABASE_URL: database.url, SOURCES_FILE: join(ROOT, "data/sources.json") };
    const replicas: Running[] = [];
    try {
      const first = await startService(env);
      replicas.push(first, await startService(env, first.api));
      await Promise.all(replicas.map(({ app }) => app.caughtUp));
      for (const reader of READERS) first.say(reader, "/subscribe 北京银行");
      await Promise.all(READERS.map((reader) => first.heard(reader, (text) => text.includes("北京银行"))));

      const store = await openStore(database.url);
      for (const chat of READERS) {
        // Samples are years old to this clock: only what counts as arrived since then is new.
        await store.subscribers.update(
          { chat, thread: 0 },
          { nextDigestAt: Date.now() - 1_000, coveredUntil: 0 },
        );
      }
      await database.run(
        "update articles set published_at = seen_at; update stories set changed_at = first_seen_at",
      );
      await Promise.all(replicas.map(({ app }) => app.deliverDue()));
      await Promise.all(READERS.map((reader) => first.heard(reader, (text) => text.startsWith("银讯"))));
      await expect
        .poll(async () => (await store.ledger.counts()).sent, { timeout: 20_000 })
        .toBe(READERS.length);
      await store.close();
      for (const reader of READERS) {
        expect(first.api.sent.filter(({ chat }) => chat === reader)).toHaveLength(2);
      }
    } finally {
      await Promise.all(replicas.map(({ app }) => app.stop()));
      await replicas[0]?.api.stop();
      await database.drop();
    }
  });
});
