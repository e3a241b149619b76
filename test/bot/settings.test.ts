import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseTime, readSettings } from "../../src/bot/settings-words.js";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const ref = () => ({ chat: world.reader, thread: 0 });
const own = () => world.store.subscribers.get(ref());

it("changes everything by buttons in one message", async () => {
  const [menu] = await world.say(world.reader, "/settings");
  const press = (label: string) => world.press(world.reader, menu, label);
  await press("时间");
  expect(await press("18:00")).toBe("已保存");
  await press("✅ 08:30");
  await press("‹ 返回");
  await press("日子");
  await press("工作日");
  await press("免打扰");
  await press("22:00-07:00");
  await press("条数");
  await press("5条");
  await press("没有新闻也告诉我");
  await press("时区");
  await press("Europe/London");
  await press("English");
  expect(await own()).toMatchObject({
    times: ["18:00"],
    days: "weekdays",
    quiet: { from: "22:00", to: "07:00" },
    maxItems: 5,
    tellEmpty: true,
    timezone: "Europe/London",
    mode: "daily",
    locale: "en",
    nextDigestAt: Date.parse("2022-06-02T18:00:00+01:00"),
  });
  const { text } = world.last(world.reader);
  expect(text).toContain("Delivery: on weekdays at 18:00");
  expect(text).toContain("Quiet hours: 22:00 to 07:00 on the next day");
  expect(text).toContain("Time zone: Europe/London");
  expect(world.messages(world.reader)).toHaveLength(1);
});

it("goes over to instant news from now on, and back", async () => {
  const [menu] = await world.say(world.reader, "/settings");
  await world.press(world.reader, menu, "即时");
  expect(await own()).toMatchObject({ mode: "instant", coveredUntil: world.clock.now() });
  await world.press(world.reader, menu, "定时");
  expect(await own()).toMatchObject({
    mode: "daily",
    nextDigestAt: Date.parse("2022-06-03T08:30:00+08:00"),
  });
});

it("keeps one time at least and four at most", async () => {
  const [menu] = await world.say(world.reader, "/settings 08:30");
  await world.press(world.reader, menu, "时间");
  expect(await world.press(world.reader, menu, "✅ 08:30")).toContain("至少要有一个时间");
  for (const time of ["12:00", "18:00", "20:00"]) await world.press(world.reader, menu, time);
  expect(await world.press(world.reader, menu, "22:00")).toContain("最多4个时间");
  const [answer] = await world.say(world.reader, "/settings 7:00 8:00 9:00 10:00 11:00");
  expect(answer?.text).toContain("最多4个时间");
  expect((await own())?.times).toEqual(["08:30", "12:00", "18:00", "20:00"]);
});

it("takes several typed settings at once and tells them in plain words", async () => {
  const [answer] = await world.say(world.reader, "/settings 工作日 18:00、8点半 免打扰 22:00-7:00 10条");
  expect(answer?.text).toContain("摘要：工作日08:30、18:00推送\n免打扰：22:00到次日07:00\n每份最多10条");
  await world.say(world.reader, "/settings 每周一 09:00");
  expect(await own()).toMatchObject({ days: 1, times: ["09:00"], quiet: { from: "22:00", to: "07:00" } });
  const [mine] = await world.say(world.reader, "/subscribe 工行");
  expect(mine?.text).toContain("每周一09:00推送");
  expect(mine?.text).toContain("22:00到次日07:00免打扰");
});

it("takes a typed time, zone and quiet hours, also in answer to its question", async () => {
  await world.say(world.reader, "/settings 7:45");
  expect((await own())?.times).toEqual(["07:45"]);
  await world.say(world.reader, "/settings Asia/Tokyo");
  expect((await own())?.timezone).toBe("Asia/Tokyo");
  await world.say(world.reader, "/settings 时区 Europe/Berlin");
  expect((await own())?.timezone).toBe("Europe/Berlin");
  const [menu] = await world.say(world.reader, "/settings");
  await world.press(world.reader, menu, "时间");
  await world.press(world.reader, menu, "其他时间");
  const [answer] = await world.say(world.reader, "晚上");
  expect(answer?.text).toContain("没有看懂这个时间");
  await world.press(world.reader, menu, "其他时间");
  await world.say(world.reader, "22:15 7:15");
  expect((await own())?.times).toEqual(["07:15", "22:15"]);
  await world.press(world.reader, menu, "‹ 返回");
  await world.press(world.reader, menu, "免打扰");
  await world.press(world.reader, menu, "其他时间");
  await world.say(world.reader, "23:30到6:30");
  expect((await own())?.quiet).toEqual({ from: "23:30", to: "06:30" });
});

it("says what it did not understand and changes nothing", async () => {
  const before = await world.say(world.reader, "/settings 工作日 09:00").then(own);
  const [answer] = await world.say(world.reader, "/settings 开市日 25:00");
  expect(answer?.text).toContain("没有看懂“25:00”，设置没有变");
  expect(await own()).toEqual(before);
});

it("leaves everything as it was when a value is none", async () => {
  const before = await world.say(world.reader, "/settings").then(own);
  const [menu] = world.messages(world.reader);
  for (const args of [
    ["time", "25:00"],
    ["days", "8"],
    ["quiet", "22:00-22:00"],
    ["cap", "0"],
    ["zone", "Mars/Olympus"],
    ["mode", "weekly"],
    ["status", "active"],
  ]) {
    await world.forge(world.reader, menu, await world.parts.codec.encode(world.reader, "set", args));
  }
  expect(await own()).toEqual(before);
});

it("/stop pauses and /start goes on, of the pause only with the last day", async () => {
  await world.say(world.reader, "/subscribe 工行");
  await world.store.subscribers.update(ref(), { coveredUntil: world.clock.now() });
  await world.say(world.reader, "/stop");
  expect((await own())?.status).toBe("stopped");
  world.clock.advance(30 * 24 * 3_600_000);
  const answers = await world.say(world.reader, "/start");
  expect(answers[0]?.text).toContain("推送已恢复");
  expect(await own()).toMatchObject({ status: "active", coveredUntil: world.clock.now() - 24 * 3_600_000 });
});

it("/forgetme asks first and leaves no row", async () => {
  await world.say(world.reader, "/subscribe 工行");
  await world.say(world.reader, "/latest");
  const [question] = await world.say(world.reader, "/forgetme");
  await world.press(world.reader, question, "先不删");
  expect(await own()).toBeDefined();
  const [again] = await world.say(world.reader, "/forgetme");
  expect(labels(again)).toEqual(["全部删除", "先不删"]);
  await world.press(world.reader, again, "全部删除");
  expect(world.last(world.reader).text).toContain("已全部删除");
  expect(await own()).toBeUndefined();
  expect(await world.store.subscribers.interests(ref())).toEqual([]);
  expect(
    await world.store.keyValues.get(`conversation:list:${world.reader}:0`, world.clock.now()),
  ).toBeUndefined();
});

describe("times as people type them", () => {
  it.each([
    ["7:45", "07:45"],
    ["0745", "07:45"],
    ["７：４５", "07:45"],
    ["7点45分", "07:45"],
    ["7点半", "07:30"],
    ["22点", "22:00"],
    ["25:00", undefined],
    ["7:60", undefined],
    ["7", undefined],
    ["早上", undefined],
  ])("%s is %s", (said, time) => {
    expect(parseTime(said)).toBe(time);
  });
});

describe("settings as people type them", () => {
  it.each([
    ["开市日", { days: "trading", mode: "daily" }],
    ["weekdays 08:30 and 18:00", { days: "weekdays", times: ["08:30", "18:00"], mode: "daily" }],
    ["every Monday 0900", { days: 1, times: ["09:00"], mode: "daily" }],
    ["周日9点", { days: 7, times: ["09:00"], mode: "daily" }],
    ["免打扰 ２２：００～次日７：００", { quiet: { from: "22:00", to: "07:00" } }],
    ["quiet 23:00-7:00", { quiet: { from: "23:00", to: "07:00" } }],
    ["免打扰关", { quiet: undefined }],
    ["即时", { mode: "instant" }],
    ["没有新闻也告诉我，最多5条", { tellEmpty: true, maxItems: 5 }],
    ["english Europe/Berlin", { locale: "en", timezone: "Europe/Berlin" }],
    ["周一 周三", undefined],
    ["22:00-22:00", undefined],
    ["100条", undefined],
  ])("%s", (said, change) => {
    const heard = readSettings(said);
    if (change === undefined) expect(heard.unclear).not.toEqual([]);
    else expect(heard).toEqual({ change, unclear: [] });
  });
});
