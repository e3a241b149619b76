import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkCommands, checkMessage, Refused } from "./bot-api-rules.js";
import { type WaitingUpdate, WebhookDeliverer } from "./webhook-deliverer.js";

/** A message that the server took, as it would stand in the chat. */
export interface TakenMessage {
  chat: number;
  thread: number;
  messageId: number;
  text: string;
  entities: { type: string; offset: number; length: number; url?: string }[];
  buttons: { text: string; callback_data?: string; url?: string }[][];
  paid: boolean;
}

export interface Call {
  method: string;
  payload: Record<string, unknown>;
}

/** What goes wrong with one call. */
export type Trouble =
  | { kind: "html502" }
  /** No answer until the connection is closed. */
  | { kind: "hang" }
  /** The connection is cut, the call has had no effect. */
  | { kind: "cut" }
  /** The call has its effect, and its answer is lost. */
  | { kind: "cutAfter" }
  | { kind: "refuse"; code: number; description: string; parameters?: object };

interface Chat {
  threads: Set<number>;
  blocked: boolean;
  movedTo?: number;
}

/** A Bot API server on loopback that takes nothing that Telegram would refuse. */
export class BotApi {
  readonly token: string = "123456:test-token-that-nobody-may-see-in-a-log";
  readonly sent: TakenMessage[] = [];
  readonly calls: Call[] = [];
  private readonly chats = new Map<number, Chat>();
  private readonly troubles = new Map<string, Trouble[]>();
  private readonly queue: WaitingUpdate[] = [];
  private readonly webhook = new WebhookDeliverer(this.queue);
  private readonly arrivals = new Set<() => void>();
  private poller: (() => void) | undefined;
  private nextUpdate = 1000;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<BotApi> {
    const server = createServer((request, response) => void api.serve(request, response));
    const api = new BotApi(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  get root(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.webhook.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Chats that the bot may write to, with their forum topics. */
  open(chat: number, threads: number[] = []): void {
    this.chats.set(chat, { threads: new Set(threads), blocked: false });
  }

  block(chat: number): void {
    this.chats.set(chat, { threads: new Set(), blocked: true });
  }

  move(from: number, to: number): void {
    this.chats.set(from, { threads: new Set(), blocked: false, movedTo: to });
    this.open(to);
  }

  /** The next calls of `method` meet these troubles, one each. */
  trouble(method: string, ...troubles: Trouble[]): void {
    this.troubles.set(method, [...(this.troubles.get(method) ?? []), ...troubles]);
  }

  /** An update is waiting; returns its id. */
  push(update: object): number {
    const id = this.nextUpdate++;
    return this.pushRaw(id, { update_id: id, ...update });
  }

  /** Anything in the place of an update, which counts as `id` when updates are confirmed. */
  pushRaw(id: number, value: unknown): number {
    this.queue.push({ id, value });
    this.nextUpdate = Math.max(this.nextUpdate, id + 1);
    for (const arrived of this.arrivals) arrived();
    this.webhook.deliver();
    return id;
  }

  /** Updates that nobody confirmed yet. */
  get unconfirmed(): number {
    return this.queue.length;
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const payload = await readJson(request);
    this.calls.push({ method, payload });
    const trouble = this.troubles.get(method)?.shift();
    try {
      if (token !== this.token) throw new Refused(401, "Unauthorized");
      if (trouble?.kind === "hang") return;
      if (trouble?.kind === "cut") return void request.socket.destroy();
      if (trouble?.kind === "html502") return void answerHtml(response);
      if (trouble?.kind === "refuse")
        throw new Refused(trouble.code, trouble.description, trouble.parameters);
      const result = await this.perform(method, payload, request);
      if (trouble?.kind === "cutAfter") return void request.socket.destroy();
      answerJson(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, message: description, parameters } = error;
      answerJson(response, code, { ok: false, error_code: code, description, parameters });
    }
  }

  private perform(method: string, payload: Record<string, unknown>, request: IncomingMessage): unknown {
    switch (method) {
      case "getMe":
        return { id: 123456, is_bot: true, first_name: "银讯", username: "yinxun_bot" };
      case "getUpdates":
        return this.getUpdates(payload, request);
      case "sendMessage":
        return this.sendMessage(payload);
      case "editMessageText":
        return this.editMessageText(payload);
      case "setWebhook":
        this.webhook.open(String(payload.url), String(payload.secret_token));
        return true;
      case "deleteWebhook":
        this.webhook.close();
        return true;
      case "getWebhookInfo":
        return { url: this.webhook.url, pending_update_count: this.queue.length };
      case "setMyCommands":
        this.checkScope(payload);
        return checkCommands(payload);
      case "answerCallbackQuery":
      case "setMyDescription":
      case "setMyShortDescription":
        return true;
      default:
        throw new Refused(404, "Not Found: method not found");
    }
  }

  private async getUpdates(payload: Record<string, unknown>, request: IncomingMessage): Promise<unknown[]> {
    if (this.webhook.url !== "")
      throw new Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    this.poller?.();
    const offset = Number(payload.offset ?? 0);
    while (this.queue[0] && this.queue[0].id < offset) this.queue.shift();
    if (this.queue.length === 0) await this.arrival(Number(payload.timeout ?? 0), request);
    return this.queue.slice(0, Number(payload.limit ?? 100)).map(({ value }) => value);
  }

  /** A long poll ends with an update, its time, its connection, or a second poller that takes its place. */
  private arrival(seconds: number, request: IncomingMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.arrivals.delete(end);
        this.poller = undefined;
        request.socket.off("close", end);
        resolve();
      };
      const timer = setTimeout(end, seconds * 1000);
      this.arrivals.add(end);
      request.socket.once("close", end);
      this.poller = () => {
        end();
        reject(new Refused(409, "Conflict: terminated by other getUpdates request"));
      };
    });
  }

  private checkScope({ scope }: Record<string, unknown>): void {
    const chat = (scope as { chat_id?: number } | undefined)?.chat_id;
    if (chat !== undefined && !this.chats.has(chat)) throw new Refused(400, "Bad Request: chat not found");
  }

  private sendMessage(payload: Record<string, unknown>): object {
    const chat = Number(payload.chat_id);
    const thread = Number(payload.message_thread_id ?? 0);
    const known = this.chats.get(chat);
    if (known === undefined) throw new Refused(400, "Bad Request: chat not found");
    if (known.blocked) throw new Refused(403, "Forbidden: bot was blocked by the user");
    if (known.movedTo !== undefined) {
      throw new Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: known.movedTo,
      });
    }
    if (thread !== 0 && !known.threads.has(thread)) {
      throw new Refused(400, "Bad Request: message thread not found");
    }
    const content = checkMessage(payload);
    const messageId = this.sent.length + 1;
    this.sent.push({ chat, thread, messageId, ...content, paid: payload.allow_paid_broadcast === true });
    return { message_id: messageId, date: 1654128000, chat: { id: chat }, text: content.text };
  }

  private editMessageText(payload: Record<string, unknown>): object {
    const message = this.sent.find(
      ({ chat, messageId }) => chat === payload.chat_id && messageId === payload.message_id,
    );
    if (message === undefined) throw new Refused(400, "Bad Request: message to edit not found");
    const content = checkMessage(payload);
    const before = { text: message.text, entities: message.entities, buttons: message.buttons };
    if (JSON.stringify(before) === JSON.stringify(content)) {
      throw new Refused(400, "Bad Request: message is not modified");
    }
    Object.assign(message, content);
    return {
      message_id: message.messageId,
      date: 1654128000,
      chat: { id: message.chat },
      text: message.text,
    };
  }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function answerHtml(response: ServerResponse): void {
  response
    .writeHead(502, { "content-type": "text/html" })
    .end("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>");
}
