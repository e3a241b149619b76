import { afterEach, expect, it } from "vitest";
import { subscriber } from "../store/records.js";
import { JINGYING, save } from "../support/articles.js";
import { createWorld, labels, type World, type WorldOptions } from "./world.js";

let world: World;
afterEach(() => world.close());

async function start(options: WorldOptions = {}): Promise<void> {
  world = await createWorld(options);
  await save(world.store, JINGYING);
  await world.say(world.reader, "/start");
}

it("/admin counts what there is", async () => {
  await start();
  const [home] = await world.say(world.admin, "/admin");
  expect(home?.text).toContain("订阅者：使用中 2");
  expect(home?.text).toContain("文章：1篇，合为1条");
  expect(home?.text).toContain("最新一篇：6月2日 20:21");
  expect(home?.text).toContain("隔离：0篇");
});

it("shows subscribers in pages, and one of them in full", async () => {
  await start();
  for (let chat = 1; chat <= 9; chat++) {
    await world.store.subscribers.add(
      subscriber({ chat, title: `读者${chat}`, createdAt: world.clock.now() }),
    );
  }
  const [home] = await world.say(world.admin, "/admin");
  await world.press(world.admin, home, "订阅者");
  expect(world.last(world.admin).text).toBe("订阅者（共11个）");
  expect(labels(world.last(world.admin))).toContain("1/2");
  const first = labels(world.last(world.admin))[0] ?? "";
  await world.press(world.admin, home, first);
  expect(world.last(world.admin).text).toContain("摘要：每天08:30推送，Asia/Shanghai");
});

it("subscribes and unsubscribes a chat on its behalf, and writes it down", async () => {
  await start();
  const ref = { chat: world.reader, thread: 0 };
  const [added] = await world.say(world.admin, `/admin subscribe ${world.reader} 工行 #信用卡`);
  expect(added?.text).toBe("已订阅：中国工商银行、#信用卡。");
  await world.say(world.admin, `/admin unsubscribe ${world.reader} 工行`);
  expect(await world.store.subscribers.interests(ref)).toEqual([{ kind: "topic", name: "信用卡" }]);
  const [picker] = await world.say(world.admin, `/admin subscribe ${world.reader}`);
  await world.press(world.admin, picker, labels(picker)[0] ?? "");
  expect(await world.store.subscribers.interests(ref)).toHaveLength(2);
  const acts = await world.store.audit.list({ limit: 5 });
  expect(acts.map(({ action }) => action)).toEqual(["subscribe", "unsubscribe", "subscribe"]);
  const [home] = await world.say(world.admin, "/admin");
  await world.press(world.admin, home, "操作记录");
  expect(world.last(world.admin).text).toContain(
    `${world.admin} · 代为取消订阅 ${world.reader} 中国工商银行`,
  );
});

it("shows what a chat follows and what it mutes apart, and bans no admin", async () => {
  await start();
  await world.say(world.reader, "/subscribe 工行");
  await world.say(world.reader, "/mute #存款");
  const [card] = await world.say(world.admin, `/admin ban ${world.reader}`);
  expect(card?.text).toContain("订阅：中国工商银行\n屏蔽：#存款");
  const [refused] = await world.say(world.admin, `/admin ban ${world.admin}`);
  expect(refused?.text).toContain("管理员不能封禁管理员");
  const acts = await world.store.audit.list({ limit: 5 });
  expect(acts.map(({ action, chat }) => [action, chat])).toEqual([["ban", world.reader]]);
});

it("takes no more keywords on a chat's behalf than the chat may have", async () => {
  await start();
  await world.say(world.reader, "/start");
  const words = Array.from({ length: 21 }, (_, i) => `“词${i}”`).join(" ");
  const [answer] = await world.say(world.admin, `/admin subscribe ${world.reader} ${words}`);
  expect(answer?.text).toContain("最多订阅20个关键词");
  expect(await world.store.subscribers.interests({ chat: world.reader, thread: 0 })).toEqual([]);
});

it("reads the sources now, answers at once, and tells the end in the same message", async () => {
  let finish = () => {};
  const gate = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await start({
    async runIngest() {
      await gate;
      return { seen: 109, new: 100, changed: 2, merged: 5, quarantined: 1, failed: 0, seconds: 3.2 };
    },
  });
  const [home] = await world.say(world.admin, "/admin");
  await world.press(world.admin, home, "立即采集");
  expect(world.last(world.admin).text).toContain("正在采集");
  const running = world.last(world.admin).message_id;
  const [second] = await world.say(world.admin, "/admin ingest");
  expect(second?.text).toBe("采集正在进行。");
  finish();
  await world.idle();
  const told = world.messages(world.admin).find(({ message_id }) => message_id === running);
  expect(told?.text).toContain("看到109条，新增100条，更新2条，并入已有报道5条，隔离1条，失败0条");
});

it("says that a run failed without saying why to the chat", async () => {
  await start({
    async runIngest() {
      throw new Error("disk full");
    },
  });
  await world.say(world.admin, "/admin ingest");
  await world.idle();
  expect(world.last(world.admin).text).toBe("采集没有完成，原因见日志。");
});

it("lists sources with their last success and their last error", async () => {
  await start();
  const at = world.clock.now();
  await world.store.sources.sync(
    [
      { id: "site", kind: "feed", url: "https://example.com/feed.xml" },
      { id: "list", kind: "listing", url: "https://example.com/", item: "a" },
    ],
    at,
  );
  await world.store.sources.succeeded("site", at);
  await world.store.sources.failed("list", at, "503 Service Unavailable", at + 600_000);
  const [home] = await world.say(world.admin, "/admin");
  await world.press(world.admin, home, "来源");
  const { text } = world.last(world.admin);
  expect(text).toContain("site：上次成功6月2日 21:30");
  expect(text).toContain("list：还没有成功过\n　错误（连续1次）：503 Service Unavailable　6月2日 21:40再试");
});
