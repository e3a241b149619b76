import { describe, expect, it } from "vitest";
import { createCover, createVicinity } from "../../src/tag/spans.js";

const span = (start: number, end: number) => ({ start, end });

describe("spans", () => {
  it("cover what lies inside them, but not themselves", () => {
    const isCovered = createCover([span(10, 14), span(2, 8), span(4, 6)]);
    expect(isCovered(span(4, 6))).toBe(true);
    expect(isCovered(span(10, 12))).toBe(true);
    expect(isCovered(span(2, 8))).toBe(false);
    expect(isCovered(span(7, 9))).toBe(false);
    expect(isCovered(span(20, 22))).toBe(false);
    expect(createCover([])(span(0, 1))).toBe(false);
  });

  it("are near what begins within reach of them", () => {
    const isNear = createVicinity([span(100, 103)], 40);
    expect(isNear(span(60, 62))).toBe(true);
    expect(isNear(span(140, 142))).toBe(true);
    expect(isNear(span(50, 52))).toBe(false);
    expect(isNear(span(150, 152))).toBe(false);
    expect(createVicinity([], 40)(span(0, 1))).toBe(false);
  });
});
