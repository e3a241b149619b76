import { DateTime, IANAZone } from "luxon";

export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** The start of the local day that holds `instant`, moved by `days`. */
export function startOfDay(instant: number, zone: string, days = 0): number {
  return DateTime.fromMillis(instant, { zone }).startOf("day").plus({ days }).toMillis();
}

/** The next instant strictly after `instant` at which a clock in `zone` shows `time` (HH:MM). */
export function nextLocalTime(instant: number, zone: string, time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const today = DateTime.fromMillis(instant, { zone }).set({ hour, minute, second: 0, millisecond: 0 });
  return (today.toMillis() > instant ? today : today.plus({ days: 1 })).toMillis();
}

/** ISO 8601 with the zone's offset, to the second. */
export function isoInZone(instant: number, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toISO({ suppressMilliseconds: true }) ?? "";
}
