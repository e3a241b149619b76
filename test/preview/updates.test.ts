import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { listen } from "../../src/web/listen.js";
import { NOON, refusal, useBotInPreview } from "./bot-in-preview.js";

const subject = useBotInPreview();

describe("updates", () => {
  it("carries what a person types, with its command as an entity", async () => {
    const { preview, reader, takeUpdates } = subject();
    preview.say(reader, "/subscribe 工行 #儿童金融");
    const [update] = await takeUpdates();
    expect(update).toMatchObject({
      message: {
        text: "/subscribe 工行 #儿童金融",
        date: NOON / 1000,
        chat: { id: reader, type: "private" },
        from: { id: reader, is_bot: false, language_code: "zh-hans" },
        entities: [
          { type: "bot_command", offset: 0, length: 10 },
          { type: "hashtag", offset: 14, length: 5 },
        ],
      },
    });
  });

  it("gives an update again until a higher offset confirms it", async () => {
    const { preview, reader, takeUpdates } = subject();
    preview.say(reader, "一");
    preview.say(reader, "二");
    const first = await takeUpdates();
    expect(await takeUpdates()).toEqual(first);
    const rest = await takeUpdates((first[0]?.update_id ?? 0) + 1);
    expect(rest).toEqual(first.slice(1));
    expect(await takeUpdates((first[1]?.update_id ?? 0) + 1)).toEqual([]);
  });

  it("wakes a long poll when a message comes in", async () => {
    const { preview, bot, reader } = subject();
    const poll = bot.telegram.callApi("getUpdates", { timeout: 50 });
    await bot.telegram.getMe();
    preview.say(reader, "你好");
    expect(await poll).toHaveLength(1);
  });

  it("ends the earlier of two polls with 409 and serves the later", async () => {
    const { preview, bot, reader } = subject();
    // Which of the two arrives first is the network's affair.
    const polls = [1, 2].map(() => bot.telegram.callApi("getUpdates", { timeout: 50 }));
    const refused = await Promise.any(polls.map(refusal));
    expect(refused.code).toBe(409);
    preview.say(reader, "还在吗");
    const outcomes = await Promise.allSettled(polls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("leaves out kinds that the bot did not ask for", async () => {
    const { preview, bot, reader, takeUpdates } = subject();
    await bot.telegram.callApi("getUpdates", { allowed_updates: ["callback_query"] });
    preview.say(reader, "你好");
    expect(await takeUpdates()).toEqual([]);
  });

  it("posts updates to a webhook with its secret, again after a failure, and refuses polls meanwhile", async () => {
    const { preview, bot, reader, takeUpdates } = subject();
    const answers = [500, 200];
    const seen: { secret: string | undefined; body: unknown }[] = [];
    let arrived = () => {};
    const twice = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const app = new Hono().post("/hook", async (context) => {
      seen.push({
        secret: context.req.header("x-telegram-bot-api-secret-token"),
        body: await context.req.json(),
      });
      if (seen.length === 2) arrived();
      return new Response(null, { status: answers[seen.length - 1] ?? 200 });
    });
    const server = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
    await bot.telegram.setWebhook(`${server.url}/hook`, { secret_token: "s3cret" });
    expect((await refusal(takeUpdates())).code).toBe(409);
    preview.say(reader, "你好");
    await twice;
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ secret: "s3cret", body: { message: { text: "你好" } } });
    await bot.telegram.deleteWebhook();
    expect(await bot.telegram.getWebhookInfo()).toMatchObject({ url: "", pending_update_count: 0 });
    await server.stop(0);
  });
});
