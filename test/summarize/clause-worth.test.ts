import { describe, expect, it } from "vitest";
import { CLAUSE_FEATURES, compileClauseModel, sumWorths } from "../../src/summarize/long/clause-worth.js";
import { findFacts } from "../../src/summarize/long/facts.js";
import { markPairs } from "../../src/summarize/runs/shares.js";
import { readSentences } from "../../src/summarize/sentence/reading.js";
import type { ClauseWeights } from "../../src/summarize/tables.js";
import { lexicon } from "../support/excerpts.js";

const NOTHING = Object.fromEntries(CLAUSE_FEATURES.map((name) => [name, 0])) as ClauseWeights;

/** What each clause is worth by some weights and no others. */
function worths(
  text: string,
  weights: Partial<ClauseWeights>,
  { heading = "", cues = {}, sentence = 0 } = {},
) {
  const given = readSentences([{ text, heading: false }], { lexicon, banks: [], limit: 9 })[sentence];
  if (!given) throw new Error(`no sentence ${sentence}: ${text}`);
  const sums = sumWorths(
    given,
    findFacts(given.text, lexicon, new Set()),
    markPairs(given.counters.pairs, heading),
    compileClauseModel({ ...NOTHING, ...weights }, { inside: {}, start: {}, ...cues }),
  );
  return sums.slice(1).map((sum, i) => Math.round(1000 * (sum - (sums[i] ?? 0))) / 1000);
}

describe("a clause of a long article", () => {
  const sentence = "江城银行净利润45.6亿元，网点达312家，服务持续改善。";

  it("is worth what its figures are, more so near the start", () => {
    expect(worths(sentence, { figure: 1 })).toEqual([1, 1, 0]);
    expect(worths(sentence, { amount: 1, count: 2 })).toEqual([1, 2, 0]);
    expect(worths(`江城银行发布年报。${sentence}`, { nearFigure: 1 }, { sentence: 1 })).toEqual([
      0.882, 0.882, 0,
    ]);
  });

  it("is worth the less, the further back in its sentence it stands", () => {
    expect(worths(sentence, { place: -1 })).toEqual([0, -0.2, -0.4]);
  });

  it("is worth less, the more of it stands in the heading", () => {
    const [first, second] = worths(sentence, { inHeading: -1 }, { heading: "江城银行净利润创新高" });
    expect(first).toBeCloseTo(-6 / 20);
    expect(second).toBe(0);
  });

  it("is worth what the pairs of characters in it and at its start are", () => {
    const cues = { inside: { 网点: 0.5, 改善: -0.25 }, start: { 网点: 1, 改善: 1 } };
    expect(worths(sentence, {}, { cues })).toEqual([0, 1.5, -0.25]);
  });

  it("is worth nothing where it only says who speaks", () => {
    expect(worths("江城统计局数据显示，上半年新增贷款45.6亿元。", { clause: 1 })).toEqual([0, 1]);
  });
});
