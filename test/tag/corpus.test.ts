import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/tag/dictionary.js";
import { createTagger } from "../../src/tag/tagger.js";
import { corpusArticles, hasCorpus } from "../support/corpus.js";
import { judgedCases, labelledCases, measureTags } from "./measure.js";

const tag = createTagger(loadDictionary(new URL("../../data", import.meta.url).pathname));

describe.skipIf(!hasCorpus)("real articles (skipped where the corpus is missing)", () => {
  it("are tagged with their banks and fall into no trap", () => {
    const { banks, fell } = measureTags(labelledCases(), tag);
    expect(banks.f1).toBeGreaterThanOrEqual(0.99);
    expect(fell).toBe(0);
  });

  it("are tagged with their topics", () => {
    expect(measureTags(labelledCases(), tag).topics.f1).toBeGreaterThanOrEqual(0.85);
    expect(measureTags(judgedCases(), tag).topics.f1).toBeGreaterThanOrEqual(0.85);
  });

  it("have for every bank a piece of evidence where it says it is", () => {
    for (const { title, text } of corpusArticles()) {
      const { banks, evidence } = tag({ title, text });
      const whole = title ? `${title}\n${text}` : text;
      expect(new Set(evidence.map(({ name }) => name))).toEqual(new Set(banks));
      for (const { alias, at } of evidence) expect(whole.slice(at, at + alias.length)).toBe(alias);
    }
  });
});
