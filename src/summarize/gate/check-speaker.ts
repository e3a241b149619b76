import type { Flag } from "../../news/summary.js";
import { abbreviates } from "./check-names.js";
import type { Evidence } from "./evidence.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface SpeakerWords {
  findNobody: (text: string) => Found[];
  findVerbs: (text: string) => Found[];
  /** How names of organisations end. */
  endings: readonly string[];
}

/** Who speaks or is told of stands this near to the start of a sentence, behind a day or a source at most. */
const HEAD = 12;
/** A verb of speech follows its subject this soon. */
const SOON = 12;
const SHORTEST = 3;
const LONGEST = 10;

/** Who stands before the statement's colon, or at its start, but is not the one of whom the evidence tells it. */
export function checkSpeaker(claim: Reading, { sentences }: Evidence, words: SpeakerWords): Flag[] {
  const texts = sentences.map(({ text }) => text);
  const name = wrongSpeaker(claim.text, texts, words) ?? wrongSubject(claim, texts, words);
  return name === undefined ? [] : [{ kind: "organisation", detail: `原文里说这件事的不是“${name}”` }];
}

function wrongSpeaker(claim: string, texts: string[], words: SpeakerWords): string | undefined {
  const [, name] = /^\s*([^:,\s。!?]{2,14}):/u.exec(claim) ?? [];
  if (name === undefined || words.findNobody(name).length > 0) return undefined;
  const stem = name.slice(0, 4);
  if (!texts.some((text) => text.includes(stem))) return undefined;
  return texts.some((text) => speaks(stem, text, words)) ? undefined : name;
}

function speaks(stem: string, text: string, { findVerbs }: SpeakerWords): boolean {
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    if (at < HEAD || findVerbs(text.slice(at + stem.length, at + stem.length + SOON)).length > 0) return true;
  }
  return abbreviates(stem, text.slice(0, HEAD * 2));
}

/** An organisation at a clause's start, if the verb behind it is somebody else's everywhere in the evidence. */
function wrongSubject(
  { text, clauses }: Reading,
  texts: string[],
  { endings }: SpeakerWords,
): string | undefined {
  for (const { at, end } of clauses) {
    for (let length = SHORTEST; length <= LONGEST && at + length + 2 <= end; length += 1) {
      const name = text.slice(at, at + length);
      const verb = text.slice(at + length, at + length + 2);
      if (!endings.some((ending) => name.endsWith(ending)) || !/^\p{Script=Han}+$/u.test(name + verb))
        continue;
      if (!texts.some((each) => each.includes(name))) continue;
      const before = texts.flatMap((each) => {
        const place = each.lastIndexOf(verb);
        return place < 0 ? [] : [each.slice(0, place)];
      });
      if (before.length > 0 && !before.some((each) => each.includes(name) || abbreviates(name, each)))
        return name;
    }
  }
  return undefined;
}
