import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { abbreviates, type NamedBank } from "./check-names.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { mayOwn } from "./figure-owner.js";
import { fold } from "./fold.js";
import { createMentionFinder, type Mention, type NameFinders, namesIn, sameName } from "./names.js";
import type { Reading } from "./reading.js";
import { type Telling, toldOf } from "./told.js";
import type { Found } from "./words.js";

export interface RoleFinders extends NameFinders {
  /** What stands before a headline's colon and is nobody. */
  findNobody: (text: string) => Found[];
}

/** How many times more of a statement all the evidence must have than what it tells of the name. */
const TIMES = 2;
/** The share of a statement that the evidence must have to speak of the same. */
const COVERED = 0.6;
const FEWEST = 3;
const LONGEST_UNKNOWN = 6;

/** Organisations of the statement of which the evidence tells something else, and this of another. */
export function checkRoles(
  claim: Reading,
  borne: Borne[],
  banks: NamedBank[],
  { sentences }: Evidence,
  finders: RoleFinders,
): Flag[] {
  // 央行 and 人民银行 are one, although no letters tell of it.
  const knownAs = new Map(banks.map(({ alias, bank }) => [fold(alias), fold(bank)]));
  const inDictionary = new Set(knownAs.values());
  const written = speakerOf(claim, finders);
  const speaker = written && (knownAs.get(written) ?? written);
  const aliases = [...knownAs.keys()];
  // 降中信银行 is 中信银行 with a verb.
  const names = [claim, ...sentences]
    .flatMap((reading) => namesIn(reading, finders))
    .filter((name) => !aliases.some((alias) => name.endsWith(alias)));
  const findMentions = createMentionFinder(
    [...(written ? [written] : []), ...aliases, ...names],
    knownAs,
    finders,
  );
  const tellings = sentences.map((reading) => ({ reading, mentions: findMentions(reading) }));
  const own = findMentions(claim);
  const wrong = own.find((mention) => {
    const { name, head, end } = mention;
    const from = tellings.findIndex(({ mentions }) => mentions.some((each) => sameName(each.name, name)));
    if (from < 0) {
      const isName = speaker === name || finders.findAuthorities(name).length > 0;
      return isName && !inDictionary.has(name) && isStrange(name, sentences) && othersSpeak(own, tellings);
    }
    if (!head) return false;
    if (speaker === name && !speaks(name, tellings)) return true;
    const until = own.find((each) => each.head && each.at > mention.at)?.at ?? claim.text.length;
    if (isToldElsewhere(name, pairsOf(claim.text.slice(end, until)), tellings)) return true;
    // 甲、乙等10股: the figure is of all of them.
    if (/^[、和与及等]/u.test(claim.text.slice(end))) return false;
    const places = new Map(tellings.map((telling, index) => [telling.reading, { telling, index }]));
    return borne.some(({ claimed, by }) => {
      if (claimed.at < end || claimed.at >= until || claimed.loose || by.length === 0) return false;
      return !by.some(({ quantity, sentence }) => {
        const place = places.get(sentence);
        return place === undefined || mayOwn(name, quantity, place.telling, from < place.index);
      });
    });
  });
  return wrong === undefined ? [] : [{ kind: "organisation", detail: `原文里说这件事的不是“${wrong.name}”` }];
}

/** The one before the statement's colon, if it is anybody. */
function speakerOf({ text }: Reading, { findNobody }: RoleFinders): string | undefined {
  const [name] = /^[^:,\s。!?]{2,14}(?=:)/u.exec(text.trimStart()) ?? [];
  return name === undefined || findNobody(name).length > 0 ? undefined : name;
}

/** Whether the evidence has nothing of a name. */
function isStrange(name: string, sentences: Reading[]): boolean {
  const pairs = pairsOf(name);
  return (
    name.length <= LONGEST_UNKNOWN &&
    !sentences.some((sentence) => shared(pairs, sentence.pairs) > 0 || abbreviates(name, sentence.text))
  );
}

/** Whether somebody whom the statement does not name opens a sentence and speaks. */
function othersSpeak(own: Mention[], tellings: Telling[]): boolean {
  return tellings.some(({ reading: { clauses }, mentions: [opener] }) => {
    if (opener === undefined || opener.at >= (clauses[0]?.end ?? 0)) return false;
    return opener.speaks && !own.some((each) => sameName(each.name, opener.name));
  });
}

/** Whether the name comes first in a sentence or a clause of its opening, or speaks anywhere. */
function speaks(name: string, tellings: Telling[]): boolean {
  return tellings.some(({ reading: { text, clauses }, mentions }) => {
    const opening = clauses[0]?.end ?? 0;
    if (abbreviates(name, text.slice(0, opening))) return true;
    return mentions.some((each, place) => {
      if (!sameName(each.name, name)) return false;
      return place === 0 || each.speaks || (each.first && each.at < opening);
    });
  });
}

/** Whether the evidence has what is said, but not where it speaks of the name. */
function isToldElsewhere(name: string, said: Set<string>, tellings: Telling[]): boolean {
  if (said.size < FEWEST) return false;
  const known = shared(said, new Set(tellings.flatMap(({ reading }) => [...reading.pairs])));
  if (known < COVERED * said.size) return false;
  return known >= TIMES * toldOf(name, said, tellings);
}
