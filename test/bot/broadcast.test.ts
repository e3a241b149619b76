import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.say(world.reader, "/start");
  await world.say(world.admin, "/start");
});
afterEach(() => world.close());

/** What lies in the ledger for each chat. */
async function deliveries() {
  const now = world.clock.now();
  const claimed = await world.store.ledger.claim(now, { owner: "test", leaseMs: 1000, limit: 99 });
  return Promise.all(
    claimed.map(async (delivery) => {
      const { text } = JSON.parse(await world.store.ledger.payload(delivery));
      return [delivery.chat, delivery.assurance, text];
    }),
  );
}

it("shows the notice first, and sends it to everybody once, as the admin chose", async () => {
  const [shown, question] = await world.say(world.admin, "/admin broadcast 今晚维护\n22:00至23:00");
  expect(shown?.text).toBe("今晚维护\n22:00至23:00");
  expect(question?.text).toContain("发给2个对话吗");
  expect(await deliveries()).toEqual([]);
  await world.press(world.admin, question, "发送，不漏（可能重复）");
  expect(world.last(world.admin).text).toContain("已开始发送");
  // The same press again, as from a phone that did not see its answer.
  const button = question?.reply_markup?.inline_keyboard.flat().find(({ text }) => text.includes("不漏"));
  const data = button && "callback_data" in button ? String(button.callback_data) : "";
  if (question) await world.forge(world.admin, question, data);
  const text = "今晚维护\n22:00至23:00";
  expect((await deliveries()).sort()).toEqual(
    [
      [world.reader, "at-least-once", text],
      [world.admin, "at-least-once", text],
    ].sort(),
  );
  expect(await world.store.audit.list({ limit: 1 })).toMatchObject([
    { action: "broadcast", detail: "at-least-once 今晚维护\n22:00至23:00" },
  ]);
});

it("sends nothing that was called off, is empty or too long, or comes from a reader", async () => {
  const [, question] = await world.say(world.admin, "/admin broadcast 别发");
  expect(labels(question)).toContain("发送，不重复（可能漏）");
  await world.press(world.admin, question, "取消");
  const [usage] = await world.say(world.admin, "/admin broadcast ");
  expect(usage?.text).toContain("请写上通知的内容");
  const [long] = await world.say(world.admin, `/admin broadcast ${"长".repeat(3001)}`);
  expect(long?.text).toContain("最多3000字");
  await world.say(world.reader, "/admin broadcast 大家好");
  expect(await deliveries()).toEqual([]);
});
