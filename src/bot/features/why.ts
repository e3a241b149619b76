import { articleText } from "../../news/article.js";
import type { Evidence } from "../../news/tags.js";
import type { StoredArticle } from "../../store/store.js";
import { MessageBuilder } from "../../telegram/message.js";
import { trimText } from "../../telegram/trim.js";
import type { Conversation } from "../conversation.js";
import type { BotParts } from "../parts.js";
import { reply, withKeys } from "../reply.js";
import type { PlainKey } from "../say.js";
import type { Feature, Turn } from "../turn.js";

/** Words around the piece of text that decided. */
const AROUND = 14;
/** Places shown for one name. */
const MOST_PLACES = 2;
const LONGEST_HEADLINE = 256;
/** The tagger's rules in words; one that is missing here is shown as it is called. */
const RULES: ReadonlyMap<string, PlainKey> = new Map([
  ["full-name", "ruleFullName"],
  ["alias", "ruleAlias"],
  ["former-name", "ruleFormer"],
  ["english", "ruleEnglish"],
  ["ticker", "ruleTicker"],
]);
/** Articles looked at for the one whose headline stands in a message. */
const LOOKED_AT = 20;

/**
 * /why 3: the words that gave the third article its banks and topics; of the message that is answered, else of the last
 * list.
 */
export function whyFeature({ store, parseQuery }: BotParts, conversation: Conversation): Feature {
  async function why(turn: Turn, payload: string): Promise<void> {
    const number = Number(payload.normalize("NFKC").replace(/^第|[条。.]$/gu, "") || "1");
    if (!Number.isInteger(number)) return void (await turn.reply(reply(turn.say("whyUsage"))));
    const found = (await inMessage(turn, number)) ?? (await inList(turn, number));
    if (typeof found === "string") return void (await turn.reply(reply(found)));
    const link = found.url === undefined ? [] : [[{ text: turn.say("whyOpen"), url: found.url }]];
    await turn.reply(withKeys(explain(turn, found).build(), link));
  }

  /** A digest that was pushed is known by its headlines alone. */
  async function inMessage(turn: Turn, number: number): Promise<StoredArticle | undefined> {
    const headlines = (turn.repliedTo?.entities ?? []).filter(({ type }) => type === "text_link");
    const at = headlines[number - 1];
    if (!at || !turn.repliedTo) return undefined;
    const headline = turn.repliedTo.text.slice(at.offset, at.offset + at.length);
    // As plain words, since a headline may hold quotes, colons and dashes.
    const { now, timezone } = turn;
    const words = headline.replace(/[^\p{L}\p{N}]+/gu, " ");
    const query = parseQuery(words, { now, timezone, namesAreTags: false });
    if (query.all.length === 0) return undefined;
    const { hits } = await store.search.find(query, { order: "relevance", limit: LOOKED_AT });
    return hits.find(({ title, summary }) => title === headline || summary.headline === headline);
  }

  async function inList(turn: Turn, number: number): Promise<StoredArticle | string> {
    const list = await conversation.lastShown(turn.ref);
    if (!list || list.items.length === 0) return turn.say("whyUsage");
    const item = list.items[number - 1 - list.from];
    if (!item) return turn.say("whyNone", { first: list.from + 1, last: list.from + list.items.length });
    const article =
      item.kind === "article" ? await store.articles.get(item.id) : (await store.stories.get(item.id))?.lead;
    return article ?? turn.say("whyUsage");
  }

  return { commands: { why: { access: "reader", handle: why } } };
}

function explain({ say }: Turn, article: StoredArticle): MessageBuilder {
  const text = new MessageBuilder().headline(
    trimText(article.summary.headline, LONGEST_HEADLINE),
    article.url,
  );
  const { banks, topics, evidence } = article.tags;
  if (banks.length + topics.length === 0) return text.plain(`\n\n${say("whyNothing")}`);
  const whole = `${article.title}\n${articleText(article)}`;
  if (banks.length > 0) text.plain("\n\n").bold(say("whyBanks"));
  for (const bank of banks) {
    text.plain(`\n${bank}`);
    const places = evidence.filter(({ name }) => name === bank).slice(0, MOST_PLACES);
    for (const place of places) text.plain(`\n　${where(place, article.title, whole, say)}`);
  }
  if (topics.length > 0) {
    text.plain("\n\n").bold(say("whyTopics"));
    text.plain(`\n${topics.map((topic) => `#${topic}`).join(" ")}\n　${say("whyTopicsHow")}`);
  }
  return text;
}

/** The words and what stands around them; the words alone where the text is no longer the one that was tagged. */
function where({ alias, at, rule: id }: Evidence, title: string, whole: string, say: Turn["say"]): string {
  const named = RULES.get(id);
  const rule = named === undefined ? id : say(named);
  const key = at < title.length ? "whyTitleWord" : "whyWord";
  const end = at + alias.length;
  if (whole.slice(at, end) !== alias) return say(key, { alias, rule });
  const before =
    whole
      .slice(Math.max(0, at - AROUND), at)
      .split("\n")
      .at(-1) ?? "";
  const after = whole.slice(end, end + AROUND).split("\n")[0] ?? "";
  // A character that was cut in two is dropped.
  const [left, right] = [before, after].map((side) => side.replace(/\p{Cs}/gu, ""));
  return say(key, { alias: `…${left}【${alias}】${right}…`, rule });
}
