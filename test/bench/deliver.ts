/**
 * How digests go out to a Bot API server on loopback that limits as Telegram does, next to peers and to bare HTTP in the
 * same run. `npm run bench:deliver [-- --chats 1000000 --seconds 60]`: chats of the fan-out, seconds at each rate.
 */
import { parseArgs } from "node:util";
import { availableEngines, sqliteDatabase, withDatabase } from "../store/database.js";
import { startLoadApi } from "../support/load-api/load-api.js";
import { fanOut } from "./deliver/fan-out.js";
import { bareLoop, ceiling, shareOfRate } from "./deliver/rates.js";
import { repliesBeside } from "./deliver/replies.js";
import { compareWithPeers } from "./deliver/with-peers.js";

const { values } = parseArgs({
  options: { chats: { type: "string", default: "100000" }, seconds: { type: "string", default: "10" } },
});
const [chats, seconds] = [Number(values.chats), Number(values.seconds)];
const CEILING_CHATS = 20_000;
const ROUNDS = 3;
const BROADCAST = 100_000;
const PEER_CHATS = 120;

const engines = await availableEngines();
const api = await startLoadApi();

console.log("A digest to many chats, of what the server allows:");
const shares = [];
for (const rate of [30, 1_000])
  shares.push(await withDatabase(sqliteDatabase, (db) => shareOfRate(db, api, rate, seconds)));
console.table(shares);

console.log("Without a limit, ledger included:");
console.table(await ceilings());

console.log("An answer to a person while a broadcast goes out:");
console.table([await withDatabase(sqliteDatabase, (db) => repliesBeside(db, api, BROADCAST))]);

console.log("Until the last row of the ledger is written:");
const written: Record<string, object> = {};
for (const [name, create] of engines) written[name] = await withDatabase(create, (db) => fanOut(db, chats));
console.table(written);

console.log(`${PEER_CHATS} chats at 30 a second, undisturbed and killed in the middle:`);
console.table(await compareWithPeers(api, PEER_CHATS));
await api.stop();

/** Medians of rounds that take turns, since other programs may take their share of the machine. */
async function ceilings(): Promise<Record<string, object>> {
  const bare: number[] = [];
  const own = new Map<string, number[]>(engines.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareLoop(api, CEILING_CHATS));
    for (const [name, create] of engines) {
      own.get(name)?.push(await withDatabase(create, (db) => ceiling(db, api, CEILING_CHATS)));
    }
  }
  const floor = median(bare);
  const row = (rates: number[]) => ({
    "messages/s": Math.round(median(rates)),
    "of the bare loop": `${Math.round((100 * median(rates)) / floor)}%`,
  });
  return {
    "undici, bare loop": row(bare),
    ...Object.fromEntries([...own].map(([name, rates]) => [`yinxun, ${name}`, row(rates)])),
  };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
