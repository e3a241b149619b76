import { SECOND } from "./duration.js";

/** What a Retry-After header asks for, in milliseconds from now: seconds or an HTTP date; undefined where it is neither. */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  if (header === null || header === undefined) return undefined;
  if (SECONDS.test(header)) return Number(header) * SECOND;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const SECONDS = /^\s*\d{1,9}(?:\.\d+)?\s*$/;
