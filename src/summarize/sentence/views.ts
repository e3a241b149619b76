import type { Read } from "./reading.js";

/**
 * Of each clause with content, from `content` on, whether it is part of a view whose holder the sentence names in an earlier
 * one: …，市场人士认为，降息窗口仍在，银行股有望企稳. It is told with him or not at all. A view ends with 。 or ；.
 */
export function findViews({ text, clauses }: Read, content: number): boolean[] {
  let isHeld = false;
  return clauses.map(({ at, end }, i) => {
    isHeld &&= /^[，,：:]/u.test(clauses[i - 1]?.mark ?? "");
    const inView = isHeld;
    isHeld ||= i >= content && VIEW.test(text.slice(at, end));
    return inView;
  });
}

const VIEW =
  /^(?![我他她]|该|并|[同还]).*(?:认为|相信|估计|怀疑|警告称)$|(?:人士|专家|嘉宾|学者|分析师|业内|各方|多方|投资者|私募|券商|(?<!社交)媒体|团体|经济学家|策略师)[^，]{0,6}(?:表示|称|指出|说|预计|预测)$/u;
