import type { Block } from "../../news/article.js";

/** A paragraph or heading of the article; its text is an exact piece of a block. */
export interface Line {
  text: string;
  heading: boolean;
}

const NUMBERED =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]{1,2}[章节部]|\d{1,2}[、.．](?!\d))/u;
const SOURCE_LINE =
  /^[（(]?(?:文章)?(?:来源|责任编辑|责编|编辑|作者|记者)[：:]|^\[查看原文\]|^原标题[：:]|^(?:免责声明|欢迎(?:转发|关注)|作者简介|网友讨论|还可以输入|精彩回顾|(?:相关|推荐|延伸)阅读|\d{4}-\d{2}-\d{2} \d{2}:\d{2}|[（(]图[：:])|^(?:https?:)?\/\//u;
/** What follows is of the site, and links to other articles; at the top the article follows. */
const PAGE_END = /版权声明(?<=[\s\S]{204})[：:]/u;
/** A colon is no full stop: 打造新格局：三件大事 may head a section. */
const FULL_STOP = /[。！？!?；;，,：:…]$/u;
const LONGEST_HEADING = 32;

/** A line break, a wide gap (　　), an item of a list behind a blank (… 2、某行…), which is no number of days (… 2、30天). */
const PARTS =
  /\n|[　]{2,}| {3,}|\s(?<=[^A-Za-z]\s)(?=\d{1,2}(?:、(?!\d{1,3}(?![\d—~月-]))|[.．]\s))|\s(?<=\p{Script=Han}\s)(?=(?:近日|日前|昨日|今日|\d{1,2}月\d{1,2}日(?:[上下]午|晚间?|凌晨|早间|中午)?)(?:消息|讯)?[，,]|据[^，\s]{2,10}(?:消息|报道)[，,])|\{IMG:\d+\}/u;

/** Blocks as lines, parted into paragraphs; the lines of sources and editors are dropped. */
export function readLines(blocks: Block[]): Line[] {
  const lines: Line[] = [];
  for (const block of blocks) {
    const [article = ""] = block.text.split(PAGE_END, 1);
    for (const piece of article.split(PARTS)) {
      const text = piece.trim();
      if (text === "" || (text.length < 60 && SOURCE_LINE.test(text))) continue;
      lines.push({ text, heading: block.kind === "heading" });
    }
  }
  // Headings of plain text are told by their look, which needs neighbours: a lone short line is a flash.
  if (lines.length > 2) {
    for (const [i, line] of lines.entries()) {
      if (!line.heading && i > 0) line.heading = looksLikeHeading(line.text);
    }
  }
  return lines;
}

function looksLikeHeading(text: string): boolean {
  if (text.length > LONGEST_HEADING) return false;
  return (
    !/[。！？!?；;…]$/u.test(text) && (NUMBERED.test(text) || !FULL_STOP.test(text) || /，$/u.test(text))
  );
}
