import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorld, type World } from "./world.js";

const GROUP = { id: -1001, type: "supergroup" as const, title: "银行群" };
const BOSS = 501;
const MEMBER = 502;

let world: World;
let refusesMember: boolean;
beforeEach(async () => {
  refusesMember = false;
  world = await createWorld({
    intercept({ method, parameters }) {
      const boss = { status: "administrator", user: { id: BOSS, is_bot: false, first_name: "群主" } };
      if (method === "getChatAdministrators") return Response.json({ ok: true, result: [boss] });
      if (method !== "getChatMember") return undefined;
      if (refusesMember) {
        const description = "Bad Request: CHAT_ADMIN_REQUIRED";
        return Response.json({ ok: false, error_code: 400, description }, { status: 400 });
      }
      const id = Number(parameters.user_id);
      const status = id === BOSS ? "administrator" : "member";
      return Response.json({ ok: true, result: { status, user: { id, is_bot: false, first_name: "群友" } } });
    },
  });
  world.preview.open(GROUP);
});
afterEach(() => world.close());

let messageId = 9000;

async function write(from: number, text: string, more: object = {}): Promise<void> {
  messageId++;
  const user = { id: from, is_bot: false, first_name: "群友", language_code: "zh-hans" };
  await world.receive({
    message: { message_id: messageId, date: 1654170000, chat: GROUP, from: user, text, ...more },
  });
}

const texts = () => world.messages(GROUP.id).map(({ text }) => text);
const interests = (thread = 0) => world.store.subscribers.interests({ chat: GROUP.id, thread });

it("lets only admins of the group change what it follows", async () => {
  await write(MEMBER, "/subscribe 工行");
  expect(texts()).toEqual(["只有群管理员可以更改这里的设置。"]);
  await write(BOSS, "/subscribe@yinxun_preview_bot 工行");
  expect(texts()[1]).toContain("已订阅：中国工商银行");
  await write(MEMBER, "/mine");
  expect(texts()[2]).toContain("您订阅了1项");
});

it("asks for the list of admins where Telegram does not tell of a member", async () => {
  refusesMember = true;
  await write(MEMBER, "/subscribe 工行");
  expect(await interests()).toHaveLength(0);
  await write(BOSS, "/subscribe 工行");
  expect(await interests()).toHaveLength(1);
});

it("an admin who hides may change it, too", async () => {
  const anonymous = { id: 1087968824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
  await write(MEMBER, "/subscribe 工行", { from: anonymous, sender_chat: GROUP });
  expect(await interests()).toHaveLength(1);
});

it("does not answer commands of other bots, unknown ones, or talk", async () => {
  await write(BOSS, "/subscribe@other_bot 工行");
  await write(BOSS, "/weather");
  await write(BOSS, "北京银行怎么样");
  expect(texts()).toEqual([]);
  await write(BOSS, "/weather@yinxun_preview_bot");
  expect(texts()).toEqual(["没有这个命令。发送 /help 看看我能做什么。"]);
});

it("says nothing of /admin in a group", async () => {
  await write(world.admin, "/admin");
  expect(texts()).toEqual([]);
});

it("keeps the topics of a forum apart", async () => {
  await write(BOSS, "/subscribe 工行", { message_thread_id: 7, is_topic_message: true });
  expect(await interests(7)).toHaveLength(1);
  expect(await interests()).toHaveLength(0);
  expect(world.last(GROUP.id).message_thread_id).toBe(7);
});

it("ignores edited messages, channel posts and other bots", async () => {
  const from = { id: world.reader, is_bot: false, first_name: "读者" };
  const chat = { id: world.reader, type: "private", first_name: "读者" };
  const message = { message_id: 1, date: 1654170000, chat, from, text: "/start" };
  await world.receive({ edited_message: { ...message, edit_date: 1654170001 } });
  await world.receive({ channel_post: { ...message, chat: { id: -1002, type: "channel", title: "频道" } } });
  await world.receive({ message: { ...message, from: { ...from, is_bot: true } } });
  expect(world.messages(world.reader)).toEqual([]);
});

const member = (status: string) => ({ status, user: { id: 20_001, is_bot: true, first_name: "银讯" } });

async function membership(chat: object, from: number, before: string, after: string): Promise<void> {
  const user = { id: from, is_bot: false, first_name: "群友", language_code: "zh-hans" };
  await world.receive({
    my_chat_member: {
      chat,
      from: user,
      date: 1654170000,
      old_chat_member: member(before),
      new_chat_member: member(after),
    },
  });
}

it("greets a group that it is added to, and falls silent when it is put out", async () => {
  await membership(GROUP, BOSS, "left", "member");
  expect(texts()[0]).toContain("群管理员可以这样订阅");
  await membership(GROUP, BOSS, "member", "administrator");
  expect(texts()).toHaveLength(1);
  await membership(GROUP, BOSS, "member", "kicked");
  expect((await world.store.subscribers.get({ chat: GROUP.id, thread: 0 }))?.status).toBe("blocked");
});

it("knows when a person blocks it and comes back, and keeps a pause a pause", async () => {
  const chat = { id: world.reader, type: "private", first_name: "读者" };
  const status = async () => (await world.store.subscribers.get({ chat: world.reader, thread: 0 }))?.status;
  await world.say(world.reader, "/start");
  await membership(chat, world.reader, "member", "kicked");
  expect(await status()).toBe("blocked");
  await membership(chat, world.reader, "kicked", "member");
  expect(await status()).toBe("active");
  await world.say(world.reader, "/stop");
  await membership(chat, world.reader, "member", "kicked");
  await membership(chat, world.reader, "kicked", "member");
  expect(await status()).toBe("stopped");
});

it("follows a group that becomes a supergroup", async () => {
  await write(BOSS, "/subscribe 工行");
  const from = { id: BOSS, is_bot: false, first_name: "群友" };
  await world.receive({
    message: { message_id: 2, date: 1654170000, chat: GROUP, from, migrate_to_chat_id: -1009 },
  });
  expect(await world.store.subscribers.interests({ chat: -1009, thread: 0 })).toHaveLength(1);
});
