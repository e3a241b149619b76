import { existsSync } from "node:fs";
import { copySqlite } from "../store/sqlite-copy.js";
import { type Command, UsageError } from "./command.js";
import { fileArgument, sqliteFile } from "./database-file.js";

export const command: Command = {
  name: "backup",
  usage: "FILE",
  about: "a copy of the SQLite database, whole and checked, also while the service runs",
  async run({ args, config, terminal }) {
    const to = fileArgument(args, "backup data/yinxun-backup.db");
    const from = sqliteFile(config, "pg_dump makes");
    if (existsSync(to)) throw new UsageError(`${to} is there already; give the copy another name`);
    if (!existsSync(from)) throw new Error(`there is no database at ${from} yet`);
    await copySqlite(from, to);
    terminal.output.write(`${to}\n`);
    return 0;
  },
};
