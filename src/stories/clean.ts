import { normalize } from "../lib/text.js";
import type { StoryRules } from "./rules.js";

/** An article as stories compare it: normalized, without white space and without what a feed adds to every item. */
export interface CleanText {
  title: string;
  /** Never starts with the title in brackets; sentences end in 。 or one of !?;. */
  body: string;
  /** The agency that the lead names, 财联社; empty where none does. */
  wire: string;
}

/** Title and lead of one flash say all; what comes after this many characters is another subject or detail. */
const READ = 1600;

const headInBrackets = /^\s*(?:>\s*)?【([^】]{2,120})】/u;
/** 财联社6月1日电，/ 新华社北京6月1日电（记者…）/ 财联社讯: who sent it and when, not what happened. */
const wireLead =
  /^(?:《?(?<dated>[一-鿿]{1,6}(?:社|网|报|新闻))》?[一-鿿]{0,6}(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)|(?<plain>[一-鿿]{1,6}社)讯)(?:\([^)]{2,40}\))?[,:]?/u;
const mediumAtEnd = /\((?:文章来源:|来源:)?[^()]{2,24}\)$/u;
const thousands = /(?<=\d),(?=\d{3}(?!\d))/gu;
const leftovers = /\{img:\d+\}|<[^>]{1,200}>|\[查看原文\]\([^)]*\)|\*\*/giu;

export function cleanText(input: { title?: string; text: string }, rules: StoryRules): CleanText {
  const raw = input.text.slice(0, READ).replace(leftovers, "");
  const bracketed = headInBrackets.exec(raw);
  const given = input.title?.trim() ?? "";
  const title = given || bracketed?.[1] || "";
  // A heading in brackets that is not the title says what kind of report it is: 【午盘播报】.
  const label = bracketed && given !== "" && !sameWords(given, bracketed[1] ?? "") ? `${bracketed[1]}\n` : "";
  const rest = bracketed ? label + raw.slice(bracketed[0].length) : raw;
  const lines = rest
    .split("\n")
    .map((line) => flat(line.replace(/^\s*>\s*/u, ""), rules))
    .filter((line) => line !== "");
  const whole = lines.map((line) => (/[。!?;:]$/u.test(line) ? line : `${line}。`)).join("");
  const lead = wireLead.exec(whole);
  const body = whole
    .slice(lead?.[0].length ?? 0)
    .replace(/。$/u, "")
    .replace(mediumAtEnd, "");
  return { title: flat(title, rules), body, wire: lead?.groups?.dated ?? lead?.groups?.plain ?? "" };
}

function sameWords(title: string, heading: string): boolean {
  const letters = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "");
  return letters(title).startsWith(letters(heading).slice(0, 12));
}

function flat(text: string, { alias, canonical }: StoryRules): string {
  return normalize(text)
    .replace(thousands, "")
    .replace(alias, (name) => canonical.get(name) ?? name);
}
