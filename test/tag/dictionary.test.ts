import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BrokenDictionary, loadDictionary, problemInWords } from "../../src/tag/dictionary.js";
import { extendDictionary, validateAddition } from "../../src/tag/extend.js";
import { createResolver } from "../../src/tag/resolver.js";
import { createTagger } from "../../src/tag/tagger.js";

const data = new URL("../../data", import.meta.url).pathname;
const dictionary = loadDictionary(data);

describe("the tables", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tag-"));
    for (const file of ["banks.json", "topics.json", "decoys.json"])
      cpSync(join(data, file), join(folder, file));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("hold at least 168 banks and 26 topics", () => {
    expect(dictionary.banks.length).toBeGreaterThanOrEqual(168);
    expect(dictionary.topics.length).toBe(26);
  });

  it("hold suggestions that are names", () => {
    expect(dictionary.suggested.banks.length).toBe(12);
    const resolve = createResolver(dictionary);
    for (const name of dictionary.suggested.banks) expect(resolve(name).bank).toBe(name);
    for (const name of dictionary.suggested.topics) expect(resolve(name).topic).toBe(name);
  });

  it("tell every problem of all files in one error", () => {
    writeFileSync(join(folder, "topics.json"), "{");
    const banks = readFileSync(join(folder, "banks.json"), "utf8");
    writeFileSync(
      join(folder, "banks.json"),
      banks.replace('"601398"', '"60139"').replace('"国有"', '"国营"'),
    );
    expect(() => loadDictionary(folder)).toThrow(BrokenDictionary);
    expect(() => loadDictionary(folder)).toThrow(/topics\.json[\s\S]*/);
    expect(() => loadDictionary(folder)).toThrow(/banks\.中国工商银行\.aShare/);
    expect(() => loadDictionary(folder)).toThrow(/banks\.中国工商银行\.type/);
  });

  it("refuse one name for two banks", () => {
    const banks = readFileSync(join(folder, "banks.json"), "utf8");
    writeFileSync(join(folder, "banks.json"), banks.replace('"农行"', '"工行"'));
    expect(() => loadDictionary(folder)).toThrow("工行 names both 中国工商银行 and 中国农业银行");
  });

  it("refuse a bank that is there twice, and pinyin without its syllables", () => {
    const file = join(folder, "banks.json");
    const banks = readFileSync(file, "utf8");
    writeFileSync(file, banks.replace('"name": "中国农业银行"', '"name": "中国工商银行"'));
    expect(() => loadDictionary(folder)).toThrow("中国工商银行 is there twice");
    writeFileSync(file, banks.replace('"gong shang yin hang"', '"gongshangyinhang"'));
    expect(() => loadDictionary(folder)).toThrow(/banks\.中国工商银行\.pinyin\.\d+: syllables with blanks/);
  });
});

describe("an operator's addition", () => {
  it("makes a new bank known in texts and to people", () => {
    const bank = { name: "云川银行", type: "城商" };
    const validation = validateAddition(dictionary, { bank });
    if (!validation.ok) throw new Error(validation.problems.map(problemInWords).join());
    const extended = extendDictionary(dictionary, validation.addition);
    expect(createTagger(extended)({ text: "云川银行获准开业。" }).banks).toEqual(["云川银行"]);
    expect(createResolver(extended)("云川银行").bank).toBe("云川银行");
    expect(createTagger(dictionary)({ text: "云川银行获准开业。" }).banks).toEqual([]);
  });

  it("makes an alias, a decoy and a topic term count", () => {
    const text = "宇宙第一大行工行服务区开业";
    const aliased = extendDictionary(dictionary, { alias: { bank: "中国工商银行", text: "宇宙第一大行" } });
    expect(createTagger(aliased)({ text }).evidence.map(({ alias }) => alias)).toEqual([
      "宇宙第一大行",
      "工行",
    ]);
    const refused = extendDictionary(dictionary, { decoy: { text: "工行服务区", why: "a rest stop" } });
    expect(createTagger(refused)({ text }).banks).toEqual([]);
    const term = { topic: "存款", text: "存钱罐", weight: 8 };
    const weighed = extendDictionary(dictionary, { topicTerm: term });
    expect(createTagger(dictionary)({ title: "招行推出存钱罐", text: "" }).topics).toEqual([]);
    expect(createTagger(weighed)({ title: "招行推出存钱罐", text: "" }).topics).toEqual(["存款"]);
  });

  it("is refused with its reasons", () => {
    const problemsOf = (input: unknown) => {
      const validation = validateAddition(dictionary, input);
      return validation.ok ? [] : validation.problems.map(problemInWords);
    };
    expect(problemsOf({})).toEqual(["addition: nothing is added"]);
    expect(problemsOf({ alias: { bank: "无此银行", text: "无此" } })).toEqual(["no bank is named 无此银行"]);
    expect(problemsOf({ alias: { bank: "招商银行", text: "工行" } })).toEqual([
      "工行 names both 中国工商银行 and 招商银行",
    ]);
    expect(problemsOf({ decoy: { text: "工行" } })).toEqual(["工行 is a name of 中国工商银行 and a decoy"]);
    expect(problemsOf({ topicTerm: { topic: "足球", text: "越位", weight: 3 } })).toEqual([
      "no topic is named 足球",
    ]);
    expect(problemsOf("工行")[0]).toMatch(/^addition: /);
  });
});
