import type { Clock } from "../lib/clock.js";
import { Chats, type PreviewMessage, type PreviewUser } from "./chats.js";
import { CommandMenus } from "./commands.js";
import { formatText } from "./entities.js";
import type { InlineResult } from "./inline-result.js";
import type { People, Person } from "./people.js";
import { Questions } from "./questions.js";
import { UpdateQueue } from "./updates.js";
import { pushUpdates, type Webhook } from "./webhook.js";

/** What the bot said to a press: nothing, a short note, or an alert. */
export interface ButtonAnswer {
  text?: string;
  alert: boolean;
  url?: string;
}

export interface InlineAnswer {
  results: InlineResult[];
  nextOffset: string;
}

/** The state of the local Telegram, and what its people can do. The Bot API (methods.ts) is the bot's side of it. */
export class LocalTelegram {
  readonly chats: Chats;
  readonly updates: UpdateQueue;
  readonly menus = new CommandMenus();
  readonly texts = new Map<string, string>();
  readonly me: PreviewUser & { is_bot: true; username: string };
  webhook: Webhook | undefined;
  readonly presses = new Questions<ButtonAnswer>();
  readonly inlineQueries = new Questions<InlineAnswer>();
  private readonly found = new Map<number, InlineResult[]>();
  private pushing: { stop(): void; done: Promise<void> } | undefined;

  constructor(
    clock: Clock,
    readonly people: People,
    firstUpdateId: number,
  ) {
    this.chats = new Chats(clock);
    this.updates = new UpdateQueue(firstUpdateId);
    this.me = { id: 20_001, is_bot: true, first_name: "银讯", username: "yinxun_preview_bot" };
    for (const person of Object.values(people)) {
      this.chats.open({
        id: person.id,
        type: "private",
        first_name: person.first_name,
        username: person.username,
      });
    }
  }

  /** Throws RangeError for an id that is nobody's. */
  person(id: number): Person {
    const person = Object.values(this.people).find((one) => one.id === id);
    if (!person) throw new RangeError(`There is no person ${id} in the preview.`);
    return person;
  }

  say(personId: number, text: string): PreviewMessage {
    const from = asUser(this.person(personId));
    const message = this.chats.post({ chat: personId, thread: 0 }, from, formatText(text, []));
    this.updates.push({ message });
    return message;
  }

  /** Presses the button with this label or data. Throws RangeError when there is none, NoAnswer when nothing comes. */
  async press(personId: number, messageId: number, button: string): Promise<ButtonAnswer> {
    const message = this.chats.find(personId, messageId);
    const buttons = (message?.reply_markup?.inline_keyboard ?? []).flat();
    const pressed = buttons.find(
      (one) => "callback_data" in one && (one.callback_data === button || one.text === button),
    );
    if (!message || !pressed || !("callback_data" in pressed)) {
      throw new RangeError(`Message ${messageId} has no button "${button}".`);
    }
    const from = asUser(this.person(personId));
    const data = pressed.callback_data;
    return this.presses.ask((id) =>
      this.updates.push({
        callback_query: { id, from, message, chat_instance: String(personId), data },
      }),
    );
  }

  /** Types `@bot query` into the chat. Throws NoAnswer when nothing comes. */
  async inline(personId: number, query: string, offset = ""): Promise<InlineAnswer> {
    const from = asUser(this.person(personId));
    const answer = await this.inlineQueries.ask((id) =>
      this.updates.push({ inline_query: { id, from, query, offset, chat_type: "sender" } }),
    );
    this.found.set(personId, answer.results);
    return answer;
  }

  /** Sends a result of the person's last inline query. Throws RangeError for one that was not among them. */
  choose(personId: number, resultId: string): PreviewMessage {
    const from = asUser(this.person(personId));
    const result = this.found.get(personId)?.find(({ id }) => id === resultId);
    if (!result) throw new RangeError(`There is no result "${resultId}".`);
    const { message_text: text, entities = [] } = result.input_message_content;
    const content = { ...formatText(text, entities), via_bot: this.me };
    const message = this.chats.post({ chat: personId, thread: 0 }, from, content);
    this.updates.push({ message });
    return message;
  }

  async setWebhook(webhook: Webhook | undefined): Promise<void> {
    this.pushing?.stop();
    await this.pushing?.done;
    this.webhook = webhook;
    if (!webhook) return;
    const stopping = new AbortController();
    this.pushing = {
      stop: () => stopping.abort(),
      done: pushUpdates(this.updates, webhook, stopping.signal),
    };
  }
}

const asUser = (person: Person): PreviewUser => ({ ...person, is_bot: false });
