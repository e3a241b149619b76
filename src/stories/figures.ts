/** A number with its unit, as written: 34187.76亿美元 is an amount of 3.418776e12, exact to 1e6. */
export interface Figure {
  /** % percent, pp points of percent, bp basis points, m amounts, n everything else. */
  unit: "%" | "pp" | "bp" | "m" | "n";
  value: number;
  /** What one unit in the last written place is worth. */
  step: number;
  /** Digits written, without leading and trailing zeros: how telling an agreement is. */
  digits: number;
}

const pattern =
  /(?<![a-z\d.])(\d+(?:\.\d+)?)(万亿|千亿|百亿|亿|千万|百万|万)?(%|个?百分点|个?基点|bp|美元|港元|港币|欧元|日元|韩元|英镑|卢比|里拉|卢布|元)?/gu;

const scales: Record<string, number> = {
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  万: 1e4,
};

/** Figures in order of appearance, each once. Dates must have been cut out before. */
export function figuresIn(text: string): Figure[] {
  const found = new Map<string, Figure>();
  for (const match of text.matchAll(pattern)) {
    const [, written = "", scaleName, unitName] = match;
    if (written.length > 15) continue;
    const scale = scaleName === undefined ? 1 : (scales[scaleName] ?? 1);
    const value = Number((Number(written) * scale).toPrecision(12));
    const decimals = written.includes(".") ? written.length - written.indexOf(".") - 1 : 0;
    const digits = written.replace(".", "").replace(/^0+|0+$/gu, "").length;
    const unit = unitOf(unitName, scaleName);
    const id = `${unit}${value}`;
    if (!found.has(id)) found.set(id, { unit, value, step: scale / 10 ** decimals, digits });
  }
  return [...found.values()];
}

/** Equal, or one is the other rounded (1.93% for 1.9335%). Rounding to one or two digits proves nothing. */
export function sameFigure(a: Figure, b: Figure): boolean {
  if (a.unit !== b.unit) return false;
  if (a.value === b.value) return true;
  const coarse = a.step >= b.step ? a : b;
  return coarse.digits >= 3 && a.step !== b.step && Math.abs(a.value - b.value) < coarse.step;
}

/** How much it says that two articles share this figure: 2.5 for four digits, next to nothing for one. */
export function telling(figure: Figure): number {
  if (figure.digits >= 4) return 2.5;
  if (figure.digits === 3) return 1.5;
  if (figure.digits === 2) return figure.unit === "n" ? 0.5 : 1;
  return figure.unit === "n" ? 0.1 : 0.6;
}

export function writeFigure(figure: Figure): string {
  return `${figure.unit}${figure.value}/${figure.step}/${figure.digits}`;
}

export function readFigure(written: string): Figure | undefined {
  const match = /^(%|pp|bp|m|n)([^/]+)\/([^/]+)\/(\d+)$/u.exec(written);
  const unit = units.find((known) => known === match?.[1]);
  if (!match || unit === undefined) return undefined;
  return { unit, value: Number(match[2]), step: Number(match[3]), digits: Number(match[4]) };
}

const units = ["%", "pp", "bp", "m", "n"] as const;

function unitOf(unit: string | undefined, scale: string | undefined): Figure["unit"] {
  if (unit === undefined) return scale === undefined ? "n" : "m";
  if (unit.endsWith("百分点")) return "pp";
  if (unit.endsWith("基点") || unit === "bp") return "bp";
  return unit === "%" ? "%" : "m";
}
