import { afterEach, expect, it } from "vitest";
import { createWorld, labels, type World, type WorldOptions } from "./world.js";

let world: World;
afterEach(() => world.close());

async function start(options: WorldOptions): Promise<World> {
  world = await createWorld(options);
  return world;
}

const status = async () => (await world.store.subscribers.get({ chat: world.reader, thread: 0 }))?.status;

it("a newcomer waits for approval, and both sides are told", async () => {
  await start({ access: "approval" });
  const [answer] = await world.say(world.reader, "/start");
  expect(answer?.text).toContain("管理员批准后会马上通知您");
  expect(await status()).toBe("pending");
  const [refused] = await world.say(world.reader, "/subscribe 工行");
  expect(refused?.text).toContain("还在等管理员批准");
  const card = world.last(world.admin);
  expect(card.text).toContain("新的申请\n读者 @preview_reader（10001）");
  await world.press(world.admin, card, "批准");
  expect(await status()).toBe("active");
  expect(world.last(world.admin).text).toContain("已批准：读者");
  expect(world.messages(world.reader).map(({ text }) => text)).toContain("管理员已批准，欢迎使用！");
  expect(labels(world.last(world.reader)).length).toBeGreaterThan(3);
  expect(await world.store.audit.list({ limit: 5 })).toMatchObject([
    { actor: world.admin, action: "approve", chat: world.reader },
  ]);
});

it("tells a second admin that it was done already", async () => {
  await start({ access: "approval" });
  await world.say(world.reader, "/start");
  const card = world.last(world.admin);
  await world.store.subscribers.update({ chat: world.reader, thread: 0 }, { status: "refused" });
  expect(await world.press(world.admin, card, "批准")).toBe("已经处理过了：已拒绝");
  expect(await status()).toBe("refused");
  expect(await world.store.audit.list({ limit: 5 })).toEqual([]);
});

it("a refused newcomer is told, and stays outside", async () => {
  await start({ access: "approval" });
  await world.say(world.reader, "/start");
  await world.press(world.admin, world.last(world.admin), "拒绝");
  expect(world.last(world.reader).text).toContain("没有批准");
  const [answer] = await world.say(world.reader, "/search 北京银行");
  expect(answer?.text).toContain("没有批准");
  expect(await status()).toBe("refused");
});

it("an invitation lets in one person, once, for a week", async () => {
  await start({ access: "invite" });
  const [outside] = await world.say(world.reader, "/latest");
  expect(outside?.text).toContain("凭邀请使用");
  const [made] = await world.say(world.admin, "/admin invite");
  const code = /start=([\w-]+)/.exec(made?.text ?? "")?.[1] ?? "";
  const [forged] = await world.say(
    world.reader,
    `/start ${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`,
  );
  expect(forged?.text).toContain("这个邀请无效");
  const [welcome] = await world.say(world.reader, `/start ${code}`);
  expect(welcome?.text).toContain("我是银讯");
  await world.store.subscribers.forget(world.reader);
  const [used] = await world.say(world.reader, `/start ${code}`);
  expect(used?.text).toContain("这个邀请无效");
  const [late] = await world.say(world.admin, "/admin invite");
  world.clock.advance(8 * 24 * 3_600_000);
  const [expired] = await world.say(world.reader, `/start ${/start=([\w-]+)/.exec(late?.text ?? "")?.[1]}`);
  expect(expired?.text).toContain("这个邀请无效");
});

it("to others /admin is no command, and its presses are refused", async () => {
  await start({});
  const [answer] = await world.say(world.reader, "/admin");
  const [unknown] = await world.say(world.reader, "/nosuch");
  expect(answer?.text).toBe(unknown?.text);
  await world.say(world.reader, "/subscribe 工行");
  const data = await world.parts.codec.encode(world.reader, "astat", [String(world.reader), "0", "banned"]);
  await world.forge(world.reader, world.last(world.reader), data);
  expect(await status()).toBe("active");
});

it("refuses data that was made for another chat, or by somebody else", async () => {
  await start({});
  const [list] = await world.say(world.reader, "/subscribe");
  const other = await world.parts.codec.encode(world.admin, "add", ["中国工商银行"]);
  for (const data of [other, "add", "AAAA", "", "x".repeat(64)]) await world.forge(world.reader, list, data);
  expect(await world.store.subscribers.interests({ chat: world.reader, thread: 0 })).toEqual([]);
});

it("a banned person is told so, in whatever they try", async () => {
  await start({});
  await world.say(world.reader, "/start");
  const [card] = await world.say(world.admin, `/admin ban ${world.reader}`);
  expect(card?.text).toContain("状态：已封禁");
  for (const words of ["/start", "/digest", "北京银行"]) {
    const [answer] = await world.say(world.reader, words);
    expect(answer?.text, words).toContain("已停用您在这里的权限");
  }
  await world.press(world.admin, card, "解封");
  expect(await status()).toBe("active");
  const actions = (await world.store.audit.list({ limit: 5 })).map(({ action }) => action);
  expect(actions).toEqual(["unban", "ban"]);
});

it("a ban survives being forgotten", async () => {
  await start({});
  await world.say(world.reader, "/start");
  await world.say(world.admin, `/admin ban ${world.reader}`);
  const [question] = await world.say(world.reader, "/forgetme");
  await world.press(world.reader, question, "全部删除");
  expect(await status()).toBe("banned");
});

it("the admin is never kept outside", async () => {
  await start({ access: "approval" });
  const [answer] = await world.say(world.admin, "/start");
  expect(answer?.text).toContain("我是银讯");
});
