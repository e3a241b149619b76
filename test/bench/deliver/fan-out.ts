import { pino } from "pino";
import { planDaily } from "../../../src/digest/plan.js";
import { openDigestRules } from "../../../src/digest-rules.js";
import { serializeMessage } from "../../../src/telegram/message.js";
import { renderDigest } from "../../../src/telegram/render-digest.js";
import { openTools } from "../../../src/tools.js";
import type { TestDatabase } from "../../store/database.js";
import { JINGYING, save } from "../../support/articles.js";
import { addChats } from "../../support/many-chats.js";

const WISHES = 20;
const ARRIVED = "2022-06-02T20:30:00+08:00";
const NOW = Date.parse("2022-06-03T08:30:00+08:00");
const LOOK_EVERY_MS = 20;

/** Very many chats are due at once: until the last row of the ledger is written, and what memory that takes. */
export async function fanOut(database: TestDatabase, chats: number) {
  const store = await database.open();
  await save(store, JINGYING, ARRIVED);
  await addChats(database, chats);
  await database.run(`
    update chats set next_digest_at = ${NOW}, covered_until = ${Date.parse(ARRIVED) - 1}, wish_key = 'wish ' || (chat % ${WISHES})`);
  await database.run(`
    insert into subscriptions (chat, thread, kind, name, created_at)
    select chat, 0, 'bank', '北京银行', 0 from chats`);
  const parts = {
    stories: store.stories,
    subscribers: store.subscribers,
    ledger: store.ledger,
    rules: openDigestRules(openTools(), pino({ level: "silent" })),
    serialize: (...given: Parameters<typeof renderDigest>) => renderDigest(...given).map(serializeMessage),
  };
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, LOOK_EVERY_MS);
  const started = performance.now();
  await planDaily(parts, NOW);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(look);
  const { pending = 0 } = await store.ledger.counts();
  return {
    chats,
    rows: pending,
    seconds: seconds.toFixed(1),
    "rows/s": Math.round(pending / seconds),
    "peak MB": Math.round(peak / 1e6),
  };
}
