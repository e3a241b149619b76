import { DateTime, IANAZone } from "luxon";

/** Chinese media date their texts by this clock, wherever their readers are. */
export const MEDIA_ZONE = "Asia/Shanghai";

export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** The start of the local day that holds `instant`, moved by `days`. */
export function startOfDay(instant: number, zone: string, days = 0): number {
  return DateTime.fromMillis(instant, { zone }).startOf("day").plus({ days }).toMillis();
}

/** ISO 8601 with the zone's offset, to the second. */
export function isoInZone(instant: number, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toISO({ suppressMilliseconds: true }) ?? "";
}
