import { describe, expect, it } from "vitest";
import { CLAUSE_FEATURES, compileClauseModel, sumWorths } from "../../src/summarize/long/clause-worth.js";
import { findFacts } from "../../src/summarize/long/facts.js";
import { markPairs } from "../../src/summarize/runs/shares.js";
import type { ClauseWeights } from "../../src/summarize/tables.js";
import { flash, lexicon, read } from "../support/excerpts.js";

const NOTHING = Object.fromEntries(CLAUSE_FEATURES.map((name) => [name, 0])) as ClauseWeights;

/** What each clause is worth by some weights and no others. */
function worths(sentence: string, weights: Partial<ClauseWeights>, { heading = "", cues = {} } = {}) {
  const given = read(sentence);
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

  it("is worth what its figures are, the first of them more near the start", () => {
    expect(worths(sentence, { figure: 1 })).toEqual([1, 1, 0]);
    expect(worths(sentence, { amount: 1, count: 2 })).toEqual([1, 2, 0]);
    expect(worths(sentence, { nearFigure: 1 })).toEqual([1, 1, 0]);
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

describe("the bullets of a long article", () => {
  it("tell what readers look for before what tells them little", () => {
    const article = [
      "江城银行的各项工作得到了广大客户的认可，这也是全行上下共同的心声。",
      "值得关注的是，该行的企业理念在新的时代里充满活力，未来可期。",
      "江城银行不良贷款率1.02%，较上年末下降0.05个百分点。",
      "监管部门决定对江城银行罚款320万元，并责令其暂停两项业务。",
      "江城银行于2031年3月5日发行80亿元绿色金融债券，期限三年。",
    ];
    const praise = "江城银行的服务让市民感受到了实实在在的便利，赢得了口碑，也收获了信任。";
    const { bullets } = flash([praise.repeat(12), ...article, praise.repeat(4)].join("\n"), "江城银行近况");
    const told = bullets.map(({ text }) => text).join();
    for (const fact of ["1.02%", "320万元", "80亿元"]) expect(told).toContain(fact);
  });
});
