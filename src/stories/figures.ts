/** Numbers with their unit as comparable strings: `m2.58e11` an amount, `%4.83`, `bp25`, `n70000` a bare number. */

const pattern =
  /(\d+(?:\.\d+)?)(万亿|千亿|百亿|亿|千万|百万|万)?(%|个?百分点|个?基点|bp|美元|港元|港币|欧元|日元|韩元|英镑|卢比|里拉|卢布|元|股|吨|吉瓦|千瓦)?/gu;

const scales: Record<string, number> = {
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  万: 1e4,
};

export interface Figure {
  /** Unit class and value; equal strings are equal figures. */
  key: string;
  /** Digits written, without leading and trailing zeros: how telling an agreement is. */
  digits: number;
}

/** Figures in order of appearance, each once. Dates must have been cut out before. */
export function figuresIn(text: string): Figure[] {
  const found = new Map<string, Figure>();
  for (const match of text.matchAll(pattern)) {
    const [, written = "", scale, unit] = match;
    const value = Number(written) * (scale === undefined ? 1 : (scales[scale] ?? 1));
    if (!Number.isFinite(value)) continue;
    const digits = written.replace(".", "").replace(/^0+|0+$/gu, "").length;
    const key = `${unitClass(unit, scale)}${Number(value.toPrecision(9))}`;
    if (!found.has(key)) found.set(key, { key, digits });
  }
  return [...found.values()];
}

function unitClass(unit: string | undefined, scale: string | undefined): string {
  if (unit === undefined) return scale === undefined ? "n" : "m";
  if (unit.endsWith("百分点")) return "pp";
  if (unit.endsWith("基点") || unit === "bp") return "bp";
  return unit === "%" ? "%" : "m";
}
