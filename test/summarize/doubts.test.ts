import { describe, expect, it } from "vitest";
import { DOUBTS, doubtsOf } from "../../src/summarize/long/doubts.js";
import { candidateText, findCandidates } from "../../src/summarize/runs/candidates.js";
import { lexicon, read } from "../support/excerpts.js";

/** What holds of a run of a sentence, by name. */
function doubts(sentence: string, run: string, heading = ""): string[] {
  const given = read(sentence);
  const candidate = findCandidates(given, lexicon, 70).find((each) => candidateText(each) === run);
  if (!candidate) throw new Error(`no such run: ${run}`);
  const holds = doubtsOf(candidate, { reads: [given], lexicon, heading });
  expect(holds).toHaveLength(DOUBTS.length);
  return DOUBTS.filter((_, k) => holds[k]);
}

describe("what makes a run doubtful", () => {
  const sentence = "江城银行发布年报，新设网点12家，发行债券45.6亿元。";

  it("is a start in the midst of a sentence, more so with a figure", () => {
    expect(doubts(sentence, "新设网点12家，发行债券45.6亿元")).toContain("middle");
    expect(doubts("2031年末，45家分行开业，网点共312家。", "45家分行开业，网点共312家")).toContain("digit");
    expect(doubts(sentence, "江城银行发布年报，新设网点12家，发行债券45.6亿元")).not.toContain("middle");
  });

  it("is to name nobody, less so where the heading's subject is named", () => {
    const whole = "江城银行发布年报，新设网点12家，发行债券45.6亿元";
    expect(doubts(sentence, whole)).toContain("named");
    expect(doubts(sentence, whole)).not.toContain("namesHeading");
    expect(doubts(sentence, whole, "江城银行年报出炉")).toContain("namesHeading");
    expect(doubts(sentence, "新设网点12家，发行债券45.6亿元")).not.toContain("named");
  });

  it("is to stop before its sentence does", () => {
    expect(doubts(sentence, "江城银行发布年报，新设网点12家")).not.toContain("endsSentence");
    expect(doubts(sentence, "江城银行发布年报，新设网点12家，发行债券45.6亿元")).toContain("endsSentence");
  });
});
