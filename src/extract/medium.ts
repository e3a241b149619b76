/** Labels of the source site that name no medium. */
const NO_MEDIUM = new Set(["东财滚动新闻", "站长消息"]);

/** Media whose own name ends in 新闻; the source site adds another one to every name. */
const NAMED_NEWS = new Set([
  "澎湃新闻",
  "每日经济新闻",
  "央视新闻",
  "界面新闻",
  "封面新闻",
  "红星新闻",
  "上游新闻",
]);

const SOURCE = "(?:本文|文章|稿件|信息|新闻|消息)?来源\\s*[：:]";
const OWN_LINE = new RegExp(`^[（(【[]?\\s*${SOURCE}\\s*([^（）()【】\\[\\]]{1,30}?)\\s*[）)】\\]]?$`);
const AT_END = new RegExp(`\\s*[（(【]\\s*${SOURCE}\\s*([^（）()【】]{1,30}?)\\s*[）)】]\\s*$`);
const EMPTY_LINE = new RegExp(`^[（(【]?\\s*${SOURCE}\\s*[）)】]?$`);
const BRACKET = /(?<=[。！？；…”’"）).!?])\s*[（(]([^（）()\d，。：；！？\s]{2,16})[）)]\s*$/;

/** `华夏时报新闻` -> 华夏时报; undefined for labels that name a section of the site. */
export function mediumOfLabel(label: string): string | undefined {
  if (NO_MEDIUM.has(label) || NAMED_NEWS.has(label)) return NAMED_NEWS.has(label) ? label : undefined;
  return /^(.{2,})新闻$/.exec(label)?.[1];
}

/** Takes a source note, `（文章来源：财联社）`, off a block; the text may be empty then. */
export function takeSource(text: string): { text: string; medium?: string } {
  if (!text.includes("来源")) return { text };
  const own = OWN_LINE.exec(text);
  if (own?.[1]) return { text: "", medium: own[1] };
  if (EMPTY_LINE.test(text)) return { text: "" };
  const end = AT_END.exec(text);
  return end?.[1] ? { text: text.slice(0, end.index), medium: end[1] } : { text };
}

/** Takes the medium in brackets off the end of a digest: `……。（券商中国）`. */
export function takeBracket(text: string): { text: string; medium?: string } {
  const found = BRACKET.exec(text);
  return found?.[1] ? { text: text.slice(0, found.index), medium: found[1] } : { text };
}
