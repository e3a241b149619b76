/** Days and periods that a text names, and the text without them, so that no date is taken for a figure. */
export interface DaysIn {
  /** `0605` for 6月5日, `d16` for a bare 16日; periods: `y2026`, `m06` for 6月. */
  days: string[];
  rest: string;
}

const pattern =
  /(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?|(\d{4})年(?:第?([一二三四1-4])季度|(上半年|下半年|半年))?|(?<![\d.])(\d{1,2})日(?!均|内|线)/gu;

export function daysIn(text: string): DaysIn {
  const days = new Set<string>();
  const rest = text.replace(pattern, (_all, _y, month, day, year, quarter, half, bareDay) => {
    if (month !== undefined) days.add(day === undefined ? `m${pad(month)}` : pad(month) + pad(day));
    else if (bareDay !== undefined) days.add(`d${pad(bareDay)}`);
    else days.add(`y${year}${quarter ?? half ?? ""}`);
    return "~";
  });
  return { days: [...days], rest };
}

function pad(digits: string): string {
  return digits.padStart(2, "0");
}

/** A day, not a month or year. */
export function isDay(named: string): boolean {
  return /^(?:\d{4}|d\d{2})$/u.test(named);
}

export function isFullDay(named: string): boolean {
  return /^\d{4}$/u.test(named);
}
