import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestDatabase } from "../store/database.js";
import { BotApi } from "../support/bot-api.js";
import type { Intake } from "../support/receiving.js";
import { kill, startScript, until } from "./killed.js";

export interface UpdatesCrash {
  updates: number;
  kills: number;
  throws: number;
  hangs: number;
  /** Begun by no process. */
  lost: number;
  /** Begun again after a kill; at most as many as were under way, one a chat and 64 a process. */
  again: number;
  /** Begun for the first time after a later one of the same chat. */
  outOfOrder: number;
  /** Rows of the store that did not end as they should have: handled, or failed where the handler threw or hung. */
  wrongEnd: number;
  perSecond: number;
}

const CHATS = 1_000;
/** Throws are spread over all chats, hangs over few: each holds its chat up for its deadline. */
const THROW_EVERY = 97;
const HANG_EVERY = 997;

/** Updates from a Bot API server to handlers that throw and hang, in a process that is killed again and again. */
export async function crashUpdates(
  database: TestDatabase,
  { updates, kills, intake }: { updates: number; kills: number; intake: Intake },
): Promise<UpdatesCrash> {
  const folder = mkdtempSync(join(tmpdir(), "yinxun-crash-"));
  const record = join(folder, "begun");
  const api = await BotApi.start();
  const store = await database.open();
  const spawned = () =>
    startScript("updates-process.ts", [database.url, api.root, api.token, intake, record]);
  let child = spawned();
  try {
    const texts = new Map<number, string>();
    let whole = 0;
    for (let at = 1; at <= updates; at++) {
      const text = at % HANG_EVERY === 0 ? "hang" : at % THROW_EVERY === 0 ? "throw" : "工行";
      const chat = 1 + (at % CHATS);
      const id = api.push({ message: { message_id: 1, chat: { id: chat }, text } });
      texts.set(id, text);
      whole += `${chat} ${id}\n`.length;
    }
    await until(() => size(record) > 0);
    const started = performance.now();
    for (let done = 0; done < kills; done++) {
      const target = (whole * (done + 1)) / (kills + 1);
      await until(() => size(record) >= target);
      await kill(child);
      child = spawned();
    }
    // The record grows to its whole size first: looking into the database takes time from who works on it.
    await until(() => size(record) >= whole);
    await until(() => isDone(database));
    const seconds = (performance.now() - started) / 1000;
    await kill(child);
    const ends = await endsOf(database);
    const count = (wanted: string) => [...texts.values()].filter((text) => text === wanted).length;
    return {
      updates,
      kills,
      throws: count("throw"),
      hangs: count("hang"),
      ...judge(readFileSync(record, "utf8"), [...texts.keys()]),
      wrongEnd: [...texts].filter(([id, text]) => ends.get(id) !== (text === "工行" ? "handled" : "failed"))
        .length,
      perSecond: Math.round(updates / seconds),
    };
  } finally {
    await kill(child);
    await api.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function size(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function endsOf(database: TestDatabase): Promise<Map<number, string>> {
  const { updates = [] } = await database.dump();
  return new Map(
    (updates as { update_id: number | string; status: string }[]).map((row) => [
      Number(row.update_id),
      row.status,
    ]),
  );
}

async function isDone(database: TestDatabase): Promise<boolean> {
  return ![...(await endsOf(database)).values()].includes("waiting");
}

/** What the lines that handlers wrote as they began say: chat and update. */
function judge(lines: string, ids: number[]): Pick<UpdatesCrash, "lost" | "again" | "outOfOrder"> {
  const begun = new Set<number>();
  const lastOf = new Map<number, number>();
  let again = 0;
  let outOfOrder = 0;
  for (const line of lines.trimEnd().split("\n")) {
    const [chat = 0, id = 0] = line.split(" ").map(Number);
    if (begun.has(id)) again += 1;
    else if (id < (lastOf.get(chat) ?? 0)) outOfOrder += 1;
    begun.add(id);
    lastOf.set(chat, Math.max(id, lastOf.get(chat) ?? 0));
  }
  return { lost: ids.filter((id) => !begun.has(id)).length, again, outOfOrder };
}
