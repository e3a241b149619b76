import type { MessageEntity } from "telegraf/types";
import type { MarkedText } from "../telegram/message.js";
import { trimText } from "../telegram/trim.js";
import type { Say } from "./say.js";

const LONGEST_SAID = 40;

/** A button as a feature means it: `verb` names the press that is handled, `args` are its words. */
export type Key = { text: string; verb: string; args?: string[] } | { text: string; url: string };

/** A message whose buttons are not yet signed for their chat. */
export interface Reply {
  text: string;
  entities: MessageEntity[];
  keys?: Key[][];
}

export function reply(text: string, keys?: Key[][]): Reply {
  return withKeys({ text, entities: [] }, keys);
}

export function withKeys({ text, entities }: MarkedText, keys?: Key[][]): Reply {
  return { text, entities, ...(keys ? { keys } : {}) };
}

/** What a person said, short enough to be said back. */
export const saidBack = (said: string): string => trimText(said, LONGEST_SAID);

export function inRows(keys: Key[], columns: number): Key[][] {
  const rows: Key[][] = [];
  for (let at = 0; at < keys.length; at += columns) rows.push(keys.slice(at, at + columns));
  return rows;
}

export const pagerLabels = ({ say }: { say: Say }) => ({ previous: say("previous"), next: say("next") });

/** ‹ 上一页 · 2/5 · 下一页 ›; nothing for a single page. Pages count from 0. */
export function pager(
  { page, pages }: { page: number; pages: number },
  labels: { previous: string; next: string },
  press: (page: number) => { verb: string; args: string[] },
): Key[][] {
  if (pages <= 1) return [];
  const to = (text: string, target: number): Key => ({ text, ...press(target) });
  return [
    [
      ...(page > 0 ? [to(labels.previous, page - 1)] : []),
      to(`${page + 1}/${pages}`, page),
      ...(page < pages - 1 ? [to(labels.next, page + 1)] : []),
    ],
  ];
}

/** A page's number as it stands in a press: 0 for anything else than one of the pages. */
export function pageOf(arg: string | undefined, pages: number): number {
  const page = Number(arg);
  return Number.isInteger(page) && page >= 0 ? Math.min(page, Math.max(0, pages - 1)) : 0;
}
