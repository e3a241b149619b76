import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseTime } from "../../src/bot/features/settings.js";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const ref = () => ({ chat: world.reader, thread: 0 });
const own = () => world.store.subscribers.get(ref());

it("changes time, zone, mode and language by buttons in one message", async () => {
  const [menu] = await world.say(world.reader, "/settings");
  await world.press(world.reader, menu, "时间");
  expect(await world.press(world.reader, menu, "07:00")).toBe("已保存");
  await world.press(world.reader, menu, "时区");
  await world.press(world.reader, menu, "Europe/London");
  await world.press(world.reader, menu, "即时");
  await world.press(world.reader, menu, "English");
  expect(await own()).toMatchObject({
    times: ["07:00"],
    timezone: "Europe/London",
    mode: "instant",
    locale: "en",
    coveredUntil: world.clock.now(),
  });
  expect(world.last(world.reader).text).toContain("Time zone: Europe/London");
  expect(world.messages(world.reader)).toHaveLength(1);
});

it("takes a typed time and zone, also in answer to its question", async () => {
  await world.say(world.reader, "/settings 7:45");
  expect((await own())?.times).toEqual(["07:45"]);
  await world.say(world.reader, "/settings Asia/Tokyo");
  expect((await own())?.timezone).toBe("Asia/Tokyo");
  const [menu] = await world.say(world.reader, "/settings");
  await world.press(world.reader, menu, "时间");
  await world.press(world.reader, menu, "其他时间");
  const [answer] = await world.say(world.reader, "晚上");
  expect(answer?.text).toContain("没有看懂这个时间");
  await world.press(world.reader, menu, "其他时间");
  await world.say(world.reader, "22:15");
  expect((await own())?.times).toEqual(["22:15"]);
});

it("leaves everything as it was when a value is none", async () => {
  const before = await world.say(world.reader, "/settings").then(own);
  const [menu] = world.messages(world.reader);
  for (const args of [
    ["time", "25:00"],
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
