import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extractArticle } from "../../src/extract/article.js";
import { Unreadable } from "../../src/extract/unreadable.js";
import { type Article, articleText } from "../../src/news/article.js";
import { corpus, hasCorpus } from "../support/corpus.js";

const LEFTOVERS = [
  "返回首页",
  "EM_StockImg",
  "<span",
  "文章来源",
  "图片来源",
  "K图",
  "&nbsp;",
  "<p",
  "](",
  "AliceBox",
];
/** Nothing outside of what a reader sees: no controls, no zero-width marks, no double blanks. */
const INVISIBLE = /[\p{Cc}\p{Cf}]|\s\s/u;

function readFolder(folder: string): { articles: Map<string, Article>; unreadable: Map<string, string> } {
  const articles = new Map<string, Article>();
  const unreadable = new Map<string, string>();
  for (const name of readdirSync(`${corpus}/${folder}`)) {
    const body = readFileSync(`${corpus}/${folder}/${name}`, "utf8");
    try {
      articles.set(name, extractArticle({ source: "corpus", externalId: name, format: "post", body }));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unreadable.set(name, error.reason);
    }
  }
  return { articles, unreadable };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("not in the corpus");
  return value;
}

describe.skipIf(!hasCorpus)("the corpus (skipped where it is missing)", () => {
  it.each([
    ["finews/_posts", 109],
    ["finews/variants", 2],
    ["jekyll-sibling/_posts", 49],
  ])("%s: all %i posts are read, clean", (folder, count) => {
    const { articles, unreadable } = readFolder(folder);
    expect([...unreadable]).toEqual([]);
    expect(articles.size).toBe(count);
    for (const [name, article] of articles) {
      const text = articleText(article);
      expect(
        LEFTOVERS.filter((leftover) => text.includes(leftover)),
        name,
      ).toEqual([]);
      expect(
        article.blocks.filter((block) => INVISIBLE.test(block.text)),
        name,
      ).toEqual([]);
      expect([...article.title].length, name).toBeGreaterThan(1);
      const paragraphs = article.blocks
        .filter((block) => block.kind === "paragraph")
        .map((block) => block.text);
      expect(new Set(paragraphs).size, name).toBe(paragraphs.length);
    }
  });

  it("every dated post keeps its date, and all but three their link", () => {
    const { articles } = readFolder("finews/_posts");
    const undated = [...articles]
      .filter(([, article]) => article.publishedAt === undefined)
      .map(([name]) => name);
    expect(undated).toEqual(["-202205262391921712.md"]);
    const unlinked = [...articles].filter(([, article]) => article.url === undefined).map(([name]) => name);
    expect(unlinked).toEqual([
      "-202205262391921712.md",
      "2021-12-01-init.md",
      "2021-12-08-202112082206870651.md",
    ]);
  });

  it("a name cut in two by markup comes back whole, and so does the medium", () => {
    const { articles } = readFolder("finews/_posts");
    const snowball = must(articles.get("2022-01-07-202201072239307540.md"));
    expect(articleText(snowball)).toContain("中国人民银行会同银保监会");
    expect(must(articles.get("2022-05-31-202205312398034850.md")).stocks).toContainEqual({
      market: "HK",
      code: "06030",
    });
    expect(must(articles.get("-202205262391921712.md")).medium).toBe("上海证券报");
    expect(must(articles.get("2022-01-21-202201212257099936.md")).medium).toBe("证券时报");
  });

  it("the two copies of a post are one article", () => {
    const { articles } = readFolder("finews/_posts");
    const { articles: variants } = readFolder("finews/variants");
    for (const id of ["2021-12-08-202112082206672930.md", "2022-01-07-202201072239307540.md"]) {
      const { externalId: _, ...post } = must(articles.get(id));
      const { externalId: __, ...variant } = must(variants.get(`old_post_${id}`));
      expect(variant).toEqual(post);
    }
  });

  it("the headings of the report on 北京银行 are whole", () => {
    const { articles } = readFolder("finews/_posts");
    const report = must(articles.get("2022-06-02-NW202206022401205043.md"));
    expect(report).toMatchObject({ medium: "华夏时报", stocks: [{ market: "SH", code: "601169" }] });
    expect(report.blocks.filter((block) => block.kind === "heading").map((block) => block.text)).toEqual([
      "打造垂直细分客群特色，零售客群精细化建设成绩斐然",
      "“三驾马车”齐头并进，转型动能持续增强",
      "加快数字化转型，构建零售经营新格局",
      "推出“京萤计划”，打造零售金融服务新体验",
    ]);
  });

  it("a bare less-than and an escaped one survive", () => {
    const { articles } = readFolder("finews/_posts");
    expect(articleText(must(articles.get("2021-12-08-202112082206796814.md")))).toContain(
      "精度满足<1%，视场角",
    );
    expect(articleText(must(articles.get("-202205262391921712.md")))).toContain(
      "《<蒙特利尔议定书>基加利修正案》",
    );
  });
});
