import { atEnd } from "./at-end.js";
import type { Span } from "./candidates.js";

/** 某部举行例行发布会 tells where, and nothing of what. */
export function isOccasion({ read, at, end }: Span): boolean {
  return OCCASION.test(read.text.slice(at, end));
}

const OCCASION = atEnd(
  "会议坛式研开行办幕展况访告更谈流讨作知报明件》",
  /(?:召开|举行|举办|主持|出席)[^，]{0,24}(?:会|会议|论坛|仪式|调研)$|(?:会|会议|论坛|仪式)[^，]{0,16}(?:召开|举行|举办|开幕)$|(?:公布|披露)[^，]{0,16}进展$|发布[^，]{0,20}(?:运行|发展|收支)情况$|(?:播放|接受)[^，]{0,20}(?:采访|专访)$|作《?政府工作报告》?$|发生工商变更$|(?:进行|开展)了?(?:深入|友好)?(?:座谈|交流|探讨)$|研究部署[^，]{0,12}工作$|^[^，]{2,30}(?:(?:发布|印发|下发)(?:了)?(?:通知|公告|通告|通报|声明|文件)|发文《[^》]*》)$/u,
);
