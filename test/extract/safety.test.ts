import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/extract/article.js";
import { Unreadable } from "../../src/extract/unreadable.js";
import type { RawItem } from "../../src/news/article.js";

const read = (format: RawItem["format"], body: string) =>
  extractArticle({ source: "s", externalId: "2022-06-02-a.md", format, body, title: "甲" });

const FORMATS = ["post", "page", "fragment"] as const;

describe.each(FORMATS)("a hostile %s", (format) => {
  it.each([
    ["100,000 nested tags", `<div>${"<div>".repeat(100_000)}甲`],
    ["100,000 nested quotations", `<blockquote>${"<blockquote>".repeat(100_000)}甲`],
    ["100,000 attributes", `<p ${"a ".repeat(100_000)}>甲</p>`],
    ["a million tags", `<p>${"<b></b>".repeat(1_000_000)}</p>`],
    ["more than three million characters", `<p>${"甲".repeat(3_000_000)}</p>`],
    ["nothing", " \n\t"],
    ["nothing but markup", "<div><p>&nbsp;</p><img src=a></div>"],
    ["something that is no text", `<p>${"\u0000\u0001\ufffd".repeat(500)}</p>`],
  ])("of %s is unreadable, with a reason", (_, body) => {
    expect(() => read(format, body)).toThrow(Unreadable);
  });

  it.each([
    ["an unclosed comment", "<p>甲行公告全文在此处。</p><!-- <p>乙"],
    ["an unclosed script", "<p>甲行公告全文在此处。</p><script>var a = 1;<p>乙"],
    ["wrong closing tags", "<div><p>甲行公告全文在此处。</div></span></p></b>"],
    ["a gap of 200,000 wide blanks", `<p>甲行公告全文${"　".repeat(200_000)}在此处。</p>`],
    ["thousands of entities", `<p>甲行公告全文在此处。${"&amp;&#38;&#x26;&bogus;".repeat(2_000)}</p>`],
    [
      "thousands of paragraphs",
      `<div>${Array.from({ length: 5_000 }, (__, i) => `<p>甲行公告第${i}段。</p>`).join("")}</div>`,
    ],
  ])("with %s is read", (_, body) => {
    expect(read(format, body).blocks[0]?.text).toMatch(/^甲行公告/);
  });
});

describe("a hostile post", () => {
  it.each([
    ["links", "[".repeat(200_000)],
    ["links that never end", "[a](".repeat(100_000)],
    ["pictures", "![".repeat(200_000)],
    ["pictures that never end", "![a](".repeat(100_000)],
    ["stars", "*a ".repeat(200_000)],
    ["underscores", "__a ".repeat(200_000)],
    ["quotation marks", `${"> ".repeat(50_000)}甲`],
    ["fences", "```".repeat(200_000)],
    ["brackets", "（".repeat(200_000)],
    ["source notes", "（文章来源：".repeat(50_000)],
    ["blanks", `${" ".repeat(500_000)}甲`],
    ["line ends", `${"\r\n".repeat(500_000)}甲`],
    ["dashes", "-".repeat(500_000)],
    ["bars", `|${"-|".repeat(200_000)}`],
    ["entities", "&".repeat(500_000)],
  ])(
    "of nothing but %s does not stop the reader",
    (_, body) => {
      const outcome = () => read("post", `---\ntitle: 甲\n---\n${body}\n\n甲行公告。`);
      expect(outcome().blocks.at(-1)?.text).toMatch(/甲/);
    },
    2_000,
  );

  it("does not read a field for a number, a date or code", () => {
    const article = read("post", "---js\ntitle: { a: 1 }\n---\n甲行公告。");
    expect(article.blocks.at(-1)?.text).toContain("甲行公告。");
  });
});
