import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/tag/dictionary.js";
import { createTagger } from "../../src/tag/tagger.js";
import { headlines, sentences } from "./sentences.js";

const dictionary = loadDictionary(new URL("../../data", import.meta.url).pathname);
const tag = createTagger(dictionary);

describe("banks", () => {
  for (const { kind, title, text, banks } of sentences) {
    it(`${kind}: ${title ?? ""}${text} names ${banks.join("、") || "none"}`, () => {
      expect(tag({ title, text }).banks.toSorted()).toEqual(banks.toSorted());
    });
  }

  it("gives for every bank a piece of evidence that stands in the text", () => {
    const title = "工行、招行下调存款利率";
    const text = "中国工商银行与招商银行(600036)今日公告。";
    const { banks, evidence } = tag({ title, text });
    expect(banks).toEqual(["中国工商银行", "招商银行"]);
    for (const { alias, at } of evidence)
      expect(`${title}\n${text}`.slice(at, at + alias.length)).toBe(alias);
    expect(evidence.map(({ name, alias, at }) => [name, alias, at])).toContainEqual(["招商银行", "招行", 3]);
  });

  it("counts offsets in UTF-16 units, past an emoji", () => {
    expect(tag({ text: "🏦🏦工行" }).evidence).toEqual([
      { name: "中国工商银行", alias: "工行", at: 4, rule: "alias" },
    ]);
  });

  it("takes a bank that is named in passing for a subject when the markup has its code", () => {
    const title = "宏观周报";
    const text = "招商银行首席经济学家谈汇率。";
    expect(tag({ title, text }).banks).toEqual([]);
    expect(tag({ title, text, stocks: [{ market: "SH", code: "600036" }] }).banks).toEqual(["招商银行"]);
  });

  it("does not take the medium for a bank", () => {
    const input = { title: "行业观察", text: "（农业银行报）基层网点见闻" };
    expect(tag({ ...input, medium: "农业银行报" }).banks).toEqual([]);
    expect(tag(input).banks).toEqual(["中国农业银行"]);
  });

  it("reads hostile text to its end", () => {
    expect(tag({ text: `${"工".repeat(100_000)}\0\ud800` })).toEqual({ banks: [], topics: [], evidence: [] });
    expect(tag({ text: `美联储${"央行人民币".repeat(40_000)}` }).banks).toEqual(["美联储", "中国人民银行"]);
    expect(tag({ text: "" })).toEqual({ banks: [], topics: [], evidence: [] });
  });
});

describe("topics", () => {
  for (const { title, text, topics } of headlines) {
    it(`${title} is about ${topics.join("、") || "no topic"}`, () => {
      expect(tag({ title, text }).topics.toSorted()).toEqual(topics.toSorted());
    });
  }

  it("gives at most three", () => {
    const text = dictionary.topics.flatMap((topic) => Object.values(topic.terms).flat()).join("，");
    expect(tag({ title: "招商银行", text }).topics.length).toBeLessThanOrEqual(3);
  });
});
