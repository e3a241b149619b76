import { afterEach, beforeEach, expect, it } from "vitest";
import { subscriber } from "../store/records.js";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it("tells a person in a plain sentence that a command failed", async () => {
  await world.store.close();
  const [answer] = await world.say(world.reader, "/latest");
  expect(answer?.text).toBe("抱歉，刚才出了点问题，请稍后再试。");
});

it("tells it over the chat when a press failed", async () => {
  const [list] = await world.say(world.reader, "/subscribe");
  await world.store.close();
  const toast = await world.press(world.reader, list, labels(list)[0] ?? "");
  expect(toast).toBe("抱歉，刚才出了点问题，请稍后再试。");
});

it("is silent about updates that nobody waits for", async () => {
  await world.store.close();
  await world.receive({
    my_chat_member: {
      chat: { id: world.reader, type: "private", first_name: "读者" },
      from: { id: world.reader, is_bot: false, first_name: "读者" },
      date: 1654170000,
      old_chat_member: { status: "member", user: { id: 20_001, is_bot: true, first_name: "银讯" } },
      new_chat_member: { status: "kicked", user: { id: 20_001, is_bot: true, first_name: "银讯" } },
    },
  });
  expect(world.messages(world.reader)).toEqual([]);
});

it("learns that a chat blocked the bot from the reply, and does not knock again", async () => {
  await world.close();
  const tried: string[] = [];
  world = await createWorld({
    intercept({ method }) {
      if (method !== "sendMessage") return undefined;
      tried.push(method);
      return refusal(403, "Forbidden: bot was blocked by the user");
    },
  });
  await world.store.subscribers.add(subscriber({ chat: world.reader, status: "active" }));
  await world.say(world.reader, "/mine");
  expect(tried).toHaveLength(1);
  expect(await world.store.subscribers.get({ chat: world.reader, thread: 0 })).toMatchObject({
    status: "blocked",
  });
});

it("says that an answer may have been lost, when nobody can know", async () => {
  let calls = 0;
  await world.close();
  world = await createWorld({
    intercept: ({ method }) =>
      method === "sendMessage" && ++calls === 1 ? new Response("cut", { status: 200 }) : undefined,
  });
  const [answer] = await world.say(world.reader, "/privacy");
  expect(answer?.text).toBe("刚才的答复可能没有送到。没有看到的话，请再发一次。");
});

it("survives a message of null", async () => {
  await world.receive({ message: null });
  expect(world.logLines.join("")).not.toContain("could not be apologized for");
});

function refusal(code: number, description: string): Response {
  return Response.json({ ok: false, error_code: code, description }, { status: code });
}
