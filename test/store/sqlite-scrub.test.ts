import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sqliteDatabase } from "./database.js";
import { subscriber } from "./records.js";

it("leaves nothing of a forgotten chat in the files", async () => {
  const database = await sqliteDatabase();
  try {
    const { subscribers, updates } = await database.open();
    const me = subscriber({ chat: 700100200, title: "Xanthippe" });
    const other = subscriber({ chat: 700100300, title: "Aristocles" });
    for (const one of [me, other]) await subscribers.add(one);
    await subscribers.subscribe(me, [{ kind: "keyword", name: "quagmire" }], 1);
    const payload = JSON.stringify({ text: "marzipan ".repeat(800) });
    await updates.receive([{ updateId: 1, chat: me.chat, payload }], 1);
    await updates.claim(2, { owner: "o", leaseMs: 1000, limit: 9 });
    await updates.handled([1], 3);
    const told = () =>
      ["Xanthippe", "quagmire", "marzipan", "Aristocles"].filter((word) => filesHold(database.url, word));
    expect(told()).toHaveLength(4);
    await subscribers.forget(me.chat);
    expect(told()).toEqual(["Aristocles"]);
  } finally {
    await database.drop();
  }
});

function filesHold(url: string, word: string): boolean {
  const path = url.slice("file:".length);
  return [path, `${path}-wal`].some((file) => existsSync(file) && readFileSync(file).includes(word));
}
