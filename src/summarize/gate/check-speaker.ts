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
  /** What stands before such an ending and makes it nobody in particular. */
  nobodies: readonly string[];
}

/** Who speaks or is told of stands this near to the start of a sentence, behind a day or a source at most. */
const HEAD = 12;
/** A verb of speech follows its subject this soon. */
const SOON = 12;
const OPENING = 4;
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
function wrongSubject({ text, clauses }: Reading, texts: string[], words: SpeakerWords): string | undefined {
  for (const { at, end } of clauses) {
    for (let length = SHORTEST; length <= LONGEST && at + length + 2 <= end; length += 1) {
      const name = text.slice(at, at + length);
      const verb = text.slice(at + length, at + length + 2);
      if (!isName(name, words) || !/^\p{Script=Han}+$/u.test(name + verb)) continue;
      const places = texts.map((each) => each.indexOf(name));
      // Who opens a sentence, or the title, may be whom the next one is about.
      if (places.every((place) => place < 0) || places.some((place) => place >= 0 && place < OPENING))
        continue;
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

function isName(text: string, { endings, nobodies }: SpeakerWords): boolean {
  const ending = endings.find((each) => text.endsWith(each));
  if (ending === undefined) return false;
  const stem = text.slice(0, -ending.length);
  return stem.length >= 2 && !nobodies.some((word) => stem.endsWith(word));
}
