import type { Block } from "../../src/news/article.js";
import type { Joining } from "../../src/news/story.js";
import type { Summary } from "../../src/news/summary.js";
import type { Evidence } from "../../src/news/tags.js";
import type { ProcessedArticle, SaveResult, Store } from "../../src/store/store.js";

export interface Written {
  title: string;
  paragraphs: string[];
  /** What the tags rest on: each name is found in the text by its alias. */
  banks?: Record<string, string>;
  topics?: string[];
  medium?: string;
  /** ISO 8601; absent for an article without a date. */
  published?: string;
  url?: string;
  bullets?: string[];
  joining?: Partial<Joining>;
  method?: Summary["method"];
}

/** The seed of the house, told in our own words from its facts. */
export const JINGYING: Written = {
  title: "北京银行推出“京萤计划”，为孩子备下一套金融服务",
  paragraphs: [
    "2022年6月1日，北京银行推出儿童综合金融服务“京萤计划”。",
    "小京卡为孩子免收7项费用，小京压岁宝帮家长打理压岁钱，小京保贝计划提供保险保障。",
    "孩子和家长还可以加入京苗俱乐部。截至3月末，该行零售AUM为8844.7亿元。",
  ],
  banks: { 北京银行: "北京银行" },
  topics: ["儿童金融", "零售金融"],
  medium: "华夏时报",
  published: "2022-06-02T20:21:00+08:00",
  url: "https://example.com/huaxiashibao/jingying.html",
  bullets: [
    "2022年6月1日，北京银行推出儿童综合金融服务“京萤计划”。",
    "小京卡为孩子免收7项费用，零售AUM为8844.7亿元。",
  ],
};

let written = 0;

/** An article as the stages would hand it to the store, a story of its own unless `joining` says otherwise. */
export function processed(given: Written): ProcessedArticle {
  const { title, paragraphs, banks = {}, topics = [], medium, published, url } = given;
  const blocks: Block[] = paragraphs.map((text) => ({ kind: "paragraph", text }));
  const text = paragraphs.join("\n");
  const whole = `${title}\n${text}`;
  const evidence = Object.entries(banks).map(([name, alias]): Evidence => {
    return { name, alias, at: whole.indexOf(alias), rule: "full-name" };
  });
  written++;
  return {
    article: {
      source: "written",
      externalId: `article-${written}`,
      ...(url === undefined ? {} : { url }),
      title,
      ...(published === undefined ? {} : { publishedAt: Date.parse(published) }),
      ...(medium === undefined ? {} : { medium }),
      labels: [],
      blocks,
      stocks: [],
    },
    tags: { banks: Object.keys(banks), topics, evidence },
    joining: { relation: "new", leads: true, keys: [], features: "", ...given.joining },
    summary: {
      headline: title,
      bullets: (given.bullets ?? paragraphs.slice(0, 1)).map((bullet) => ({ text: bullet, quote: bullet })),
      method: given.method ?? "offline",
    },
  };
}

export async function save(store: Store, given: Written, seen?: string): Promise<SaveResult> {
  await store.sources.sync([{ id: "written", kind: "jekyll", path: "written" }], 0);
  const at = seen ?? given.published ?? "2022-06-02T12:00:00Z";
  return store.articles.save(processed(given), Date.parse(at));
}
