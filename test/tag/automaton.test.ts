import { describe, expect, it } from "vitest";
import { createAutomaton } from "../../src/tag/automaton.js";
import { createFold } from "../../src/tag/fold.js";

const asIs = (unit: number) => unit;

function find(patterns: string[], text: string, fold = asIs): string[] {
  const found: string[] = [];
  createAutomaton(patterns, fold).scan(text, (pattern, start, end) => {
    found.push(`${patterns[pattern]}@${start}-${end}`);
  });
  return found.toSorted();
}

function findPlainly(patterns: string[], text: string): string[] {
  return patterns
    .flatMap((pattern) =>
      Array.from({ length: text.length }, (_, at) => at)
        .filter((at) => text.startsWith(pattern, at))
        .map((at) => `${pattern}@${at}-${at + pattern.length}`),
    )
    .toSorted();
}

/** A small fixed sequence of numbers that looks random. */
function* numbers(): Generator<number> {
  for (let seed = 7; ; seed = (seed * 48271) % 2147483647) yield seed;
}

describe("the automaton", () => {
  it("finds what a plain search finds, overlaps and inner names included", () => {
    const next = numbers();
    const word = (letters: string, length: number) =>
      Array.from({ length }, () => letters[(next.next().value ?? 0) % letters.length]).join("");
    for (let round = 0; round < 200; round++) {
      const patterns = [...new Set(Array.from({ length: 12 }, (_, i) => word("银行工商ab", 1 + (i % 4))))];
      const text = word("银行工商abc。", 60);
      expect(find(patterns, text)).toEqual(findPlainly(patterns, text));
    }
  });

  it("reports both of two patterns that fold to the same units", () => {
    const fold = createFold(new Map([["銀", "银"]]));
    expect(find(["银行", "銀行"], "招商銀行", fold)).toEqual(["銀行@2-4", "银行@2-4"]);
  });

  it("keeps the offsets of fullwidth letters and of text after an emoji", () => {
    const fold = createFold(new Map());
    expect(find(["ICBC"], "🏦ＩＣＢＣ", fold)).toEqual(["ICBC@2-6"]);
  });

  it("finds nothing for no pattern and in no text", () => {
    expect(find([], "工商银行")).toEqual([]);
    expect(find(["工行"], "")).toEqual([]);
  });
});
