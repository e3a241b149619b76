/** Receives and handles updates until it is killed: `updates-process.ts DATABASE_URL API_ROOT TOKEN INTAKE RECORD`. */
import { openSync, writeSync } from "node:fs";
import { pino } from "pino";
import { openStore } from "../../src/store/open.js";
import { type Intake, startReceiving } from "../support/receiving.js";

const [databaseUrl = "", root = "", token = "", intake = "", record = ""] = process.argv.slice(2);
const store = await openStore(databaseUrl);
// A line written is in the kernel's hands, and outlives this process however it ends.
const lines = openSync(record, "a");

await startReceiving({
  api: { root, token },
  intake: intake as Intake,
  updates: store.updates,
  async handle(update) {
    const { chat, text } = (update as { message: { chat: { id: number }; text: string } }).message;
    writeSync(lines, `${chat.id} ${update.update_id}\n`);
    if (text === "throw") throw new Error("broken");
    if (text === "hang") await new Promise(() => {});
    await new Promise((resolve) => setImmediate(resolve));
  },
  apologize: async () => {},
  // Short, as hangs are to be many; long enough for a machine that stands still for a moment.
  handlerTimeoutMs: 3_000,
  log: pino({ level: "silent" }),
});
