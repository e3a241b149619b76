import { ANY_STORY, isOfEverything, type SearchQuery } from "../../news/search.js";
import type { Interest } from "../../news/subscriber.js";
import { trimText } from "../../telegram/trim.js";
import type { Conversation } from "../conversation.js";
import { type Heard, listed, type Names } from "../names.js";
import type { BotParts } from "../parts.js";
import {
  inRows,
  type Key,
  pageOf,
  pager,
  pagerLabels,
  type Reply,
  reply,
  saidBack,
  withKeys,
} from "../reply.js";
import { PER_PAGE, storyList } from "../story-list.js";
import type { Feature, Turn } from "../turn.js";
import { isSame } from "../wishes.js";

/** What a list shows: the newest of all, of a bank, of a topic, or what a query finds. */
export type ListKind = "latest" | "bank" | "topic" | "query";

export interface Lists {
  /** Shows the first page of the list, or says that there is nothing yet. */
  open(turn: Turn, kind: ListKind, word: string): Promise<void>;
  /** Shows what the words find, or says kindly that nothing does. */
  search(turn: Turn, words: string): Promise<void>;
  feature: Feature;
}

/** A longer query is cut: its buttons keep it for a month. */
const LONGEST_QUERY = 256;
/** Of a query that finds nothing: looked through for names. */
const LONGEST_NAMES = 40;
/** Names offered to choose from. */
const MOST_NEAR = 8;
/** Names not understood that are asked back. */
const MOST_UNCLEAR = 3;
/** Names on a page of those to choose from. */
const NAMES_PER_PAGE = 20;

export function createLists(parts: BotParts, names: Names, conversation: Conversation): Lists {
  const { store, parseQuery, dictionary } = parts;

  function queryFor(turn: Turn, kind: ListKind, word: string): SearchQuery {
    switch (kind) {
      case "latest":
        return { ...ANY_STORY, taggedOnly: true };
      case "bank":
        return { ...ANY_STORY, banks: [word] };
      case "topic":
        return { ...ANY_STORY, topics: [word] };
      case "query":
        return parseQuery(word, turn);
    }
  }

  function headingFor({ say, locale }: Turn, kind: ListKind, word: string): string {
    switch (kind) {
      case "latest":
        return say("latestTitle");
      case "bank":
        return say("bankTitle", { name: word });
      case "topic":
        return say("topicTitle", { name: word });
      case "query":
        return say("searchTitle", { query: namesIn(word, locale) ?? word });
    }
  }

  /** Shows a page of the list; false if it is empty, and then nothing was shown. */
  async function show(turn: Turn, kind: ListKind, word: string, page?: string): Promise<boolean> {
    const query = queryFor(turn, kind, word);
    const order = kind === "query" && query.all.length > 0 ? "relevance" : "newest";
    const find = (offset: number) =>
      store.search.find(query, { order, limit: PER_PAGE, offset, distinctStories: true });
    let offset = pageOf(page, Number.POSITIVE_INFINITY) * PER_PAGE;
    let found = await find(offset);
    if (found.hits.length === 0 && found.total > 0) {
      // The page was there when its button was made.
      offset = Math.floor((found.total - 1) / PER_PAGE) * PER_PAGE;
      found = await find(offset);
    }
    const { total, hits } = found;
    if (total === 0) return false;
    const text = storyList(turn, headingFor(turn, kind, word), hits, {
      total,
      from: offset,
      phrases: query.all,
    });
    const at = { page: offset / PER_PAGE, pages: Math.ceil(total / PER_PAGE) };
    const pages = pager(at, pagerLabels(turn), (to) => ({ verb: "list", args: [kind, word, String(to)] }));
    const keys = [...pages, ...(await subscribeKey(turn, kind, word))];
    const items = hits.map(({ id }) => ({ kind: "article" as const, id }));
    await conversation.showed(turn.ref, { from: offset, items });
    await turn.show(withKeys(text.build(), keys));
    return true;
  }

  async function open(turn: Turn, kind: ListKind, word: string): Promise<void> {
    if (!(await show(turn, kind, word))) await turn.reply(nothingOf(turn, word));
  }

  async function subscribeKey(turn: Turn, kind: ListKind, name: string): Promise<Key[][]> {
    if (kind !== "bank" && kind !== "topic") return [];
    const own = await store.subscribers.interests(turn.ref);
    if (own.some((one) => one.kind === "all" || isSame(one, { kind, name }))) return [];
    return [[{ text: turn.say("subscribeTo", { name }), verb: "add", args: [name] }]];
  }

  /** One name opens its list; several are a search for any of the banks and any of the topics; none asks for one. */
  async function showNamed(
    turn: Turn,
    kind: "bank" | "topic",
    { understood, unclear }: Heard,
  ): Promise<void> {
    const [first, ...more] = understood;
    if (first === undefined && unclear.length === 0) return pick(turn, kind, "0");
    if (first?.kind === "all") {
      await open(turn, "latest", "");
    } else if ((first?.kind === "bank" || first?.kind === "topic") && more.length === 0) {
      await open(turn, first.kind, first.name);
    } else if (first !== undefined) {
      await search(turn, [...filterOf("bank", understood), ...filterOf("topic", understood)].join(" "));
    }
    for (const { say } of unclear.slice(0, MOST_UNCLEAR)) await askBack(turn, say);
  }

  /** Names to choose from, most looked for first. */
  async function pick(turn: Turn, kind: "bank" | "topic", page: string | undefined): Promise<void> {
    const all = kind === "bank" ? dictionary.banks : dictionary.topics;
    const pages = Math.ceil(all.length / NAMES_PER_PAGE);
    const at = pageOf(page, pages);
    const some = all.slice(at * NAMES_PER_PAGE, (at + 1) * NAMES_PER_PAGE);
    const keys = inRows(
      some.map((name) => listKey(kind, name)),
      2,
    );
    const turning = pager({ page: at, pages }, pagerLabels(turn), (to) => ({
      verb: "look",
      args: [kind, String(to)],
    }));
    await turn.show(reply(turn.say(kind === "bank" ? "bankPick" : "topicPick"), [...keys, ...turning]));
  }

  /** A name that is none finds nothing, and the person should know which it was. */
  async function askBack(turn: Turn, said: string): Promise<void> {
    const offers = listKeys(names.meaning(said).near);
    const say = saidBack(said);
    const text = turn.say(offers.length > 0 ? "unknownName" : "unknownFilter", { say });
    await turn.reply(offers.length > 0 ? reply(text, offers) : reply(text));
  }

  async function search(turn: Turn, payload: string): Promise<void> {
    const query = trimText(payload.replace(/\p{Cc}+/gu, " ").trim(), LONGEST_QUERY);
    const asked = parseQuery(query, turn);
    // Marks alone, such as a lone quote, would otherwise find everything.
    if (isOfEverything(asked)) {
      return void (await turn.reply(reply(turn.say("searchUsage"))));
    }
    const { unknown, unreadDates } = asked;
    if (unknown[0] !== undefined) return askBack(turn, unknown[0]);
    if (await show(turn, "query", query)) return;
    if (unreadDates[0] !== undefined) {
      return void (await turn.reply(reply(turn.say("unreadDate", { say: saidBack(unreadDates[0]) }))));
    }
    const empty = turn.say("searchEmpty", { query });
    const { understood } = names.hear(query.slice(0, LONGEST_NAMES));
    const offers = listKeys(understood.length > 0 ? understood : names.meaning(query).near);
    await turn.reply(
      offers.length === 0 ? reply(empty) : reply(`${empty}\n\n${turn.say("searchNear")}`, offers),
    );
  }

  const isKind = (kind: string | undefined): kind is ListKind =>
    kind === "latest" || kind === "bank" || kind === "topic" || kind === "query";

  return {
    open,
    search,
    feature: {
      commands: {
        latest: {
          access: "reader",
          handle: (turn, payload) => {
            const heard = names.hear(payload);
            return heard.understood.length === 0 ? open(turn, "latest", "") : showNamed(turn, "bank", heard);
          },
        },
        bank: { access: "reader", handle: (turn, payload) => showNamed(turn, "bank", names.hear(payload)) },
        tag: { access: "reader", handle: (turn, payload) => showNamed(turn, "topic", names.hear(payload)) },
        search: { access: "reader", handle: search },
      },
      presses: {
        list: {
          access: "reader",
          async handle(turn, [kind, word = "", page]) {
            if (!isKind(kind)) return turn.toast(turn.say("staleButton"));
            if (!(await show(turn, kind, word, page))) await turn.show(nothingOf(turn, word));
          },
        },
        look: {
          access: "reader",
          handle: (turn, [kind, page]) => pick(turn, kind === "topic" ? "topic" : "bank", page),
        },
      },
    },
  };
}

function listKey(kind: ListKind, name: string): Key {
  return { text: name, verb: "list", args: [kind, name, "0"] };
}

/** Buttons that open the lists of these banks and topics. */
function listKeys(interests: Interest[]): Key[][] {
  const named = interests.flatMap(({ kind, name }) =>
    kind === "bank" || kind === "topic" ? [listKey(kind, name)] : [],
  );
  return inRows(named.slice(0, MOST_NEAR), 2);
}

/** The names of a query of nothing but names, as showNamed makes it. */
function namesIn(query: string, locale: Turn["locale"]): string | undefined {
  const { banks, topics } = NAMES_ONLY.exec(query)?.groups ?? {};
  const names = [banks, topics].flatMap((some) => some?.split(",") ?? []);
  return names.length > 0 ? listed(names, locale) : undefined;
}

const NAMES_ONLY = /^(?:bank:(?<banks>[^\s:"]+))?(?: ?tag:(?<topics>[^\s:"]+))?$/u;

/** bank:中国工商银行,北京银行 */
function filterOf(kind: "bank" | "topic", interests: Interest[]): string[] {
  const wanted = interests.filter((interest) => interest.kind === kind).map(({ name }) => name);
  return wanted.length === 0 ? [] : [`${kind === "bank" ? "bank" : "tag"}:${wanted.join(",")}`];
}

function nothingOf({ say }: Turn, name: string): Reply {
  return reply(name === "" ? say("nothingYet") : say("nothingOn", { name }));
}
