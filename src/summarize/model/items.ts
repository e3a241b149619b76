import { BULLET_LENGTH, type Bullet, type Flag, HEADLINE_LENGTH } from "../../news/summary.js";
import type { Gate, GatedArticle } from "../gate/gate.js";
import type { FindInstruction } from "../gate/instructions.js";
import { isBalanced } from "../sentence/clauses.js";
import type { ModelAnswer } from "./answer.js";

/** One statement of an answer. Only bullets have a quotation. */
export interface Item {
  text: string;
  cites: number[];
  quote?: string;
}

export interface JudgedItem extends Item {
  flags: Flag[];
}

export const MAX_BULLETS = 3;

export interface Judges {
  gate: Gate;
  /** Finds orders in a text, so that such sentences are neither shown to the model nor bear anything out. */
  findInstruction: FindInstruction;
}

export interface Judged {
  headline?: JudgedItem;
  bullets: JudgedItem[];
}

/** The answer's items with what is wrong with each. Citations that the article does not have count as none. */
export function judge(answer: ModelAnswer, { gate, findInstruction }: Judges, article: GatedArticle): Judged {
  const judged = (item: Item, limit: number): JudgedItem => {
    const cites = item.cites.filter((number) => number >= 0 && (article.sentences[number] ?? "") !== "");
    const flags: Flag[] = [];
    const length = [...item.text].length;
    if (length > limit) flags.push({ kind: "length", detail: `有${length}字，至多${limit}字` });
    if (item.text === "") flags.push({ kind: "length", detail: "没有内容" });
    if (cites.length === 0) flags.push({ kind: "cites", detail: "没有写明依据的句子编号" });
    else
      flags.push(
        ...gate({ ...item, cites }, article),
        ...unsupported(item.text, cites, article, findInstruction),
      );
    return { ...item, cites, flags };
  };
  return {
    headline: answer.headline === null ? undefined : judged(answer.headline, HEADLINE_LENGTH),
    bullets: answer.bullets.slice(0, MAX_BULLETS).map((bullet) => judged(bullet, BULLET_LENGTH)),
  };
}

/** The largest share of Chinese characters that an item may have and its sentences not. */
const FOREIGN = 0.3;

/** A summary says what its sentences say, mostly in their words; what does not may be an order from elsewhere. */
function unsupported(
  text: string,
  cites: number[],
  { sentences }: GatedArticle,
  findInstruction: FindInstruction,
): Flag[] {
  const bearing = [0, ...cites].map((number) => sentences[number] ?? "");
  const known = new Set(bearing.filter((sentence) => findInstruction(sentence) === undefined).join(""));
  const characters = [...text].filter((char) => /\p{Script=Han}/u.test(char));
  const foreign = characters.filter((char) => !known.has(char));
  if (foreign.length <= FOREIGN * characters.length) return [];
  return [{ kind: "support", detail: `所引句子里没有“${foreign.join("")}”这些字` }];
}

const holds = (item: JudgedItem): boolean => item.flags.length === 0;

export function complaints({ headline, bullets }: Judged): string[] {
  return [...(headline ? [headline] : []), ...bullets].flatMap(({ text, flags }) =>
    flags.map(({ kind, detail }) => `“${text}”：${kind}，${detail}`),
  );
}

/**
 * The items that hold of two answers to one question: those of the first keep their place, the second fills the gaps
 * with what it says anew.
 */
export function merge(first: Judged, second: Judged | undefined): { kept: Judged; repaired: number } {
  const firstHeadline = first.headline && holds(first.headline) ? first.headline : undefined;
  const secondHeadline = second?.headline && holds(second.headline) ? second.headline : undefined;
  const bullets = first.bullets.filter(holds);
  const known = new Set(bullets.map(({ text }) => text));
  const room = first.bullets.length - bullets.length;
  const anew = (second?.bullets ?? []).filter((item) => holds(item) && !known.has(item.text)).slice(0, room);
  return {
    kept: { headline: firstHeadline ?? secondHeadline, bullets: [...bullets, ...anew] },
    repaired: anew.length + (firstHeadline === undefined && secondHeadline !== undefined ? 1 : 0),
  };
}

/** Kinds of flags of what belongs into no summary, whoever wrote it. */
const FORM = new Set(["link", "markup", "instruction"]);

/** The offline bullets that may stand in: none that is there already, none with links or orders. */
export function standIns(offline: Bullet[], shown: Bullet[], gate: Gate, article: GatedArticle): Bullet[] {
  const said = new Set(shown.flatMap(({ text, quote }) => [text, quote]));
  const cites = article.sentences.map((_, number) => number);
  return offline.filter(({ text, quote }) => {
    if (said.has(text) || said.has(quote)) return false;
    return !gate({ text, cites }, article).some(({ kind }) => FORM.has(kind));
  });
}

/** A title as a headline: whole, or cut at a clause where it is too long; undefined where no clause is short enough. */
export function fitTitle(title: string): string | undefined {
  if ([...title].length <= HEADLINE_LENGTH) return title;
  const cut = [...title].slice(0, HEADLINE_LENGTH + 1).join("");
  const end = Math.max(
    ...["，", "；", "。", "！", "？", " ", "　", ","].map((mark) => cut.lastIndexOf(mark)),
  );
  // What is left of a condition or a half of a pair of quotes misleads.
  const head = cut.slice(0, Math.max(0, end)).trim();
  const whole = head.length >= 8 && isBalanced(head) && !/^(?:如果|若|除非|虽然|尽管)/u.test(head);
  return whole ? head : undefined;
}
