import type { Article } from "../../src/news/article.js";
import type { Joining } from "../../src/news/story.js";
import { type ChatRef, NEW_SUBSCRIBER, type Subscriber } from "../../src/news/subscriber.js";
import type { PlannedDigest, ProcessedArticle } from "../../src/store/store.js";

export const noon = Date.UTC(2022, 5, 1, 4);
export const minute = 60_000;

/** An article with all that the stages would have said of it; what a test is about is handed in. */
export function record(
  say: Partial<Article> & { text?: string } = {},
  more: { banks?: string[]; topics?: string[]; joining?: Partial<Joining> } = {},
): ProcessedArticle {
  const { text = "北京银行今日推出儿童金融服务方案。", ...rest } = say;
  const article: Article = {
    source: "papers",
    externalId: "1",
    url: "https://news.example/1.html",
    title: "北京银行推出新方案",
    publishedAt: noon,
    medium: "晨报",
    labels: ["晨报新闻"],
    blocks: text.split("\n").map((line) => ({ kind: "paragraph", text: line })),
    stocks: [{ market: "SH", code: "601169" }],
    ...rest,
  };
  return {
    article,
    tags: {
      banks: more.banks ?? ["北京银行"],
      topics: more.topics ?? ["零售金融"],
      evidence: [{ name: "北京银行", alias: "北京银行", at: 0, rule: "name" }],
    },
    joining: { relation: "new", leads: true, keys: [1, 2], features: "{}", ...more.joining },
    summary: {
      headline: article.title,
      bullets: [{ text: "推出新方案。", quote: "推出" }],
      method: "offline",
    },
  };
}

export function subscriber(say: Partial<Subscriber> = {}): Subscriber {
  return {
    chat: 700100200,
    thread: 0,
    type: "private",
    title: "小王",
    locale: "zh",
    timezone: "Asia/Shanghai",
    status: "active",
    ...NEW_SUBSCRIBER,
    times: ["08:30"],
    createdAt: noon,
    ...say,
  };
}

/** A digest of one part for these chats, due and covering at noon. */
export function planned(chats: ChatRef[], say: Partial<PlannedDigest> = {}): PlannedDigest {
  return {
    key: "k",
    kind: "daily",
    assurance: "at-most-once",
    parts: ["x"],
    chats: chats.map(({ chat, thread }) => ({ chat, thread })),
    dueAt: noon,
    coveredUntil: noon,
    ...say,
  };
}
