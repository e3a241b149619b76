import type { Cues, Phrases } from "./tables.js";

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
  subjectlessStart: RegExp;
  hindsight: RegExp;
  cue: RegExp;
  dull: RegExp;
  metric: RegExp;
  core: RegExp;
  launch: RegExp;
  filler: RegExp | undefined;
  /** Weights by pairKey. */
  cuesInside: Map<number, number>;
  cuesAtStart: Map<string, number>;
  cuesAtEnd: Map<string, number>;
}

export function compileLexicon(phrases: Phrases, cues: Cues): Lexicon {
  return {
    rumour: new RegExp(anyOf(phrases.rumours), "u"),
    speechEnd: new RegExp(`(?:${anyOf(phrases.speech)})(?:称|中称|显示|指出|如下)?$`, "u"),
    speakerEnd: new RegExp(
      `\\d{1,4}[年月日]|[（(]|(?:${anyOf([...phrases.reporting, ...phrases.speech])})(?![局部办司院厅委所社会业挥外]|中心)`,
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
    subjectlessStart: new RegExp(`^(?:${anyOf(phrases.subjectless)})`, "u"),
    hindsight: new RegExp(anyOf(phrases.hindsight), "u"),
    cue: new RegExp(anyOf(phrases.cues), "gu"),
    dull: new RegExp(anyOf(phrases.dull), "gu"),
    metric: new RegExp(anyOf(phrases.metrics), "gu"),
    core: new RegExp(anyOf(phrases.core), "u"),
    launch: new RegExp(anyOf(phrases.launches), "gu"),
    filler: phrases.filler.length > 0 ? new RegExp(anyOf(phrases.filler), "u") : undefined,
    cuesInside: new Map(Object.entries(cues.inside).map(([pair, weight]) => [pairKey(pair, 1), weight])),
    cuesAtStart: new Map(Object.entries(cues.start)),
    cuesAtEnd: new Map(Object.entries(cues.end)),
  };
}

/** Longest first, so that 该公司 wins over 该. */
function anyOf(list: string[]): string {
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
}

/** The characters before and at `at` as one number; 0 where one of them is neither Han nor Latin. */
export function pairKey(text: string, at: number): number {
  const left = text.charCodeAt(at - 1);
  const right = text.charCodeAt(at);
  return isLetter(left) && isLetter(right) ? left * 65536 + right : 0;
}

function isLetter(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
