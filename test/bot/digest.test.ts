import { afterEach, beforeEach, expect, it } from "vitest";
import { JINGYING, save } from "../support/articles.js";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it("gives a new reader the day's story with its facts", async () => {
  await save(world.store, JINGYING);
  await world.say(world.reader, "/start");
  await world.say(world.reader, "/subscribe 工行 北京银行 #儿童金融");
  const [digest] = await world.say(world.reader, "/digest");
  expect(digest?.text).toContain("银讯日报 · 6月2日 周四");
  expect(digest?.text).toContain("\n北京银行\n");
  expect(digest?.text).toContain(JINGYING.title);
  expect(digest?.text).toContain("小京卡");
});

it("gives what is new once, then the latest with its date", async () => {
  await save(world.store, JINGYING);
  await world.say(world.reader, "/subscribe 北京银行");
  await world.say(world.reader, "/digest");
  const [again] = await world.say(world.reader, "/digest");
  expect(again?.text).toContain("没有新消息");
  expect(again?.text).toContain("6月2日");
});

it("does not take an archive for news", async () => {
  await save(
    world.store,
    { ...JINGYING, published: "2021-12-08T10:00:00+08:00" },
    "2022-06-02T20:00:00+08:00",
  );
  await world.say(world.reader, "/subscribe 北京银行");
  const [digest] = await world.say(world.reader, "/digest");
  expect(digest?.text).toContain("没有新消息");
  expect(digest?.text).toContain("2021年12月8日");
});

it("looks back at the time that was asked for", async () => {
  await save(world.store, JINGYING);
  await save(world.store, {
    title: "北京银行发布绿色金融报告",
    paragraphs: ["北京银行发布报告，绿色贷款余额增长三成。"],
    banks: { 北京银行: "北京银行" },
    published: "2022-06-01T09:00:00+08:00",
  });
  await world.say(world.reader, "/subscribe 北京银行");
  for (const day of ["昨天", "2022-06-01", "6月1日"]) {
    const [digest] = await world.say(world.reader, `/digest ${day}`);
    expect(digest?.text, day).toContain("绿色金融报告");
    expect(digest?.text, day).not.toContain(JINGYING.title);
  }
  const [week] = await world.say(world.reader, "/digest 7d");
  expect(week?.text).toContain("绿色金融报告");
  expect(week?.text).toContain(JINGYING.title);
  const [none] = await world.say(world.reader, "/digest 2020-01-01");
  expect(none?.text).toBe("那段时间没有符合您订阅的消息。");
  const [usage] = await world.say(world.reader, "/digest 猴年马月");
  expect(usage?.text).toContain("没有看懂“猴年马月”");
});

it("shows the way to those who follow nothing", async () => {
  const [answer] = await world.say(world.reader, "/digest");
  expect(answer?.text).toContain("还没有订阅");
  expect(labels(answer)).toContain("最新消息");
});

it("/why speaks of the digest's stories, too", async () => {
  await save(world.store, JINGYING);
  await world.say(world.reader, "/subscribe 北京银行");
  await world.say(world.reader, "/digest");
  const [answer] = await world.say(world.reader, "/why 1");
  expect(answer?.text).toContain("【北京银行】");
});

it("/why in answer to a pushed digest explains its item", async () => {
  await save(world.store, JINGYING);
  await world.say(world.reader, "/subscribe 北京银行");
  const [digest] = await world.say(world.reader, "/digest");
  await world.parts.conversation.clear();
  await world.receive({
    message: {
      message_id: 900,
      date: 1654170000,
      chat: { id: world.reader, type: "private", first_name: "读者" },
      from: { id: world.reader, is_bot: false, first_name: "读者", language_code: "zh-hans" },
      text: "/why",
      reply_to_message: digest,
    },
  });
  expect(world.last(world.reader).text).toContain("【北京银行】");
});

it("shows the rest of a digest behind its button, part by part", async () => {
  const hours = ["09", "10", "11", "12", "13", "14", "15"];
  for (const hour of hours) {
    await save(world.store, {
      ...JINGYING,
      title: `北京银行${hour}时的消息`,
      published: `2022-06-02T${hour}:00:00+08:00`,
    });
  }
  await world.say(world.reader, "/subscribe 北京银行");
  await world.say(world.reader, "/settings 3条");
  const headlines = (text = "") => text.match(/北京银行\d\d时的消息/gu) ?? [];
  const [first] = await world.say(world.reader, "/digest");
  expect(labels(first)).toEqual(["还有4条"]);
  await world.press(world.reader, first, "还有4条");
  const second = world.last(world.reader);
  expect(labels(second)).toEqual(["还有1条"]);
  await world.press(world.reader, second, "还有1条");
  const third = world.last(world.reader);
  expect(labels(third)).toEqual([]);
  const shown = [first, second, third].flatMap((message) => headlines(message?.text));
  expect([...new Set(shown)].sort()).toEqual(hours.map((hour) => `北京银行${hour}时的消息`));
  await world.say(world.reader, "/unsubscribe 北京银行");
  expect(await world.press(world.reader, second, "还有1条")).toContain("没有更多了");
});

it("has nothing for who only mutes", async () => {
  await world.say(world.reader, "/mute 建行");
  expect((await world.say(world.reader, "/digest"))[0]?.text).toContain("还没有订阅");
});
