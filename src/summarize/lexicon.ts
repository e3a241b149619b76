import type { Phrases } from "./tables.js";

/** The phrase lists as tests on a piece of text, compiled once. Every pattern is an alternation of literals: linear. */
export interface Lexicon {
  rumour: RegExp;
  speechEnd: RegExp;
  speakerEnd: RegExp;
  opinionEnd: RegExp;
  deputy: RegExp;
  source: RegExp;
  selfStart: RegExp;
  openEnd: RegExp;
  conditionStart: RegExp;
  causeStart: RegExp;
  midStart: RegExp;
  connectiveStart: RegExp;
  vagueStart: RegExp;
  cue: RegExp;
  dull: RegExp;
  filler: RegExp | undefined;
}

export function compileLexicon(phrases: Phrases): Lexicon {
  return {
    rumour: new RegExp(anyOf(phrases.rumours), "u"),
    speechEnd: new RegExp(`(?:${anyOf(phrases.speech)})(?:称|中称|显示|指出|如下)?$`, "u"),
    speakerEnd: new RegExp(
      `\\d{1,4}[年月日]|[（(]|(?:${anyOf([...phrases.reporting, ...phrases.speech])})(?![局部办司院厅委所社会]|中心)`,
      "gu",
    ),
    opinionEnd: new RegExp(`(?:${anyOf(phrases.opinions)})$`, "u"),
    deputy: new RegExp(anyOf(phrases.deputies), "u"),
    source: new RegExp(`^(?:${anyOf(phrases.sources)})|(?:App|APP|报道|记者)$`, "u"),
    selfStart: new RegExp(`^(?:${anyOf(phrases.selves)})(?!债|治理|股东大会)`, "u"),
    openEnd: new RegExp(`(?:${anyOf(phrases.openEnds)})$`, "u"),
    conditionStart: new RegExp(`^(?:${anyOf(phrases.conditions)})`, "u"),
    causeStart: new RegExp(`^(?:${anyOf(phrases.causes)})`, "u"),
    midStart: new RegExp(`^(?:${anyOf(phrases.midStarts)})`, "u"),
    connectiveStart: new RegExp(`^(?:${anyOf(phrases.connectives)})`, "u"),
    vagueStart: new RegExp(`^(?:${anyOf(phrases.vague)})`, "u"),
    cue: new RegExp(anyOf(phrases.cues), "gu"),
    dull: new RegExp(anyOf(phrases.dull), "gu"),
    filler: phrases.filler.length > 0 ? new RegExp(anyOf(phrases.filler), "u") : undefined,
  };
}

/** Longest first, so that 该公司 wins over 该. */
function anyOf(list: string[]): string {
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
}
