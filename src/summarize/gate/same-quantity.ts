import type { Quantity } from "./quantities.js";

const WITHIN = 1e-9;
/** How far a figure may be from one that is said to be about it. */
const ABOUT = 0.05;

/** Whether the source's figure bears out the statement's: equal, rounded to the shown digits, or on the side it says. */
export function bearsOut(claimed: Quantity, source: Quantity): boolean {
  return sameUnit(claimed, source) && sameValue(claimed, source);
}

const WILD = new Set(["percent", "point-of-percent", "times", "duration"]);

export function sameUnit(claimed: Quantity, source: Quantity): boolean {
  if (claimed.unit === source.unit) return true;
  if (claimed.unit === "bare" || source.unit === "bare") return true;
  if (claimed.unit === "amount") return !WILD.has(source.unit);
  if (source.unit === "amount") return !WILD.has(claimed.unit);
  return isTimesOfPercent(claimed, source) || isFewShares(claimed, source) || isFewShares(source, claimed);
}

/** 10股 may be ten companies' shares: 10只. */
function isFewShares(a: Quantity, b: Quantity): boolean {
  return a.unit === "share" && b.unit === "count" && a.value < 10_000 && Number.isInteger(a.value);
}

function isTimesOfPercent(a: Quantity, b: Quantity): boolean {
  return (a.unit === "times" && b.unit === "percent") || (a.unit === "percent" && b.unit === "times");
}

function sameValue(claimed: Quantity, source: Quantity): boolean {
  const factor =
    claimed.unit === "times" && source.unit === "percent"
      ? 0.01
      : claimed.unit === "percent" && source.unit === "times"
        ? 100
        : 1;
  const value = source.value * factor;
  const near = (a: number, b: number) => Math.abs(a - b) <= WITHIN * Math.max(Math.abs(a), Math.abs(b), 1e-6);
  if (near(claimed.value, value)) return !contradicts(claimed.leaning, source.leaning);
  if (source.step * factor < claimed.step * (1 - WITHIN)) {
    const shown = value / claimed.step;
    if (near(Math.round(shown) * claimed.step, claimed.value)) return true;
    if (near(Math.floor(shown + WITHIN) * claimed.step, claimed.value)) return true;
  }
  const gap = value - claimed.value;
  const room = Math.max(claimed.coarse, claimed.step);
  if (claimed.leaning === "over") return gap > 0 && gap < room;
  if (claimed.leaning === "under") return gap < 0 && -gap < room;
  if (claimed.leaning === "about") return Math.abs(gap) <= ABOUT * value;
  return false;
}

function contradicts(a: Quantity["leaning"], b: Quantity["leaning"]): boolean {
  return (a === "over" && b === "under") || (a === "under" && b === "over");
}
