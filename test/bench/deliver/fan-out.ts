import type { TestDatabase } from "../../store/database.js";
import { addChats, planForAll } from "../../support/many-chats.js";

const LOOK_EVERY_MS = 20;

/** One digest for very many chats: until the last row of the ledger is written, and what memory that takes. */
export async function fanOut(database: TestDatabase, chats: number) {
  const store = await database.open();
  await addChats(database, chats);
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, LOOK_EVERY_MS);
  const started = performance.now();
  await planForAll(store, chats, { text: "银讯日报", assurance: "at-least-once", now: Date.now() });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(look);
  return {
    chats,
    seconds: seconds.toFixed(1),
    "rows/s": Math.round(chats / seconds),
    "peak MB": Math.round(peak / 1e6),
  };
}
