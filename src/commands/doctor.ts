import Keyv from "keyv";
import { createPace } from "../deliver/pace.js";
import { extractArticle } from "../extract/article.js";
import { systemClock } from "../lib/clock.js";
import { errorMessage } from "../lib/error-message.js";
import { createHttp } from "../lib/http.js";
import { systemWait } from "../lib/wait.js";
import type { Source } from "../news/source.js";
import { readSourcesFile } from "../newsroom.js";
import { readSource } from "../sources/read.js";
import { openStore } from "../store/open.js";
import { createModelServer } from "../summarize/model/ask.js";
import { createTelegramClient } from "../telegram/client.js";
import type { Command, CommandContext } from "./command.js";
import { writeLine } from "./ndjson.js";
import { readOptions } from "./options.js";

/** What one part of the set-up answered. */
interface Finding {
  part: string;
  ok: boolean;
  detail: string;
}

/** Items that are read of each source, and looked at of the quarantine: enough to see whether texts come out right. */
const LOOK_AT = 3;
const WITHIN_MS = 60_000;

export const command: Command = {
  name: "doctor",
  usage: "[--json]",
  about: "whether database, Telegram, model and each source answer, and what would be read; stores nothing",
  async run(context) {
    const { values } = readOptions(context.args, { json: { type: "boolean" } });
    const { output } = context.terminal;
    let ok = true;
    for await (const finding of examine(context)) {
      ok &&= finding.ok;
      if (values.json) await writeLine(output, finding);
      else output.write(`${finding.ok ? "ok  " : "FAIL"}  ${finding.part}: ${finding.detail}\n`);
    }
    return ok ? 0 : 1;
  },
};

async function* examine(context: CommandContext): AsyncGenerator<Finding> {
  const { config, log } = context;
  yield finding("database", () => lookInto(config.databaseUrl));
  yield finding("telegram", () => askTelegram(context));
  yield finding("model", () => askModel(context));
  for (const source of await readSourcesFile(config, log)) {
    yield finding(`source ${source.id}`, () => lookAt(source, context));
  }
}

async function finding(part: string, ask: () => Promise<string>): Promise<Finding> {
  try {
    return { part, ok: true, detail: await ask() };
  } catch (error) {
    return { part, ok: false, detail: errorMessage(error) };
  }
}

async function lookInto(databaseUrl: string): Promise<string> {
  const store = await openStore(databaseUrl);
  try {
    const articles = await store.articles.count();
    const unread = await store.quarantine.count();
    const newest = await store.quarantine.list({ limit: LOOK_AT });
    const told = newest.map(({ source, externalId, reason }) => `${source} ${externalId} (${reason})`);
    const quarantine = unread === 0 ? "" : `, ${unread} items could not be read, lately ${told.join("; ")}`;
    return `${store.engine}, ${articles} articles${quarantine}`;
  } finally {
    await store.close();
  }
}

async function askTelegram({ config, log }: CommandContext): Promise<string> {
  if (config.telegram === undefined) return "no BOT_TOKEN, so the service starts in preview";
  const pace = createPace({ rates: config.rates, clock: systemClock, wait: systemWait });
  const client = createTelegramClient({ ...config.telegram, pace, wait: systemWait, log });
  const me = await client.me().finally(() => client.disconnect());
  return `the token is @${me.username}'s`;
}

async function askModel({ config, signal }: CommandContext): Promise<string> {
  if (config.model === undefined) return "no OPENAI_API_KEY, so summaries are excerpts";
  const ask = createModelServer({
    ...config.model,
    deadlineMs: WITHIN_MS,
    answerTokens: 200,
    clock: systemClock,
    wait: systemWait,
  });
  const reply = await ask(
    [{ role: "user", content: 'Answer with {"headline":null,"bullets":[],"insufficient":true}' }],
    signal,
  );
  if (reply.kind === "failed") throw new Error(reply.reason);
  return `${config.model.model} answers`;
}

/** Reads the first items of a source as an ingest would, keeping nothing. */
async function lookAt(source: Source, { config, signal }: CommandContext): Promise<string> {
  const http = createHttp({
    clock: systemClock,
    allowPrivate: config.allowPrivateHosts,
    random: Math.random,
  });
  try {
    const reading = await readSource(source, {
      http,
      validators: new Keyv(),
      known: async () => new Set(),
      clock: systemClock,
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    });
    const seen: string[] = [];
    for await (const listed of reading.items) {
      if (listed.kind !== "item") seen.push(`${listed.externalId} not read: ${listed.reason}`);
      else seen.push(`《${extractArticle(listed.item).title}》`);
      if (seen.length === LOOK_AT) break;
    }
    if (seen.length === 0) throw new Error("it answers, but lists nothing");
    return `would read ${seen.join(" ")}${seen.length === LOOK_AT ? " …" : ""}`;
  } finally {
    await http.close();
  }
}
