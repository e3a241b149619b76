import type { Interest, Locale } from "../news/subscriber.js";
import { EVERYTHING } from "../news/subscriber.js";
import type { Resolution } from "../news/tags.js";
import { kindInWords } from "./bank-kinds.js";
import type { BotParts } from "./parts.js";
import type { Say } from "./say.js";

const ALL = /^(?:全部|所有|all|everything)$/iu;
/** A person names a few; a pasted page is not a list of names. */
const MOST_UNITS = 600;
/** Words of the longest name, e.g. Industrial and Commercial Bank of China. */
const MOST_WORDS = 8;
const OTHER_KINDS = /^(bankType|medium|keyword):([\s\S]+)$/u;
const LATIN = /^[\p{Script=Latin}\p{N}.&'-]+$/u;

export interface Heard {
  understood: Interest[];
  /** What was said and the nearest names, in the order of the saying. */
  unclear: { say: string; near: Interest[] }[];
}

export interface Names {
  /** Several names in one text, apart by blanks, commas, 、 / ； or #. */
  hear(text: string): Heard;
  /** The interest that `wordOf` names; undefined for a bank or topic that is none of the dictionary. */
  interest(word: string): Interest | undefined;
  meaning(say: string): { interest?: Interest; near: Interest[] };
}

export function createNames({ resolve, dictionary }: Pick<BotParts, "resolve" | "dictionary">): Names {
  function interest(name: string): Interest | undefined {
    if (name === EVERYTHING.name) return EVERYTHING;
    const [, kind, rest] = OTHER_KINDS.exec(name) ?? [];
    if ((kind === "bankType" || kind === "medium" || kind === "keyword") && rest) return { kind, name: rest };
    if (dictionary.banks.includes(name)) return { kind: "bank", name };
    return dictionary.topics.includes(name) ? { kind: "topic", name } : undefined;
  }

  function meaning(say: string): { interest?: Interest; near: Interest[] } {
    if (ALL.test(say)) return { interest: EVERYTHING, near: [] };
    const found: Resolution = resolve(say);
    const name = found.bank ?? found.topic;
    const near = found.near.flatMap((candidate) => interest(candidate) ?? []);
    const meant = name === undefined ? undefined : interest(name);
    return { interest: meant, near };
  }

  function hear(text: string): Heard {
    const heard: Heard = { understood: [], unclear: [] };
    for (const piece of text.slice(0, MOST_UNITS).split(/[，,、/／；;#＃\n]+/u)) {
      hearPiece(piece.trim(), heard);
    }
    return heard;
  }

  /** Names may hold blanks (Bank of China), and blanks part names: the longest run of words that is a name wins. */
  function hearPiece(piece: string, heard: Heard): void {
    const words = piece.split(/\s+/u).filter((word) => word !== "");
    let unclear: string[] = [];
    const giveUp = () => {
      for (const say of joinLatin(unclear)) heard.unclear.push({ say, near: meaning(say).near });
      unclear = [];
    };
    for (let at = 0; at < words.length; ) {
      const found = longestName(words, at);
      if (found) {
        giveUp();
        if (!heard.understood.some((known) => known.name === found.interest.name)) {
          heard.understood.push(found.interest);
        }
        at += found.words;
      } else {
        unclear.push(words[at] ?? "");
        at++;
      }
    }
    giveUp();
  }

  function longestName(words: string[], at: number): { interest: Interest; words: number } | undefined {
    for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length--) {
      const found = meaning(words.slice(at, at + length).join(" ")).interest;
      if (found) return { interest: found, words: length };
    }
    return undefined;
  }

  return { hear, interest, meaning };
}

/** Latin words in a row are one misspelt name rather than many. */
function joinLatin(words: string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const word of words) {
    const latin = LATIN.test(word);
    if (latin && open) joined.push(`${joined.pop()} ${word}`);
    else joined.push(word);
    open = latin;
  }
  return joined;
}

/** An interest as a button carries it. */
export function wordOf({ kind, name }: Interest): string {
  return kind === "bankType" || kind === "medium" || kind === "keyword" ? `${kind}:${name}` : name;
}

/** An interest as a person reads it. */
export function shown({ kind, name }: Interest, say: Say): string {
  switch (kind) {
    case "all":
      return say("everything");
    case "topic":
      return `#${name}`;
    case "bankType":
      return kindInWords(name);
    case "medium":
      return `《${name}》`;
    case "keyword":
      return `“${name}”`;
    case "bank":
      return name;
  }
}

export function allShown(interests: Interest[], { say, locale }: { say: Say; locale: Locale }): string {
  return listed(
    interests.map((interest) => shown(interest, say)),
    locale,
  );
}

export function listed(names: string[], locale: Locale): string {
  return names.join(locale === "zh" ? "、" : ", ");
}
