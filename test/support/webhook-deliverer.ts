import { Agent, request } from "undici";

/** Anything in the place of an update; `id` is what it counts as when updates are confirmed. */
export interface WaitingUpdate {
  id: number;
  value: unknown;
}

/** As Telegram does where setWebhook says nothing else. */
const CONNECTIONS = 40;
const RETRY_MS = 20;

/** Brings waiting updates as Telegram does: a chat's one after the other, each again until it is answered with 200. */
export class WebhookDeliverer {
  url = "";
  private secret = "";
  private readonly busy = new Set<unknown>();
  private readonly agent = new Agent({ connections: CONNECTIONS });

  constructor(private readonly queue: WaitingUpdate[]) {}

  open(url: string, secret: string): void {
    this.url = url;
    this.secret = secret;
    this.deliver();
  }

  close(): void {
    this.url = "";
  }

  /** There may be something to bring. */
  deliver(): void {
    for (const waiting of this.queue) {
      if (this.url === "" || this.busy.size >= CONNECTIONS) return;
      const chat = chatOf(waiting.value);
      if (!this.busy.has(chat)) void this.bring(waiting, chat);
    }
  }

  private async bring(waiting: WaitingUpdate, chat: unknown): Promise<void> {
    this.busy.add(chat);
    if (await this.isTaken(waiting)) this.queue.splice(this.queue.indexOf(waiting), 1);
    else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    this.busy.delete(chat);
    this.deliver();
  }

  private async isTaken({ value }: WaitingUpdate): Promise<boolean> {
    try {
      const answer = await request(this.url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": this.secret },
        body: JSON.stringify(value),
        dispatcher: this.agent,
      });
      await answer.body.dump();
      return answer.statusCode === 200;
    } catch {
      return false;
    }
  }
}

function chatOf(value: unknown): unknown {
  return (value as { message?: { chat?: { id?: unknown } } } | null)?.message?.chat?.id;
}
