import { existsSync } from "node:fs";
import { hasEnded, processName } from "../process-name.js";
import { openStore } from "../store/open.js";
import { becomeSole } from "../store/sole.js";
import { checkSqlite, layReady, putInPlace } from "../store/sqlite-copy.js";
import { type Command, UsageError } from "./command.js";
import { fileArgument, sqliteFile } from "./database-file.js";

export const command: Command = {
  name: "restore",
  usage: "FILE",
  about:
    "puts a backup in the place of the SQLite database, while no service runs; the old one is kept beside it",
  async run({ args, config, terminal }) {
    const from = fileArgument(args, "restore data/yinxun-backup.db");
    const to = sqliteFile(config, "pg_restore reads");
    if (!existsSync(from)) throw new UsageError(`there is no file ${from}`);
    checkSqlite(from);
    const unlock = existsSync(to) ? await lock(config.databaseUrl) : async () => {};
    let ready: string;
    try {
      ready = await layReady(from, to);
    } finally {
      await unlock();
    }
    const kept = putInPlace(ready, to);
    terminal.output.write(kept === undefined ? `${to}\n` : `${to}\nthe old one: ${kept}\n`);
    return 0;
  },
};

/** Keeps services out of the database until it is let go. Throws AlreadyServed. */
async function lock(databaseUrl: string): Promise<() => Promise<void>> {
  const store = await openStore(databaseUrl);
  try {
    const lease = await becomeSole({ leases: store.leases, owner: processName(), hasEnded });
    return () => lease.release().finally(() => store.close());
  } catch (error) {
    await store.close();
    throw error;
  }
}
