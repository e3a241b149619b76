import type { Engine, Trx } from "./engine.js";
import { rekeyChat } from "./rekey.js";

/**
 * A group became a supergroup. The settings and interests that people chose in the old chat win over a row that the
 * new one got when its first message came before this news.
 */
export function migrateChat(engine: Engine, from: number, to: number): Promise<void> {
  return engine.durable(async (trx) => {
    if (from === to) return;
    const chats = await trx.selectFrom("chats").selectAll().where("chat", "=", from).execute();
    for (const row of chats) {
      const moved = { ...row, chat: to, type: "supergroup" as const };
      await trx
        .insertInto("chats")
        .values(moved)
        .onConflict((conflict) => conflict.columns(["chat", "thread"]).doUpdateSet(moved))
        .execute();
    }
    await moveRows(trx, from, to);
    for (const { thread } of chats) await rekeyChat(trx, { chat: to, thread });
    // Takes along what could not move because the new chat has the same already.
    await trx.deleteFrom("chats").where("chat", "=", from).execute();
  });
}

async function moveRows(trx: Trx, from: number, to: number): Promise<void> {
  const subscriptions = await trx.selectFrom("subscriptions").selectAll().where("chat", "=", from).execute();
  for (const row of subscriptions) {
    await trx
      .insertInto("subscriptions")
      .values({ ...row, chat: to })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const targets = await trx.selectFrom("digest_targets").selectAll().where("chat", "=", from).execute();
  for (const row of targets) {
    await trx
      .insertInto("digest_targets")
      .values({ ...row, chat: to })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await trx
    .updateTable("deliveries")
    .set({ chat: to })
    .where("chat", "=", from)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("deliveries as same")
            .select("same.id")
            .where("same.chat", "=", to)
            .whereRef("same.digest_id", "=", "deliveries.digest_id")
            .whereRef("same.thread", "=", "deliveries.thread")
            .whereRef("same.part", "=", "deliveries.part"),
        ),
      ),
    )
    .execute();
  await trx.updateTable("updates").set({ chat: to }).where("chat", "=", from).execute();
  await trx.updateTable("audit").set({ chat: to }).where("chat", "=", from).execute();
}
