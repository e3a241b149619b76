import { afterEach, beforeEach, expect, it } from "vitest";
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
