import type { Flag } from "../../news/summary.js";
import type { FindInstruction } from "./instructions.js";

const LINK =
  /https?:\/\/|www\.|\b[\w-]+\.(?:com|cn|net|org|io|me|top|xyz|cc|info|shop|club|vip)\b|\bt\.me\b/iu;
const HANDLE = /(?<![\w.])[@＠][\w.]{2,}/u;
const MARKDOWN = /\[[^\]]*\]\([^)]*\)|\*\*|__|`|^\s*#{1,6}\s|^\s*>\s|<\/?[a-z][^>]*>|\[\d+\]|[{}]/imu;

/** What belongs into no summary, whatever the article says: links, accounts, markup, words that command. */
export function checkForm(text: string, findInstruction: FindInstruction): Flag[] {
  const flags: Flag[] = [];
  const add = (kind: string, found: string | undefined, what: string) => {
    if (found !== undefined) flags.push({ kind, detail: `摘要里不应有${what}：“${found}”` });
  };
  add("link", LINK.exec(text)?.[0], "链接");
  add("link", HANDLE.exec(text)?.[0], "账号");
  add("markup", MARKDOWN.exec(text)?.[0], "标记");
  add("instruction", findInstruction(text), "指令");
  return flags;
}
