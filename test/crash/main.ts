/**
 * What becomes of updates and of digests when the process is killed again and again, answers are lost, Telegram says to
 * wait, or a replica is stopped: `npm run test:crash [-- --updates 100000 --chats 100000 --kills 200 --engine sqlite]`.
 * Prints tables and ends with 1 when a bar is missed.
 */
import { parseArgs } from "node:util";
import { availableEngines, type CreateDatabase, withDatabase } from "../store/database.js";
import { crashDeliveries, type DeliveriesCase } from "./deliveries.js";
import { BEING_WRITTEN, stopReplica } from "./stopped-replica.js";
import { crashUpdates } from "./updates.js";

const { values } = parseArgs({
  options: {
    updates: { type: "string", default: "100000" },
    chats: { type: "string", default: "20000" },
    kills: { type: "string", default: "50" },
    engine: { type: "string" },
  },
});
const [updates, chats, kills] = [values.updates, values.chats, values.kills].map(Number) as [
  number,
  number,
  number,
];
/** Of the updates' run: a kill a few thousand of them. */
const UPDATE_KILLS = Math.ceil(updates / 10_000);
const UNDER_WAY = 64;

const missed: string[] = [];

for (const [engine, create] of await availableEngines()) {
  if (values.engine === undefined || values.engine === engine) await runAll(engine, create);
}
for (const miss of missed) console.log(`MISSED: ${miss}`);
process.exit(missed.length > 0 ? 1 : 0);

async function runAll(engine: string, create: CreateDatabase): Promise<void> {
  const received: Record<string, object> = {};
  for (const intake of ["polling", "webhook"] as const) {
    const row = await withDatabase(create, (database) =>
      crashUpdates(database, { updates, kills: UPDATE_KILLS, intake }),
    );
    received[`${engine}, ${intake}`] = row;
    bar(`${engine}, ${intake}`, row.lost + row.outOfOrder + row.wrongEnd === 0);
    bar(`${engine}, ${intake}: again`, row.again <= UNDER_WAY * row.kills);
  }
  console.table(received);

  const cases: Record<string, DeliveriesCase> = {
    "killed, at least once": { chats, kills, assurance: "at-least-once" },
    "killed, at most once": { chats, kills, assurance: "at-most-once" },
    "1% of answers lost, at least once": {
      chats,
      kills: 0,
      assurance: "at-least-once",
      api: { loseShare: 0.01 },
    },
    "1% of answers lost, at most once": {
      chats,
      kills: 0,
      assurance: "at-most-once",
      api: { loseShare: 0.01 },
    },
    "10% floods": {
      chats: 1_000,
      kills: 0,
      assurance: "at-most-once",
      api: { floodShare: 0.1, clockSpeed: 60 },
      rate: 28,
    },
  };
  const sent: Record<string, object> = {};
  for (const [name, one] of Object.entries(cases)) {
    const row = await withDatabase(create, (database) => crashDeliveries(database, one));
    sent[`${engine}, ${name}`] = row;
    bar(`${engine}, ${name}: lost`, row.lost + row.whileWaiting === 0);
    // A message whose answer was lost comes again where it must not be missing: only elsewhere are repeats a fault.
    const repeatsAreAsked = one.assurance === "at-least-once" && one.api !== undefined;
    if (!repeatsAreAsked)
      bar(`${engine}, ${name}: twice`, row.twice <= (one.assurance === "at-least-once" ? row.inDoubt : 0));
  }
  console.table(sent);

  if (engine !== "postgres") return;
  const row = await withDatabase(create, (database) => stopReplica(database, Math.min(chats, 10_000)));
  console.table({ "a replica stopped past its lease": row });
  bar("stopped replica", row.lost === 0 && row.twiceAfter <= BEING_WRITTEN && row.twiceBefore <= row.inDoubt);
}

function bar(what: string, kept: boolean): void {
  if (!kept) missed.push(what);
}
