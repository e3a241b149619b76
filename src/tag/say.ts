import { normalize } from "../lib/text.js";

/** Words around a name that people add and that say nothing about which name is meant. */
const BEFORE = /^(?:关于|有关|查询|查一下|查|搜索|搜|订阅|退订|看看|看|我要|我想看|请问|帮我查)+/u;
const AFTER =
  /(?:的?(?:最新|相关|全部|今日|今天)?的?(?:新闻|消息|资讯|动态|快讯|公告|股票|股价|行情|怎么样|吧|呢|吗|呀))+$/u;
const BRANCH = /(?:分行|支行|营业部)$/u;
const MOST_READINGS = 16;
const PLACE_LENGTHS = [2, 3, 4, 5, 6];
/** 中国招商银行 is how people say it; the bank's own name has no 中国. */
const COUNTRY = /^中国/u;
const LEGAL = /(?:股份有限公司|有限责任公司|股份公司|有限公司|集团|总行|总部|官网|公司)$/u;
const LEGAL_ENGLISH =
  /(?:co\.?,?(?:ltd|limited)\.?|limited|ltd\.?|plc|corporation|corp\.?|group|holdings?|inc\.?|companylimited)$/u;

/**
 * What is left of a person's words when marks, spaces and letter forms are taken away: NFKC, lower case,
 * simplified, without anything but letters and digits.
 */
export function bareWords(say: string, traditional: ReadonlyMap<string, string>): string {
  const simplified = Array.from(normalize(say), (character) => traditional.get(character) ?? character).join(
    "",
  );
  return simplified.replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The ways to read `words`, the most literal first: as they are, without polite words, without the legal form. */
export function readings(words: string): string[] {
  const found = [words];
  const add = (text: string) => {
    if (text.length > 1 && !found.includes(text)) found.push(text);
  };
  for (let i = 0; i < found.length && found.length < MOST_READINGS; i++) {
    const text = found[i] ?? "";
    if (BRANCH.test(text)) {
      const bank = text.replace(BRANCH, "");
      for (const length of PLACE_LENGTHS) add(bank.slice(0, -length));
    }
    for (const rule of [BEFORE, AFTER, LEGAL, LEGAL_ENGLISH, COUNTRY]) add(text.replace(rule, ""));
  }
  return found;
}
