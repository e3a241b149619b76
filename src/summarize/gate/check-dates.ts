import { DateTime } from "luxon";
import { DAY } from "../../lib/duration.js";
import { MEDIA_ZONE } from "../../lib/zone.js";
import type { Flag } from "../../news/summary.js";
import type { DateMention } from "./dates.js";
import type { Evidence } from "./evidence.js";
import type { Reading } from "./reading.js";

/** Dates that neither the evidence nor the day of publication has. */
export function checkDates(claim: Reading, { sentences, publishedAt }: Evidence): Flag[] {
  const known: DateMention[] = sentences.flatMap((sentence) => sentence.dates);
  const published = publishedAt === undefined ? [] : [dayOf(publishedAt), dayOf(publishedAt - DAY)];
  return claim.dates.flatMap((claimed) => {
    if (
      known.some((date) => agrees(claimed, date, known)) ||
      published.some((date) => agrees(claimed, date, []))
    ) {
      return [];
    }
    if (claimed.year !== undefined && published.some(({ year }) => nearYear(claimed, year, sentences)))
      return [];
    return [{ kind: "date", detail: `所引原文里没有“${claimed.written}”` }];
  });
}

/** Everything that is written of one agrees with the other; a field that a source lacks may stand in another of its dates. */
function agrees(claimed: DateMention, source: DateMention, all: DateMention[]): boolean {
  if (claimed.time !== undefined) return claimed.time === source.time;
  if (claimed.period !== undefined && claimed.period !== source.period) return false;
  return (["year", "month", "day"] as const).every((field) => {
    const wanted = claimed[field];
    if (wanted === undefined) return true;
    if (source[field] !== undefined) return source[field] === wanted;
    // A bare 20日 of the text says nothing of its month: it may be the month of another date, never a wrong day.
    return field !== "day" && all.some((date) => date[field] === wanted);
  });
}

function nearYear(claimed: DateMention, published: number | undefined, sentences: Reading[]): boolean {
  if (claimed.year === undefined || published === undefined || claimed.month !== undefined) return false;
  const said = (words: RegExp) => sentences.some(({ text }) => words.test(text));
  if (claimed.year === published - 1) return said(/去年|上年|上一年/u);
  if (claimed.year === published + 1) return said(/明年|次年/u);
  return claimed.year === published - 2 && said(/前年/u);
}

function dayOf(instant: number): DateMention {
  const { year, month, day } = DateTime.fromMillis(instant, { zone: MEDIA_ZONE });
  return { at: 0, end: 0, written: "", year, month, day };
}
