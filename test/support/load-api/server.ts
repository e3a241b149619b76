/**
 * A Bot API server that takes messages as fast as it can and counts them, as a process of its own: it prints its port.
 * `POST /settings` begins anew with the settings in the body, `GET /counts` tells what came.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CALM, type LoadSettings } from "./settings.js";
import { Traffic } from "./traffic.js";

let settings: LoadSettings = CALM;
let traffic = new Traffic(settings);

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => serve(request, Buffer.concat(chunks).toString("utf8"), response));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
// Whoever started it is gone, and nobody else would end it.
process.stdin.on("end", () => process.exit()).resume();

function serve(request: IncomingMessage, body: string, response: ServerResponse): void {
  switch (request.url) {
    case "/settings":
      settings = JSON.parse(body);
      traffic = new Traffic(settings);
      answer(response, 200, {});
      break;
    case "/counts":
      answer(response, 200, traffic.counts());
      break;
    default:
      if (settings.latencyMs === 0) call(request, body, response);
      else setTimeout(() => call(request, body, response), settings.latencyMs);
  }
}

function call(request: IncomingMessage, body: string, response: ServerResponse): void {
  if (!request.url?.endsWith("/sendMessage")) {
    answer(response, 200, { ok: true, result: { id: 1, is_bot: true, first_name: "b", username: "b" } });
    return;
  }
  const { chat_id: chat, text } = JSON.parse(body);
  const verdict = traffic.message(Number(chat), text);
  if (verdict.kind === "flood") {
    const description = `Too Many Requests: retry after ${verdict.seconds}`;
    const parameters = { retry_after: verdict.seconds };
    answer(response, 429, { ok: false, error_code: 429, description, parameters });
  } else if (verdict.lose) {
    request.socket.destroy();
  } else {
    const result = { message_id: verdict.messageId, date: 1, chat: { id: chat, type: "private" }, text };
    answer(response, 200, { ok: true, result });
  }
}

function answer(response: ServerResponse, status: number, value: object): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
