import type { Flag } from "../../news/summary.js";
import { abbreviates } from "./check-names.js";
import type { Evidence } from "./evidence.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface SpeakerWords {
  findNobody: (text: string) => Found[];
  findVerbs: (text: string) => Found[];
}

/** A speaker's name is no longer than this; what is longer is a sentence of its own. */
const LONGEST = 14;
/** Whoever a sentence is about stands so near to its start. */
const HEAD = 22;

/** Who stands before the statement's colon, but is not the one of whom the evidence tells it. */
export function checkSpeaker(claim: Reading, { sentences }: Evidence, words: SpeakerWords): Flag[] {
  const [, name] = /^\s*([^:,\s。!?]{2,14}):/u.exec(claim.text) ?? [];
  if (name === undefined || name.length > LONGEST || words.findNobody(name).length > 0) return [];
  const stem = name.slice(0, 4);
  const texts = sentences.map(({ text }) => text);
  if (!texts.some((text) => text.includes(stem))) return [];
  const speaks = texts.some((text) => isSubject(stem, text, words));
  return speaks ? [] : [{ kind: "organisation", detail: `原文里说这件事的不是“${name}”` }];
}

function isSubject(stem: string, text: string, { findVerbs }: SpeakerWords): boolean {
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    if (at < HEAD) return true;
    if (findVerbs(text.slice(at + stem.length, at + stem.length + 16)).length > 0) return true;
  }
  return abbreviates(stem, text.slice(0, HEAD));
}
