import { afterEach, beforeEach, expect, it } from "vitest";
import { JINGYING, save } from "../support/articles.js";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const own = async () =>
  (await world.store.subscribers.interests({ chat: world.reader, thread: 0 })).map(({ name }) => name).sort();

it("/subscribe 工行 北京银行 #儿童金融 takes all three", async () => {
  const [answer] = await world.say(world.reader, "/subscribe 工行 北京银行 #儿童金融");
  expect(answer?.text).toContain("已订阅：中国工商银行、北京银行、#儿童金融。");
  expect(answer?.text).toContain("每天08:30推送");
  expect(await own()).toEqual(["中国工商银行", "儿童金融", "北京银行"].sort());
});

it("takes names apart at commas, slashes and blanks, and knows tickers and initials", async () => {
  await world.say(world.reader, "/subscribe 601169，zsyh/建行、Bank of China；#信用卡#贷款");
  expect(await own()).toEqual(["北京银行", "招商银行", "中国建设银行", "中国银行", "信用卡", "贷款"].sort());
});

it("asks back with the nearest names and guesses nothing", async () => {
  const answers = await world.say(world.reader, "/subscribe 平安 工行");
  expect(answers[0]?.text).toContain("已订阅：中国工商银行。");
  expect(answers[1]?.text).toContain("没有认出“平安”");
  expect(labels(answers[1])).toContain("平安银行");
  expect(await own()).toEqual(["中国工商银行"]);
  await world.press(world.reader, answers[1], "平安银行");
  expect(await own()).toEqual(["中国工商银行", "平安银行"].sort());
});

it("says so when a name is like nothing", async () => {
  const [answer] = await world.say(world.reader, "/subscribe ｘｙｚ呜呜呜");
  expect(answer?.text).toMatch(/没有认出/);
  expect(await own()).toEqual([]);
});

it("offers a list in pages when no name is given, and toggles in place", async () => {
  const [list] = await world.say(world.reader, "/subscribe");
  const bank = labels(list)[0] ?? "";
  expect(await world.press(world.reader, list, bank)).toContain(bank);
  expect(await own()).toEqual([bank]);
  expect(labels(world.last(world.reader))[0]).toBe(`✅ ${bank}`);
  await world.press(world.reader, list, `✅ ${bank}`);
  expect(await own()).toEqual([]);
  await world.press(world.reader, list, "下一页 ›");
  expect(labels(world.last(world.reader))).toContain("‹ 上一页");
  expect(world.messages(world.reader)).toHaveLength(1);
});

it("subscribes to everything, and lets go of everything at once", async () => {
  await world.say(world.reader, "/subscribe 全部 工行");
  expect(await own()).toEqual(["中国工商银行", "全部"].sort());
  const [answer] = await world.say(world.reader, "/unsubscribe 全部");
  expect(answer?.text).toBe("已取消全部2个订阅。");
  const [none] = await world.say(world.reader, "/unsubscribe 全部");
  expect(none?.text).toContain("还没有订阅");
  expect(await own()).toEqual([]);
});

it("/mine removes with a button", async () => {
  await world.say(world.reader, "/subscribe 工行 北京银行");
  const [list] = await world.say(world.reader, "/mine");
  await world.press(world.reader, list, "❌ 北京银行");
  expect(await own()).toEqual(["中国工商银行"]);
  expect(labels(world.last(world.reader))).not.toContain("❌ 北京银行");
});

it("/mine shows a long list in pages, and stays on the page", async () => {
  const banks = world.parts.dictionary.banks.slice(0, 40).map((name) => ({ kind: "bank" as const, name }));
  await world.say(world.reader, "/start");
  await world.store.subscribers.subscribe({ chat: world.reader, thread: 0 }, banks, world.clock.now());
  const [list] = await world.say(world.reader, "/mine");
  await world.press(world.reader, list, "下一页 ›");
  const removed = labels(world.last(world.reader))[0] ?? "";
  await world.press(world.reader, list, removed);
  expect(labels(world.last(world.reader))).toContain("2/2");
  expect(await own()).toHaveLength(39);
});

it("/unsubscribe says what was never subscribed", async () => {
  await world.say(world.reader, "/subscribe 工行");
  const [answer] = await world.say(world.reader, "/unsubscribe 工行 建行");
  expect(answer?.text).toBe("已取消：中国工商银行。\n没有订阅过：中国建设银行。");
});

it("lets /start be answered by pressing suggestions", async () => {
  const [greeting] = await world.say(world.reader, "/start");
  expect(greeting?.text).toContain("我是银讯");
  const suggestion = labels(greeting)[0] ?? "";
  await world.press(world.reader, greeting, suggestion);
  expect(await own()).toEqual([suggestion.replace("#", "")]);
  expect(labels(world.last(world.reader))).toContain(`✅ ${suggestion}`);
});

it("speaks English to those whose Telegram does", async () => {
  world.preview.speak(world.reader, "en");
  const [answer] = await world.say(world.reader, "/subscribe ICBC");
  expect(answer?.text).toContain("You now follow: 中国工商银行.");
});

it("gives a first digest no earlier than the next morning", async () => {
  await world.say(world.reader, "/subscribe 工行");
  const subscriber = await world.store.subscribers.get({ chat: world.reader, thread: 0 });
  expect(subscriber?.nextDigestAt).toBe(Date.parse("2022-06-03T08:30:00+08:00"));
});

const interests = async () =>
  (await world.store.subscribers.interests({ chat: world.reader, thread: 0 })).map(
    ({ kind, name, muted }) => `${muted ? "-" : ""}${kind}:${name}`,
  );

it("takes kinds of bank, media and keywords beside names, and takes them away again", async () => {
  await save(world.store, JINGYING);
  const [answer] = await world.say(world.reader, '/subscribe 工行 城商行 华夏时报 "数字人民币 -试点"');
  expect(answer?.text).toContain("已订阅：中国工商银行、");
  expect((await interests()).sort()).toEqual(
    ["bank:中国工商银行", "bankType:城商", "keyword:数字人民币 -试点", "medium:华夏时报"].sort(),
  );
  const [list] = await world.say(world.reader, "/mine");
  expect(labels(list)).toEqual(
    expect.arrayContaining(["❌ 城商行", "❌ 《华夏时报》", "❌ “数字人民币 -试点”"]),
  );
  await world.press(world.reader, list, "❌ 《华夏时报》");
  const [end] = await world.say(world.reader, "/unsubscribe 城商行 “数字人民币 -试点”");
  expect(end?.text).toContain("已取消：");
  expect(await interests()).toEqual(["bank:中国工商银行"]);
});

it("takes all behind 关键词 as one query, quotes and filters included", async () => {
  await world.say(world.reader, "/subscribe 关键词 “京萤计划” -信用卡 bank:北京银行");
  expect(await interests()).toEqual(["keyword:“京萤计划” -信用卡 bank:北京银行"]);
});

it("offers what it does not know as a keyword", async () => {
  const [question] = await world.say(world.reader, "/subscribe 量子隧穿");
  expect(labels(question)).toContain("按关键词“量子隧穿”订阅");
  await world.press(world.reader, question, "按关键词“量子隧穿”订阅");
  expect(await interests()).toEqual(["keyword:量子隧穿"]);
});

it("refuses a keyword that only leaves out, and more keywords than it would look for", async () => {
  const [answer] = await world.say(world.reader, "/subscribe “-试点”");
  expect(answer?.text).toContain("没有认出“-试点”");
  for (let n = 0; n < 20; n++) await world.say(world.reader, `/subscribe “词${n}”`);
  expect((await world.say(world.reader, "/subscribe “再一个”"))[0]?.text).toContain("最多订阅20个关键词");
  expect(await interests()).toHaveLength(20);
});

it("mutes and unmutes, and a name is followed or muted, never both", async () => {
  await world.say(world.reader, "/subscribe 工行 建行");
  const [answer] = await world.say(world.reader, "/mute 建行 #行情评级");
  expect(answer?.text).toBe("已屏蔽：中国建设银行、#行情评级。\n原来的订阅随之取消：中国建设银行。");
  expect((await interests()).sort()).toEqual(
    ["-bank:中国建设银行", "-topic:行情评级", "bank:中国工商银行"].sort(),
  );
  expect((await world.say(world.reader, "/mute 建行"))[0]?.text).toContain("之前已屏蔽");
  const [list] = await world.say(world.reader, "/mine");
  expect(list?.text).toContain("您订阅了1项");
  await world.press(world.reader, list, "🔕 #行情评级");
  expect(await interests()).not.toContain("-topic:行情评级");
  expect((await world.say(world.reader, "/unmute 建行 招行"))[0]?.text).toBe(
    "已取消屏蔽：中国建设银行。\n没有屏蔽过：招商银行。",
  );
  expect(await interests()).toEqual(["bank:中国工商银行"]);
  const [asked] = await world.say(world.reader, "/mute 平安");
  await world.press(world.reader, asked, "平安银行");
  await world.say(world.reader, "/subscribe 平安银行");
  expect((await interests()).sort()).toEqual(["bank:中国工商银行", "bank:平安银行"].sort());
});
