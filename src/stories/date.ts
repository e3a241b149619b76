import { DateTime } from "luxon";
import type { Instant } from "../news/article.js";

const formats = [
  "yyyy-M-d H:m:s ZZZ",
  "yyyy-M-d H:m:s",
  "yyyy-M-d H:m",
  "yyyy-M-d",
  "yyyy/M/d H:m:s",
  "yyyy/M/d H:m",
  "yyyy/M/d",
  "yyyy年M月d日 H:m:s",
  "yyyy年M月d日 H:m",
  "yyyy年M月d日H:m",
  "yyyy年M月d日",
  "yyyyMMdd",
];

/** A date as feeds and files write it; `zone` is for those that name none. Undefined when it cannot be read. */
export function parseDate(written: string, zone: string): Instant | undefined {
  const text = written.trim();
  for (const read of [DateTime.fromISO, DateTime.fromRFC2822]) {
    const date = read(text, { zone });
    if (date.isValid) return date.toMillis();
  }
  for (const format of formats) {
    const date = DateTime.fromFormat(text, format, { zone });
    if (date.isValid) return date.toMillis();
  }
  return undefined;
}
