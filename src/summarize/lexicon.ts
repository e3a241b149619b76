import { pairKey } from "./pairs.js";
import type { Cues, Phrases } from "./tables.js";
import { findWords, type WordFinder } from "./words.js";

/** The phrase lists as tests on a piece of text, compiled once. Every pattern is an alternation of literals: linear. */
export interface Lexicon {
  rumour: Pick<WordFinder, "has">;
  denial: WordFinder;
  speechEnd: RegExp;
  speakerEnd: RegExp;
  opinionEnd: RegExp;
  deputy: RegExp;
  deputyEnd: RegExp;
  source: RegExp;
  noSpeakerEnd: RegExp;
  selfStart: RegExp;
  openEnd: RegExp;
  appeal: WordFinder;
  /** 鼓励金融机构按照市场化原则｜，开展供应链金融业务: what others are to do. */
  appealStart: RegExp;
  conditionStart: RegExp;
  /** 随着…, 由于…, and an aim: 为进一步丰富…. */
  causeStart: RegExp;
  midStart: RegExp;
  continuationStart: RegExp;
  consequenceStart: RegExp;
  connectiveStart: RegExp;
  vagueStart: RegExp;
  wholeWordStart: RegExp;
  subjectlessStart: RegExp;
  predicate: WordFinder;
  predicateEnd: RegExp;
  ownMeasureStart: RegExp;
  houseEnd: RegExp;
  /** The house with which a text begins: 某某证券｜联席首席经济学家. */
  houseStart: RegExp;
  /** A house up to the name of one of its people: 某某证券｜张三. */
  houseOfPerson: RegExp;
  plan: WordFinder;
  hindsight: RegExp;
  documentEnd: RegExp;
  cue: WordFinder;
  dull: WordFinder;
  metric: WordFinder;
  core: RegExp;
  launch: WordFinder;
  filler: WordFinder;
  /** Weights by pairKey. */
  cuesInside: Map<number, number>;
  cuesAtStart: Map<string, number>;
  cuesAtEnd: Map<string, number>;
}

export function compileLexicon(phrases: Phrases, cues: Cues): Lexicon {
  const startOf = (words: string[], { but = phrases.wholeWords, after = "" } = {}) =>
    new RegExp(`^${after}(?!${anyOf(but)})(?:${anyOf(words)})`, "u");
  const aims = [...phrases.aims, ...phrases.predicates.filter(({ length }) => length > 1)];
  return {
    rumour: findBut(phrases.rumours, phrases.noRumours),
    denial: findWords(phrases.denials),
    // 以严谨著称 says nothing.
    speechEnd: new RegExp(
      `(?:${anyOf(phrases.speech)})(?:称|中称|显示|指出|如下)?(?<![著简号职名俗堪统之美昵别]称)$`,
      "u",
    ),
    // 总经理周向东认为: what may be a given name ends none.
    speakerEnd: new RegExp(
      `\\d{1,4}[年月日]|(?<![长师员官裁席理任授监](?!方)\\p{Script=Han})(?<![导定面动意取趋])向|[（(](?![金布][）)])|表示|披露|(?<!应|[原规细准法守总通](?=则))(?!数据(?:公告|[（(])|策略(?:指出|认为|表示|研报)|监测机构)(?:${anyOf([...phrases.reporting, ...phrases.speech])})(?![局部办司院厅委所社会挥外师和及与协科飞]|业(?!绩)|分析(?:师|平台|中心|公司)|中心|主管|团队|(?<!发布|公告|披露|公布)(?:公司|平台))`,
      "gu",
    ),
    opinionEnd: new RegExp(`(?:${anyOf(phrases.opinions)})$`, "u"),
    deputy: new RegExp(`(?:(?:${anyOf(phrases.desks)})[、和]?)*(?:${anyOf(phrases.deputies)})`, "u"),
    deputyEnd: new RegExp(`(?:${anyOf(phrases.deputies)})$`, "u"),
    source: new RegExp(`^(?:${anyOf(phrases.sources)})|(?:App|APP|报道|记者|信息|数据|资料)$`, "u"),
    noSpeakerEnd: new RegExp(`(?:${anyOf(phrases.noSpeakers)})$`, "u"),
    selfStart: new RegExp(
      `^(?:${anyOf(phrases.selves)})(?!债|治理|股东大会|[税型]|法(?!人|定代表)|破产|注册数)(?<!该行(?=[动业为程政径]))`,
      "u",
    ),
    // 在2%以上 is a measure.
    openEnd: new RegExp(`(?:${anyOf(phrases.openEnds)})(?<![\\d%％元股人倍家点年岁]以[上下])$`, "u"),
    appeal: findWords(phrases.appeals),
    appealStart: new RegExp(
      `^(?:${anyOf(phrases.appeals)})[^，]{0,8}(?:机构|企业|公司|银行|地方|部门|单位|各方|美方|各地|投资者|群众|市民)`,
      "u",
    ),
    conditionStart: startOf(phrases.conditions, { after: "(?:而|但|不过)?" }),
    causeStart: startOf([...phrases.causes, ...aims.map((aim) => `为${aim}`)], { but: phrases.noCauses }),
    midStart: startOf(phrases.midStarts),
    continuationStart: new RegExp(`^(?:${anyOf(phrases.continuations)})`, "u"),
    consequenceStart: new RegExp(
      `^(?:有[力效利]|极大|大大|显著)?(?:\\p{Script=Han}{2}了|(?:${anyOf(phrases.consequences)}))`,
      "u",
    ),
    connectiveStart: startOf(phrases.connectives),
    wholeWordStart: new RegExp(`^(?:${anyOf(phrases.wholeWords)})`, "u"),
    vagueStart: startOf(phrases.vague),
    subjectlessStart: startOf(phrases.subjectless),
    predicate: findWords(phrases.predicates),
    predicateEnd: new RegExp(`(?:${anyOf(phrases.predicates)})$`, "u"),
    ownMeasureStart: new RegExp(`^(?:${anyOf(phrases.ownMeasures)})`, "u"),
    houseEnd: new RegExp(`(?:${anyOf(phrases.houses)})$`, "u"),
    houseStart: new RegExp(
      `^[^、]{1,16}?(?:${anyOf(phrases.houses.filter((end) => end.length > 1 || /[部委局会院]/u.test(end)))})(?![业间长司院会部局所员]|宣传|组织部|统战|政法)`,
      "u",
    ),
    houseOfPerson: new RegExp(`^.{2,}(?:${anyOf(phrases.houses)})(?=\\p{Script=Han}{2,3}$)`, "u"),
    plan: findWords(phrases.plans),
    hindsight: new RegExp(anyOf(phrases.hindsight), "u"),
    documentEnd: new RegExp(`(?:${anyOf(phrases.documents)})$`, "u"),
    cue: findWords(phrases.cues),
    dull: findWords(phrases.dull),
    metric: findWords(phrases.metrics),
    core: new RegExp(anyOf(phrases.core), "u"),
    launch: findWords(phrases.launches),
    filler: findWords(phrases.filler),
    cuesInside: new Map(Object.entries(cues.inside).map(([pair, weight]) => [pairKey(pair, 1), weight])),
    cuesAtStart: new Map(Object.entries(cues.start)),
    cuesAtEnd: new Map(Object.entries(cues.end)),
  };
}

/** Finds words that do not stand within one of the others. */
function findBut(words: string[], others: string[]): Pick<WordFinder, "has"> {
  const wanted = new Set(words);
  const some = findWords(words);
  const all = findWords([...words, ...others]);
  return { has: (text) => some.has(text) && all.find(text).some(({ word }) => wanted.has(word)) };
}

/** Longest first, so that 该公司 wins over 该. */
function anyOf(list: string[]): string {
  return [...list]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
}
