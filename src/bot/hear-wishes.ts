import type { Interest } from "../news/subscriber.js";
import { bankKind } from "./bank-kinds.js";
import type { Heard, Names } from "./names.js";
import type { BotParts } from "./parts.js";
import { isSame } from "./wishes.js";

/** A query that is looked for in every digest is a line, not a text. */
const LONGEST_KEYWORD = 100;
/** Media that reported nothing among so many articles are not known. */
const NEWEST_ARTICLES = 5_000;

const AFTER_THE_WORD = /(?:关键词|关键字|keywords?)[:\s]+([\s\S]+)$/iu;
const QUOTED = /["“”「]([^"“”「」]+)["“”」]/gu;
const MEDIUM = /(?<![\p{L}\p{N}])(?:from|来源|媒体):\s*([^\s,、/;#]+)/giu;
const WORD = /[^\s,、/;#]+/gu;

/**
 * What a person wishes for, in one text: banks and topics, kinds of bank (城商行), media that the store has, and queries
 * in quotes or behind 关键词.
 */
export function createHearing({ store, parseQuery, clock, config }: BotParts, names: Names) {
  /** Words that only leave out would find nearly everything; a name that is none would find nothing. */
  function isQuery(text: string): boolean {
    const query = parseQuery(text, { now: clock.now(), timezone: config.defaults.timezone });
    const found = [query.all, query.banks, query.topics, query.media].some((some) => some.length > 0);
    return found && query.unknown.length === 0 && text.length <= LONGEST_KEYWORD;
  }

  async function hear(said: string): Promise<Heard> {
    const understood: Interest[] = [];
    const unclear: Heard["unclear"] = [];
    const media: string[] = [];
    const keyword = (text: string) => {
      const name = text.replace(/\s+/gu, " ").trim();
      if (isQuery(name)) understood.push({ kind: "keyword", name });
      else unclear.push({ say: name, near: [] });
    };
    const rest = said
      .normalize("NFKC")
      .replace(AFTER_THE_WORD, (_, text: string) => {
        keyword(text);
        return "";
      })
      .replace(QUOTED, (_, text: string) => {
        keyword(text);
        return ",";
      })
      .replace(MEDIUM, (_, name: string) => {
        media.push(name);
        return ",";
      })
      .replace(WORD, (word) => {
        const type = bankKind(word);
        if (type === undefined) return word;
        understood.push({ kind: "bankType", name: type });
        return ",";
      });
    const heard = names.hear(rest);
    const sorted = await sortMedia([...media.map((say) => ({ say, near: [] })), ...heard.unclear]);
    return {
      understood: [...heard.understood, ...understood, ...sorted.understood].filter(
        (one, at, all) => all.findIndex((other) => isSame(one, other)) === at,
      ),
      unclear: [...unclear, ...sorted.unclear],
    };
  }

  async function sortMedia(words: Heard["unclear"]): Promise<Heard> {
    const known = new Set(words.length > 0 ? await store.articles.media(NEWEST_ARTICLES) : []);
    return {
      understood: words.filter(({ say }) => known.has(say)).map(({ say }) => ({ kind: "medium", name: say })),
      unclear: words.filter(({ say }) => !known.has(say)),
    };
  }

  return { hear, isQuery };
}

export type Hearing = ReturnType<typeof createHearing>;
