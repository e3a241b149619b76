/** Chinese sites write their own clock; Shanghai has had this offset, without summer time, since 1992. */
const SHANGHAI_MINUTES = 8 * 60;

const NUMERIC =
  /(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?(?:\s*T?\s*(\d{1,2})\s*[:：时]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2}))?(?:\.\d+)?)?\s*分?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?/i;
/** Only as a whole: within a text eight digits are an id as often. */
const COMPACT = /^\s*((?:19|20)\d{2})(\d{2})(\d{2})\s*$/;
const ENGLISH =
  /\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*(?:[+-]\d{4}|[A-Z]{1,4}))?/;

/** Milliseconds since 1970 of the first full date in a text; without a zone it is Shanghai's. Undefined if there is none. */
export function parseDate(text: string): number | undefined {
  const found = NUMERIC.exec(text);
  if (found) {
    const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
    return instant(year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0, offsetOf(found[7]));
  }
  const compact = COMPACT.exec(text)?.slice(1).map(Number);
  if (compact) return instant(compact[0] ?? 0, compact[1] ?? 0, compact[2] ?? 0, 0, 0, 0, SHANGHAI_MINUTES);
  const english = ENGLISH.exec(text)?.[0];
  if (!english) return undefined;
  const zoned = /(?:[+-]\d{4}|[A-Z]{1,4})$/.test(english);
  const parsed = Date.parse(zoned ? english : `${english} +0800`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** The day in a post's file name, `2022-06-02-x.md` or `2024-8-1-x.md`, at its first minute in Shanghai. */
export function dateOfFileName(path: string): number | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(name);
  if (!found) return undefined;
  return instant(Number(found[1]), Number(found[2]), Number(found[3]), 0, 0, 0, SHANGHAI_MINUTES);
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return SHANGHAI_MINUTES;
  const parts = /([+-])(\d{2}):?(\d{2})/.exec(zone);
  if (!parts) return 0;
  return (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
}

function instant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  offsetMinutes: number,
): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(utc);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return utc - offsetMinutes * 60_000;
}
