import { afterEach, beforeEach, expect, it } from "vitest";
import { createTransport, type Transport } from "../../src/telegram/transport.js";
import { BotApi } from "../support/bot-api.js";

let api: BotApi;
let transport: Transport;

beforeEach(async () => {
  api = await BotApi.start();
  api.open(7);
  transport = createTransport({ token: api.token, apiRoot: api.root });
});
afterEach(async () => {
  await transport.close();
  await api.stop();
});

it("withholds what is not wanted any more once the connection has been made", async () => {
  let wanted = true;
  const send = () =>
    transport.post(
      "sendMessage",
      { chat_id: 7, text: "你好" },
      { signal: new AbortController().signal, allowed: () => wanted },
    );
  const sending = send();
  wanted = false;
  expect(await sending).toEqual({ ok: false, failure: { kind: "withheld" } });
  expect(api.sent).toEqual([]);
  wanted = true;
  expect(await send()).toMatchObject({ ok: true });
  expect(api.sent).toHaveLength(1);
});
