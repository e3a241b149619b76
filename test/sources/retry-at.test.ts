import { describe, expect, it } from "vitest";
import { retryAt } from "../../src/sources/reading.js";

const MINUTE = 60_000;
const NOW = Date.UTC(2022, 5, 2);

describe("when a source is read again", () => {
  it("waits twice as long after each failure, at most six hours", () => {
    const pauses = [1, 2, 3, 4, 20, 1_000].map((failures) => retryAt(failures, NOW, () => 1) - NOW);
    expect(pauses).toEqual([1, 2, 4, 8, 360, 360].map((minutes) => minutes * MINUTE));
  });

  it("is spread, so that sources that failed together do not come back together", () => {
    expect(retryAt(3, NOW, () => 0.5) - NOW).toBe(3 * MINUTE);
    expect(retryAt(3, NOW, () => 0) - NOW).toBe(2 * MINUTE);
  });

  it("obeys what the source asked for, up to a day", () => {
    expect(retryAt(1, NOW, () => 1, NOW + 600 * MINUTE)).toBe(NOW + 600 * MINUTE);
    expect(retryAt(1, NOW, () => 1, NOW + 90 * 24 * 60 * MINUTE)).toBe(NOW + 24 * 60 * MINUTE);
    expect(retryAt(4, NOW, () => 1, NOW + MINUTE)).toBe(NOW + 8 * MINUTE);
  });
});
