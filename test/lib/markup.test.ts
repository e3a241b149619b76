import { load } from "cheerio/slim";
import { describe, expect, it } from "vitest";
import { MarkupRefused, tameMarkup } from "../../src/lib/markup.js";

describe("taming markup", () => {
  it.each([
    ["精度满足<1%，视场角", "精度满足<1%，视场角"],
    ["若P<Q且R>S，则", "若P<Q且R>S，则"],
    ["净利<Q1的水平</p>", "净利<Q1的水平"],
    ["《<蒙特利尔议定书>修正案》", "《<蒙特利尔议定书>修正案》"],
    ["<p>a<br>b</p>", "ab"],
    ["<p>3<5 且 x<y</p>", "3<5 且 x<y"],
    ["末尾<", "末尾<"],
    ["末尾<p", "末尾<p"],
    ["<o:p>甲</o:p><x-y>乙</x-y><markdown>丙</markdown>", "甲乙丙"],
    ['<a title="x>y" href=/b>甲</a>', "甲"],
    ["</>甲", "</>甲"],
  ])("leaves of %s what a reader sees", (markup, text) => {
    expect(load(tameMarkup(markup)).text()).toBe(text);
  });

  it("leaves out what is no text", () => {
    const markup = `<!DOCTYPE html><?xml version="1.0"?><script>if (a<b) "</p>"</script><style>p{}</style><!-- 甲 -->
      <svg><text>图</text></svg><svg/><iframe src="x">框</iframe><textarea><div></textarea><p>乙</p>`;
    expect(load(tameMarkup(markup)).text().trim()).toBe("乙");
  });

  it("unwraps CDATA", () => {
    expect(load(tameMarkup("<![CDATA[<p>甲</p>]]>")).text()).toBe("甲");
  });

  it("keeps JSON-LD, whatever is in it", () => {
    const $ = load(tameMarkup('<script type="application/ld+json">{"a":"<b></p>"}</script><p>甲</p>'));
    expect(JSON.parse($("script").text())).toEqual({ a: "<b></p>" });
  });

  it("marks a chart between its comments, and lets a start without an end be", () => {
    expect(tameMarkup("<!-- EM_StockImg_Start --><p>图</p><!-- EM_StockImg_End --><p>文</p>")).toBe(
      "<x-chart><p>图</p></x-chart><p>文</p>",
    );
    expect(tameMarkup("<!-- EM_StockImg_Start --><p>文</p>")).toBe("<p>文</p>");
  });

  it("returns plain text as it is", () => {
    expect(tameMarkup("没有标签 & 实体")).toBe("没有标签 & 实体");
  });
});

const DEEP = 100_000;

describe("refusing markup", () => {
  it.each([
    ["nested tags", "<div>".repeat(DEEP)],
    ["nested tags that are closed", "<div>".repeat(DEEP) + "</div>".repeat(DEEP)],
    ["nested tags of many names", "<b><i><span>".repeat(DEEP)],
    ["tags nested behind wrong closing tags", "<div></span>".repeat(DEEP)],
    ["tags nested in comments that are none", "<!--><div>--></div>".repeat(300) + "<!--><div>".repeat(DEEP)],
    ["tags nested in pieces of CDATA", `<![CDATA[${"<div>".repeat(150)}]]>`.repeat(100)],
    ["charts in charts", `${"<!-- EM_StockImg_Start -->".repeat(400)}<!-- EM_StockImg_End -->`],
    ["tags nested behind open quotes", `<a title='"'><div>`.repeat(DEEP / 10)],
    ["a flood of tags", "<br>".repeat(DEEP + 1)],
    ["a flood of attributes", `<p ${Array.from({ length: DEEP }, (_, i) => `a${i}=1`).join(" ")}>甲</p>`],
    ["tags that never end", "<a ".repeat(DEEP)],
    ["values that never end", "<a/b=".repeat(DEEP * 4)],
    ["a flood of signs that open no tag", "<".repeat(DEEP)],
    ["too much of it", "x".repeat(3_000_001)],
  ])("does not let through %s", (_, markup) => {
    expect(() => tameMarkup(markup)).toThrow(MarkupRefused);
  });

  it.each([
    ["paragraphs that nobody closed", "<p>甲".repeat(5_000)],
    ["cells and rows that nobody closed", `<table>${"<tr><td>甲<td>乙".repeat(5_000)}</table>`],
    ["list items that nobody closed", `<ul>${"<li>甲".repeat(5_000)}</ul>`],
    ["a picture in its own address", `<img src="data:image/png;base64,${"A".repeat(500_000)}"><p>甲</p>`],
    ["names that nothing knows", Array.from({ length: 10_000 }, (_, i) => `<q${i} x`).join("。<p>甲</p>")],
  ])("lets through %s", (_, markup) => {
    expect(load(tameMarkup(markup)).text()).toContain("甲");
  });
});
