import { describe, expect, it } from "vitest";
import { findProspects } from "../../src/summarize/long/prospects.js";
import { compileLongScoring } from "../../src/summarize/long/scoring.js";
import { readSentences } from "../../src/summarize/sentence/reading.js";
import { lexicon, tables } from "../support/excerpts.js";

const text = [
  "据江城监管局通报，江城银行2031年净利润45.6亿元，同比增长8.2%，不良率1.02%，拨备覆盖率251%，网点达312家，员工8,120人。",
  "其中，零售贷款余额812.5亿元，较年初增长12%；行长张三表示，2032年将新设网点20家，并发行80亿元绿色债券。",
  "2032年6月1日，江城银行推出“萤火计划”，包含借记卡、存款等服务，首月客户突破3万户。“萤火计划”免收年费。",
].join("");
const reads = readSentences([{ text, heading: false }], { lexicon, banks: ["江城银行"], limit: 9 });
const prospects = findProspects(reads, lexicon, compileLongScoring(tables), "江城银行年报");

describe("a sentence of a long article", () => {
  it("promises as much as any of its runs, and no run is worth more than it hopes", () => {
    for (const prospect of prospects) {
      for (const run of prospect.runs()) {
        expect(run.hope).toBeLessThanOrEqual(prospect.atMost);
        expect(run.worth()).toBeLessThanOrEqual(run.hope);
      }
    }
  });

  it("has each run once, also where one begins behind a tie", () => {
    const shown = prospects.flatMap((prospect) =>
      prospect
        .runs()
        .map(({ candidate: { read, at, end, speaker } }) => `${read.index} ${at} ${end} ${speaker}`),
    );
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBeGreaterThan(20);
  });
});
