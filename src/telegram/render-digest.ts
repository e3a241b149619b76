import { REST_VERB, restArgs } from "../digest/rest.js";
import { startOfDay } from "../lib/zone.js";
import type { Digest, DigestItem } from "../news/digest.js";
import type { Locale } from "../news/subscriber.js";
import { type DigestTexts, dayInWords, digestTexts, spanInWords } from "./digest-texts.js";
import { MAX_ENTITIES, MAX_TEXT, type MarkedText, MessageBuilder, type SharedMessage } from "./message.js";
import { appendItem, type ItemOptions } from "./render-item.js";
import { trimText } from "./trim.js";

export interface RenderOptions {
  locale: Locale;
  timezone: string;
  /** For a message that comes unasked: a sentence an item, no words at the foot. */
  compact?: boolean;
}

const MAX_HEADING = 64;

/**
 * A digest as messages, at least one, each within Telegram's limits and split only between items. A group that goes
 * on in the next message has its heading repeated there, marked as continued. What is left out is behind a button.
 */
export function renderDigest(digest: Digest, options: RenderOptions): SharedMessage[] {
  const texts = digestTexts[options.locale];
  const head = digestHead(digest, options, texts);
  if (digest.groups.every((group) => group.items.length === 0)) {
    return [new MessageBuilder().append(head).plain(`\n\n${texts.empty[digest.kind]}`).build()];
  }
  const foot = digestFoot(digest, options, texts);
  const itemOptions = optionsForItems(digest, options);
  // The foot's room is kept free in every message, since any may turn out to be the last.
  const pages = new Pages(head, MAX_TEXT - foot.length);
  for (const { heading, items } of digest.groups) {
    for (const [index, item] of items.entries()) {
      const itemUnder = (title: string): MarkedText =>
        itemBlock(title, item, { ...itemOptions, under: heading });
      if (index === 0) pages.add(itemUnder(heading));
      else pages.add(itemUnder(""), () => itemUnder(texts.continued(heading)));
    }
  }
  return withRest(pages.end(foot), digest, texts);
}

/** The last message gets the button that shows the rest. */
function withRest(messages: MarkedText[], { more, rest }: Digest, texts: DigestTexts): SharedMessage[] {
  if (more === undefined || rest === undefined) return messages;
  const button = { text: texts.more(more), verb: REST_VERB, args: restArgs(rest) };
  return messages.map((message, at) =>
    at === messages.length - 1 ? { ...message, buttons: [[button]] } : message,
  );
}

/** Messages that fill up one after the other. */
class Pages {
  private readonly done: MarkedText[] = [];
  private page: MessageBuilder;

  constructor(
    head: MarkedText,
    private readonly room: number,
  ) {
    this.page = new MessageBuilder().append(head);
  }

  /** `atTop` makes what stands in the block's place where it has to begin a new message. */
  add(block: MarkedText, atTop: () => MarkedText = () => block): void {
    const gap = "\n\n";
    const length = this.page.length + gap.length + block.text.length;
    const marks = marksIn(this.page.build()) + marksIn(block);
    if (length <= this.room && marks <= MAX_ENTITIES) {
      this.page.plain(gap).append(block);
      return;
    }
    this.done.push(this.page.build());
    this.page = new MessageBuilder().append(atTop());
  }

  end(foot: string): MarkedText[] {
    return [...this.done, this.page.plain(foot).build()];
  }
}

/** Entities as Telegram counts them: those given, and the hashtags that it finds by itself. */
function marksIn(message: MarkedText): number {
  return message.entities.length + (message.text.match(/#/g)?.length ?? 0);
}

function itemBlock(heading: string, item: DigestItem, options: ItemOptions): MarkedText {
  const builder = new MessageBuilder();
  if (heading !== "") builder.bold(trimText(heading, MAX_HEADING)).plain("\n");
  return appendItem(builder, item, options).build();
}

function digestHead(digest: Digest, { timezone, compact }: RenderOptions, texts: DigestTexts): MarkedText {
  const builder = new MessageBuilder();
  switch (digest.kind) {
    case "fresh":
      return builder
        .bold((compact ? texts.flash : texts.daily)(dayInWords(digest.until, timezone, texts)))
        .build();
    case "latest":
      return builder.bold(texts.latest).plain(`\n${texts.nothingNew}`).build();
    case "past":
      return builder
        .bold(texts.past(spanInWords(digest.since ?? digest.until - 1, digest.until, timezone, texts)))
        .build();
  }
}

function digestFoot(digest: Digest, { compact }: RenderOptions, texts: DigestTexts): string {
  return compact ? "" : `\n\n${methods(digest, texts)}`;
}

/** A reader is to know which words are an article's own and which a model's. */
function methods(digest: Digest, texts: DigestTexts): string {
  const used = methodsOf(digest);
  if (used.size > 1) return texts.restVerbatim;
  return used.has("model") ? texts.allByModel : texts.allVerbatim;
}

function methodsOf(digest: Digest): Set<DigestItem["method"]> {
  return new Set(digest.groups.flatMap((group) => group.items.map((item) => item.method)));
}

function isOneDay({ since, until }: Digest, zone: string): boolean {
  return since !== undefined && startOfDay(since, zone) === startOfDay(until - 1, zone);
}

function optionsForItems(digest: Digest, options: RenderOptions): ItemOptions {
  const { locale, timezone, compact = false } = options;
  return {
    locale,
    timezone,
    compact,
    near: digest.kind === "fresh" ? digest.until : digest.until - 1,
    dated: digest.kind === "latest" || (digest.kind === "past" && !isOneDay(digest, timezone)),
    markModel: compact || methodsOf(digest).size > 1,
  };
}
