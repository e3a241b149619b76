import { describe, expect, it } from "vitest";
import { refusal, useBotInPreview } from "./bot-in-preview.js";

const subject = useBotInPreview();

describe("the protocol", () => {
  it("knows itself", async () => {
    const { bot } = subject();
    expect(await bot.telegram.getMe()).toMatchObject({ is_bot: true, username: "yinxun_preview_bot" });
  });

  it("refuses a wrong token with 401 and an unknown method with 404", async () => {
    const { preview, call } = subject();
    const wrong = await fetch(`${preview.apiRoot}/bot1:wrong/getMe`);
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
    const unknown = await call("makeCoffee", {});
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({ ok: false, error_code: 404, description: "Not Found" });
  });

  it("takes forms as well as JSON", async () => {
    const { preview, reader } = subject();
    const form = {
      chat_id: String(reader),
      text: "粗体",
      entities: '[{"type":"bold","offset":0,"length":2}]',
    };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(form)) multipart.set(name, value);
    for (const body of [new URLSearchParams(form), multipart]) {
      const response = await fetch(`${preview.apiRoot}/bot${preview.token}/sendMessage`, {
        method: "POST",
        body,
      });
      expect(await response.json()).toMatchObject({
        ok: true,
        result: { text: "粗体", entities: [{ type: "bold", offset: 0, length: 2 }] },
      });
    }
  });

  it("refuses a body that is no JSON", async () => {
    const { preview } = subject();
    const response = await fetch(`${preview.apiRoot}/bot${preview.token}/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(await response.json()).toMatchObject({ ok: false, error_code: 400 });
  });

  it("lets a test answer in its stead", async () => {
    const { preview, bot, reader, intercept } = subject();
    intercept(({ method }) =>
      method === "sendMessage"
        ? Response.json(
            { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 3 } },
            { status: 429 },
          )
        : undefined,
    );
    expect(await refusal(bot.telegram.sendMessage(reader, "快"))).toMatchObject({ code: 429 });
    expect(preview.messages(reader)).toEqual([]);
  });

  it("waits for a message that is still to come", async () => {
    const { preview, bot, reader } = subject();
    const coming = preview.waitFor(reader, (message) => message.text === "来了");
    await bot.telegram.sendMessage(reader, "来了");
    expect(await coming).toMatchObject({ text: "来了" });
  });
});
