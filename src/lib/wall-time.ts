import { IANAZone } from "luxon";
import { DAY, MINUTE } from "./duration.js";

/**
 * The instants at which a clock in `zone` shows `time` (HH:MM) on `date` (YYYY-MM-DD), ascending: one, or two where
 * clocks are set back over it. A time that clocks skip comes once, as much later as they are set forward.
 */
export function comingsOf(date: string, time: string, zone: string): number[] {
  const shown = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (instant: number) => IANAZone.create(zone).offset(instant) * MINUTE;
  const before = shown - offsetAt(shown - DAY);
  const after = shown - offsetAt(shown + DAY);
  const comings = [...new Set([before, after])].filter((instant) => instant + offsetAt(instant) === shown);
  return comings.length > 0 ? comings.sort((a, b) => a - b) : [before];
}
