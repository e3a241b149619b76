import { articleText } from "../../news/article.js";
import type { Evidence } from "../../news/tags.js";
import type { StoredArticle } from "../../store/store.js";
import { MessageBuilder } from "../../telegram/message.js";
import type { Conversation } from "../conversation.js";
import type { BotParts } from "../parts.js";
import { reply, withKeys } from "../reply.js";
import type { Feature, Turn } from "../turn.js";

/** Words around the piece of text that decided. */
const AROUND = 14;
/** Places shown for one name. */
const MOST_PLACES = 2;

/** /why 3: the words of the third article of the last list that gave it its banks and topics. */
export function whyFeature({ store }: BotParts, conversation: Conversation): Feature {
  async function article(kind: "article" | "story", id: number): Promise<StoredArticle | undefined> {
    return kind === "article" ? store.articles.get(id) : (await store.stories.get(id))?.lead;
  }

  async function why(turn: Turn, payload: string): Promise<void> {
    const list = await conversation.lastShown(turn.ref);
    const number = Number(payload.normalize("NFKC").replace(/^第|[条。.]$/gu, "") || "1");
    if (!list || !Number.isInteger(number)) return void (await turn.reply(reply(turn.say("whyUsage"))));
    const item = list.items[number - 1 - list.from];
    if (!item) {
      const range = { first: list.from + 1, last: list.from + list.items.length };
      return void (await turn.reply(reply(turn.say("whyNone", range))));
    }
    const found = await article(item.kind, item.id);
    if (!found) return void (await turn.reply(reply(turn.say("whyUsage"))));
    const text = explain(turn, found);
    const link = found.url === undefined ? [] : [[{ text: turn.say("whyOpen"), url: found.url }]];
    await turn.reply(withKeys(text.build(), link));
  }

  return { commands: { why: { access: "reader", handle: why } } };
}

function explain({ say }: Turn, article: StoredArticle): MessageBuilder {
  const text = new MessageBuilder().headline(article.summary.headline.slice(0, 200), article.url);
  const { banks, topics, evidence } = article.tags;
  if (banks.length + topics.length === 0) return text.plain(`\n\n${say("whyNothing")}`);
  const whole = `${article.title}\n${articleText(article)}`;
  for (const [heading, names] of [
    [say("whyBanks"), banks],
    [say("whyTopics"), topics],
  ] as const) {
    if (names.length === 0) continue;
    text.plain("\n\n").bold(heading);
    for (const name of names) {
      text.plain(`\n${name}`);
      const places = evidence.filter((one) => one.name === name).slice(0, MOST_PLACES);
      for (const place of places) text.plain(`\n　${where(place, article.title, whole, say)}`);
    }
  }
  return text;
}

/** The words and what stands around them; the words alone where the text is no longer the one that was tagged. */
function where({ alias, at, rule }: Evidence, title: string, whole: string, say: Turn["say"]): string {
  const key = at < title.length ? "whyTitleWord" : "whyWord";
  const stands = whole.slice(at, at + alias.length) === alias;
  if (!stands) return say(key, { alias, rule });
  const before =
    whole
      .slice(Math.max(0, at - AROUND), at)
      .split("\n")
      .at(-1) ?? "";
  const after = whole.slice(at + alias.length, at + alias.length + AROUND).split("\n")[0] ?? "";
  return say(key, { alias: `…${before}【${alias}】${after}…`, rule });
}
