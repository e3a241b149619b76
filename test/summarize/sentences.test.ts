import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/summarize/sentence/sentences.js";

const texts = (text: string) => splitSentences(text).map((sentence) => sentence.text);

describe("splitSentences", () => {
  it("ends a sentence at a full stop, a question, an exclamation and a line break", () => {
    expect(texts("江城银行发了债。多少？十亿！\n另有计划")).toEqual([
      "江城银行发了债。",
      "多少？",
      "十亿！",
      "另有计划",
    ]);
  });

  it("parts what runs on without an end at commas, and loses nothing of it", () => {
    const text = "江城银行拟设立子公司，注册资本10亿元，".repeat(500);
    const sentences = splitSentences(`前言。${text}`);
    expect(Math.max(...sentences.map((sentence) => sentence.text.length))).toBeLessThanOrEqual(2_000);
    expect(sentences.map((sentence) => sentence.text).join("")).toBe(`前言。${text}`);
    expect(sentences.every((sentence) => sentence.text.endsWith("，") || sentence.at === 0)).toBe(true);
    expect(texts("江".repeat(4_500)).map(({ length }) => length)).toEqual([2_000, 2_000, 500]);
  });

  it.each([
    ["a list", "江城银行净利润1296567万元；"],
    ["a table", "江城银行1296567万元"],
    ["figures with commas", "江城银行1,296,567.25万元"],
    ["a foreign text", "Net profit rose 12.5% to 1296567.25 billion yuan. "],
    ["characters of two units", "江城𠮷1296567𠮷"],
  ])("cuts no word and no figure of %s without an end", (_, item) => {
    for (let offset = 0; offset < item.length; offset += 1) {
      for (const piece of texts("江".repeat(offset) + item.repeat(300))) {
        expect(() => encodeURIComponent(piece)).not.toThrow();
        expect(piece.match(/[\d.,]{5,}/gu) ?? []).toSatisfy((figures: string[]) =>
          figures.every((figure) => /^1,?296,?567(?:\.25)?$/u.test(figure)),
        );
      }
    }
  });

  it("parts a foreign word of any length, and halves no character", () => {
    const pieces = texts(`${"a".repeat(1_999)}😀`.repeat(3));
    expect(pieces.join("")).toBe(`${"a".repeat(1_999)}😀`.repeat(3));
    expect(() => pieces.map(encodeURIComponent)).not.toThrow();
  });

  it("keeps a quotation of several sentences whole", () => {
    expect(texts("行长说：“先看客户。再看规模。”随后他离开。")).toEqual([
      "行长说：“先看客户。再看规模。”",
      "随后他离开。",
    ]);
  });

  it("goes on after a quotation that is only a part of the sentence", () => {
    expect(texts("一句“为什么？”，让柜员愣住了。")).toEqual(["一句“为什么？”，让柜员愣住了。"]);
  });

  it("does not split in brackets, at decimals or inside a run of marks", () => {
    expect(texts("净息差1.82%（上年1.78%。口径一致），稳住了！！真的……后来呢?!")).toEqual([
      "净息差1.82%（上年1.78%。口径一致），稳住了！！",
      "真的……",
      "后来呢?!",
    ]);
  });

  it("takes an ASCII full stop after Chinese words for an end", () => {
    expect(texts("利润增长5%.存款增长3%. 见v1.2")).toEqual(["利润增长5%.", "存款增长3%.", "见v1.2"]);
  });

  it("is not swallowed by a quote that never closes or closes far away", () => {
    expect(texts("他说：“先走一步。后来没有下文。")).toHaveLength(2);
    expect(texts(`他说：“${"这是很长的一句话。".repeat(30)}”`)).toHaveLength(30);
  });

  it("says where each sentence stands", () => {
    const text = "  第一句。  第二句！\n\t第三句";
    for (const { at, text: piece } of splitSentences(text))
      expect(text.slice(at, at + piece.length)).toBe(piece);
  });

  it("gives nothing for nothing", () => {
    expect(texts(" \n ")).toEqual([]);
  });
});
