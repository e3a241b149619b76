import type { Flag } from "../../news/summary.js";
import type { NamedBank } from "../../news/tags.js";
import { abbreviates } from "./abbreviates.js";
import type { Borne } from "./check-figures.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { mayOwn } from "./figure-owner.js";
import { fold, type Span } from "./fold.js";
import {
  createMentionFinder,
  type Mention,
  type Named,
  type NameFinders,
  namesIn,
  sameName,
} from "./names.js";
import type { Reading } from "./reading.js";
import { isWrittenIn, type Telling, toldOf } from "./told.js";
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

/** What is known of a statement and its evidence when a name of it is judged. */
interface Roles {
  claim: Reading;
  borne: Borne[];
  /** The one before the statement's colon. */
  speaker: Named | undefined;
  /** The names of the statement, in their order. */
  own: Mention[];
  tellings: Telling[];
}

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
  const aliases = [...knownAs.keys()];
  const speakers = speakerOf(claim, finders);
  const names = new Set([claim, ...sentences].flatMap((reading) => namesIn(reading, finders)));
  // 降中信银行 is 中信银行 with a verb, 网传江南科技 is 江南科技.
  const bare = [...names].filter(
    (name) => !endsOnName(name, names) && !aliases.some((alias) => name.endsWith(alias)),
  );
  const findMentions = createMentionFinder([...speakers, ...aliases, ...bare], knownAs, finders);
  const own = findMentions(claim);
  const roles = {
    claim,
    borne,
    speaker: own.find(({ at, end }) => speakers.includes(claim.text.slice(at, end))),
    own,
    tellings: sentences.map((reading) => ({ reading, mentions: findMentions(reading) })),
  };
  const wrong = own.find((mention) =>
    roles.tellings.some((telling) => isNamed(mention, telling))
      ? mention.head && isMisplaced(mention, roles)
      : isStrange(mention, roles, finders) && othersSpeak(roles),
  );
  return wrong === undefined ? [] : [{ kind: "organisation", detail: `原文里说这件事的不是“${wrong.name}”` }];
}

function isNamed(named: Named, { mentions }: Telling): boolean {
  return mentions.some((each) => sameName(each, named));
}

/** Of so many characters a name may stand at the end of a longer one. */
const SHORTEST_NAME = 4;

function endsOnName(name: string, names: ReadonlySet<string>): boolean {
  for (let from = 1; name.length - from >= SHORTEST_NAME; from += 1)
    if (names.has(name.slice(from))) return true;
  return false;
}

/** The one before the statement's colon, if it is anybody; none or one. */
function speakerOf({ text }: Reading, { findNobody }: RoleFinders): string[] {
  const [name] = /^[^:,\s。!?]{2,14}(?=:)/u.exec(text.trimStart()) ?? [];
  return name === undefined || findNobody(name).length > 0 ? [] : [name];
}

/** A speaker or an authority that no dictionary has, and the evidence has nothing of. */
function isStrange(
  mention: Mention,
  { speaker, tellings }: Roles,
  { findAuthorities }: RoleFinders,
): boolean {
  const { name, known } = mention;
  if (known || name.length > LONGEST_UNKNOWN) return false;
  if (mention !== speaker && findAuthorities(name).length === 0) return false;
  const pairs = pairsOf(name);
  return !tellings.some(
    ({ reading: { text, pairs: has } }) => shared(pairs, has) > 0 || abbreviates(name, text),
  );
}

/** Whether somebody whom the statement does not name opens a sentence and speaks. */
function othersSpeak({ own, tellings }: Roles): boolean {
  return tellings.some(({ reading: { clauses }, mentions: [opener] }) => {
    if (opener === undefined || opener.at >= (clauses[0]?.end ?? 0)) return false;
    return opener.speaks && !own.some((each) => sameName(each, opener));
  });
}

/** Whether what the statement tells of a name, up to the next one, the evidence tells of another. */
function isMisplaced(mention: Mention, roles: Roles): boolean {
  const { claim, own, speaker, tellings } = roles;
  if (mention === speaker) {
    if (isSource(mention, tellings) && !othersSpeak(roles)) return false;
    if (!speaks(mention, tellings)) return true;
  }
  const until = own.find((each) => each.head && each.at > mention.at)?.at ?? claim.text.length;
  if (isToldElsewhere(mention, pairsOf(claim.text.slice(mention.end, until)), tellings)) return true;
  // 甲、乙等10股: the figure is of all of them.
  if (/^[、和与及等]/u.test(claim.text.slice(mention.end))) return false;
  const from = tellings.findIndex(
    (telling) => isNamed(mention, telling) || isWrittenIn(telling.reading.text, mention),
  );
  return roles.borne.some(
    (figure) =>
      figure.claimed.at >= mention.end &&
      figure.claimed.at < until &&
      isAnothers(figure, mention, from, tellings),
  );
}

/** 2031江南论坛: part of a name. */
const YEAR = /^20\d\d$/u;

/** Whether no place that bears a figure out may be the named one's. */
function isAnothers({ claimed, by }: Borne, named: Named, from: number, tellings: Telling[]): boolean {
  if (claimed.loose || by.length === 0 || YEAR.test(claimed.written)) return false;
  return !by.some(({ quantity, sentence }) => {
    const index = tellings.findIndex(({ reading }) => reading === sentence);
    const telling = tellings[index];
    return telling === undefined || mayOwn(named, quantity, telling, from < index);
  });
}

/** Whether the name comes first in a sentence or a clause of its opening, or speaks anywhere. */
function speaks(named: Named, tellings: Telling[]): boolean {
  return tellings.some(({ reading: { text, clauses, dates }, mentions }) => {
    const opening = clauses.find((clause) => !dates.some((date) => fills(date, clause)))?.end ?? 0;
    if (!named.known && abbreviates(named.name, text.slice(0, opening))) return true;
    return mentions.some((each, place) => {
      if (!sameName(each, named)) return false;
      return place === 0 || each.speaks || (each.first && each.at < opening);
    });
  });
}

/** 6月2日，某行…: the sentence opens behind it. */
function fills(date: Span, clause: Span): boolean {
  return date.at <= clause.at + 1 && date.end >= clause.end - 1;
}

/** …。(某某期货): all the text before is his, where it names him nowhere else. */
function isSource(named: Named, tellings: Telling[]): boolean {
  const first = tellings.find((telling) => isNamed(named, telling));
  const last = first?.mentions.at(-1);
  if (first === undefined || last === undefined || first !== tellings.at(-1)) return false;
  const { text } = first.reading;
  return (
    text.charAt(last.at - 1) === "(" && /^\)[。\s]*$/u.test(text.slice(last.end)) && sameName(last, named)
  );
}

/** Whether the evidence has what is said, but not where it speaks of the name. */
function isToldElsewhere(named: Named, said: Set<string>, tellings: Telling[]): boolean {
  if (said.size < FEWEST) return false;
  const known = shared(said, new Set(tellings.flatMap(({ reading }) => [...reading.pairs])));
  if (known < COVERED * said.size) return false;
  return known >= TIMES * toldOf(named, said, tellings);
}
