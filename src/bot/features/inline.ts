import { sentencesBeside } from "../../digest/sentences.js";
import type { StoredArticle } from "../../store/store.js";
import type { Bot } from "../../telegram/context.js";
import { MessageBuilder } from "../../telegram/message.js";
import { trimText } from "../../telegram/trim.js";
import { type Admission, localeOf } from "../admission.js";
import type { BotParts } from "../parts.js";
import type { Say } from "../say.js";
import { factsOf } from "../story-list.js";
import type { Turn } from "../turn.js";

/** Telegram takes at most 50 results an answer. */
const PER_ANSWER = 20;
/** New articles come every few minutes. */
const CACHE_SECONDS = 60;
const LONGEST_TITLE = 120;

/** `@bot words` in any chat finds articles as /search does; without words the newest. */
export function answerInline(
  telegraf: Bot["telegraf"],
  { store, clock, client, config, parseQuery }: BotParts,
  admission: Admission,
  textsIn: (locale: Turn["locale"]) => Say,
): void {
  telegraf.on("inline_query", async (ctx) => {
    const { id, query, offset, from } = ctx.inlineQuery;
    const locale = localeOf(from.language_code, config.defaults.locale);
    const answer = (results: object[], more: object) =>
      client.call("answerInlineQuery", {
        inline_query_id: id,
        results,
        is_personal: true,
        cache_time: CACHE_SECONDS,
        ...more,
      });
    if (!(await admission.mayAsk(from.id, config.adminIds.includes(from.id)))) {
      const button = { text: textsIn(locale)("inlineClosed"), start_parameter: "inline" };
      return void (await answer([], { button, cache_time: 0 }));
    }
    const known = await store.subscribers.get({ chat: from.id, thread: 0 });
    const timezone = known?.timezone ?? config.defaults.timezone;
    const now = clock.now();
    const asked = parseQuery(query, { now, timezone });
    const start = /^\d{1,6}$/.test(offset) ? Number(offset) : 0;
    const { total, hits } = await store.search.find(asked, {
      order: asked.all.length > 0 ? "relevance" : "newest",
      limit: PER_ANSWER,
      offset: start,
      distinctStories: true,
    });
    const end = start + hits.length;
    await answer(
      hits.map((article) => asResult(article, { locale, timezone, now })),
      { next_offset: hits.length > 0 && end < total ? String(end) : "" },
    );
  });
}

function asResult(article: StoredArticle, reader: Pick<Turn, "locale" | "timezone" | "now">): object {
  const { headline } = article.summary;
  const sentences = sentencesBeside(headline, article.summary).join("");
  const facts = factsOf(article, reader);
  const text = new MessageBuilder().headline(trimText(headline, 256), article.url);
  if (sentences !== "") text.plain(`\n${trimText(sentences, 1024)}`);
  const message = text.plain(`\n${facts}`).build();
  return {
    type: "article",
    id: String(article.id),
    title: trimText(headline, LONGEST_TITLE),
    description: facts,
    url: article.url,
    input_message_content: {
      message_text: message.text,
      entities: message.entities,
      link_preview_options: { is_disabled: true },
    },
  };
}
