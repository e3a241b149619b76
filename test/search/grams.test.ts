import { describe, expect, it } from "vitest";
import { searchable } from "../../src/lib/text.js";
import { indexTerms, toPhrase } from "../../src/search/grams.js";

const termsOf = (title: string, text: string) => indexTerms(searchable(title), searchable(text)).split(" ");

describe("indexTerms", () => {
  it("cuts title and text into pairs, and keeps the last character of each", () => {
    expect(termsOf("加息", "降息了")).toEqual(["加息", "息", "降息", "息了", "了"]);
  });

  it("names each pair once", () => {
    expect(termsOf("银行银行", "银行")).toEqual(["银行", "行银", "行"]);
  });

  it("brings full-width signs, capitals and white space to one form", () => {
    expect(termsOf("", "ＡＵＭ 8%")).toEqual(["au", "um", "m8", "8%", "%"]);
  });

  it("spans no common punctuation, and keeps the character before it", () => {
    expect(termsOf("", "，降息，降准。")).toEqual(["降息", "息", "降准", "准"]);
    expect(termsOf("", "，𠮷利，。")).toEqual(["𠮷利", "利"]);
  });

  it("keeps characters beyond the basic plane whole", () => {
    expect(termsOf("", "a𠮷b")).toEqual(["a𠮷", "𠮷b", "b"]);
    expect(termsOf("𠮷", "ab")).toEqual(["𠮷", "ab", "b"]);
  });

  it("leaves out control characters and halves of characters", () => {
    expect(termsOf("", "a\0b\ud800c")).toEqual(["ab", "bc", "c"]);
    expect(termsOf("\0", " \n")).toEqual([""]);
  });

  it("has every term of any phrase that stands in the text", () => {
    const text = "“京萤计划”含小京卡（免收7项费用），AUM 8,844.7亿元；增速<1%。";
    const terms = new Set(termsOf("标题", text));
    const characters = [...text.replace(/\s/gu, "")];
    for (let start = 0; start < characters.length; start += 1) {
      for (let end = start + 1; end <= Math.min(start + 8, characters.length); end += 1) {
        const phrase = toPhrase(characters.slice(start, end).join(""));
        for (const term of phrase?.terms ?? []) {
          const found = phrase?.prefix ? [...terms].some((one) => one.startsWith(term)) : terms.has(term);
          expect([phrase?.text, term, found]).toEqual([phrase?.text, term, true]);
        }
      }
    }
  });
});

describe("toPhrase", () => {
  it("is the start of a term where one character is asked for", () => {
    expect(toPhrase("京")).toEqual({ text: "京", terms: ["京"], prefix: true });
  });

  it("looks in the texts alone for what the index spares", () => {
    expect(toPhrase("，")).toEqual({ text: ",", terms: [], prefix: true });
    expect(toPhrase("，京：")).toEqual({ text: ",京:", terms: ["京"], prefix: true });
    expect(toPhrase("息，降准")).toEqual({ text: "息,降准", terms: ["降准"] });
  });

  it("is nothing where nothing is left", () => {
    expect(toPhrase(" \0\ud800")).toBeUndefined();
  });

  it("narrows a long phrase by some of its pairs", () => {
    const phrase = toPhrase(
      Array.from({ length: 500 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(""),
    );
    expect(phrase?.terms).toHaveLength(12);
    expect([...(phrase?.text ?? "")]).toHaveLength(500);
  });
});
