import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../src/config.js";
import type { ChosenStory } from "../../src/digest/choose.js";
import { composeDigest } from "../../src/digest/compose.js";
import { loadImportance } from "../../src/digest/importance.js";
import { sentencesBeside } from "../../src/digest/sentences.js";
import { wantedOf } from "../../src/digest/wanted.js";
import type { Digest } from "../../src/news/digest.js";
import { EVERYTHING, type Interest } from "../../src/news/subscriber.js";
import type { StoredArticle } from "../../src/store/store.js";
import { processed, type Written } from "../support/articles.js";

const NOW = Date.parse("2022-06-02T21:30:00+08:00");
const OPTIONS = { zone: "Asia/Shanghai", limit: 20, weights: loadImportance(join(ROOT, "data")) };
const WORDS = {
  banksOfType: () => [],
  parseQuery: () => ({ all: [], none: [], banks: [], topics: [], media: [] }),
};
let ids = 0;

function chosen(given: Partial<Written>, reports = 1): ChosenStory {
  const made = processed({
    title: "标题",
    paragraphs: ["正文一句。"],
    published: "2022-06-02T10:00:00+08:00",
    ...given,
  });
  ids++;
  const article: StoredArticle = {
    ...made.article,
    id: ids,
    storyId: ids,
    revision: 1,
    seenAt: NOW,
    tags: made.tags,
    summary: made.summary,
  };
  return {
    article,
    followUp: false,
    story: { id: ids, lead: article, reports, firstSeenAt: NOW, changedAt: NOW },
  };
}

const again = { choice: "fresh" as const, until: NOW };
const compose = (stories: ChosenStory[], interests: Interest[], options = {}): Digest =>
  composeDigest(
    { kind: "fresh", until: NOW, stories, again },
    wantedOf(interests, { now: NOW, timezone: OPTIONS.zone }, WORDS),
    { ...OPTIONS, ...options },
  );
const outline = ({ groups }: Digest) =>
  groups.map(({ heading, items }) => [heading, ...items.map(({ headline }) => headline)]);
const bank = (name: string): Interest => ({ kind: "bank", name });
const topic = (name: string): Interest => ({ kind: "topic", name });

it("puts a story once, under the bank that it is most about", () => {
  const both = chosen({
    title: "招行与工行谈合作",
    paragraphs: ["工商银行说，工商银行愿意。招商银行也愿意。"],
    banks: { 工商银行: "工商银行", 招商银行: "招商银行" },
  });
  const titled = chosen({
    title: "招商银行开会",
    paragraphs: ["工商银行、工商银行、工商银行都来了。"],
    banks: { 工商银行: "工商银行", 招商银行: "招商银行" },
  });
  const digest = compose([both, titled], [bank("工商银行"), bank("招商银行")]);
  expect(outline(digest)).toEqual([
    ["工商银行", "招行与工行谈合作"],
    ["招商银行", "招商银行开会"],
  ]);
});

it("puts a story under a wished-for bank even when it is more about another", () => {
  const story = chosen({
    title: "工商银行与北京银行签约",
    banks: { 工商银行: "工商银行", 北京银行: "北京银行" },
  });
  expect(outline(compose([story], [bank("北京银行")]))).toEqual([["北京银行", "工商银行与北京银行签约"]]);
});

it("puts banks before topics, and stories of no wished-for bank under their topic", () => {
  const about = chosen({
    title: "压岁钱怎么存",
    topics: ["存款", "儿童金融"],
    published: "2022-06-02T12:00:00+08:00",
  });
  const named = chosen({ title: "工商银行降息", banks: { 工商银行: "工商银行" }, topics: ["存款"] });
  expect(outline(compose([about, named], [topic("儿童金融"), bank("工商银行")]))).toEqual([
    ["工商银行", "工商银行降息"],
    ["儿童金融", "压岁钱怎么存"],
  ]);
});

it("gives those who follow everything also what names nothing", () => {
  const plain = chosen({ title: "市场观察" });
  const named = chosen({ title: "工商银行降息", banks: { 工商银行: "工商银行" } });
  expect(outline(compose([plain, named], [EVERYTHING]))).toEqual([
    ["工商银行", "工商银行降息"],
    ["综合", "市场观察"],
  ]);
});

it("sorts by day, then by the number of reports, then by time", () => {
  const banks = { 工商银行: "工商银行" };
  const stories = [
    chosen({ title: "昨天的大事", banks, published: "2022-06-01T12:00:00+08:00" }, 9),
    chosen({ title: "今天的早事", banks, published: "2022-06-02T08:00:00+08:00" }, 1),
    chosen({ title: "今天的晚事", banks, published: "2022-06-02T18:00:00+08:00" }, 1),
    chosen({ title: "今天的大事", banks, published: "2022-06-02T07:00:00+08:00" }, 5),
  ];
  const [group] = compose(stories, [bank("工商银行")]).groups;
  expect(group?.items.map(({ headline }) => headline)).toEqual([
    "今天的大事",
    "今天的晚事",
    "今天的早事",
    "昨天的大事",
  ]);
  expect(group?.items[0]?.others).toBe(4);
});

it("shares the room between groups and counts what is left out", () => {
  const many = Array.from({ length: 9 }, (_, at) =>
    chosen({ title: `工商银行第${at}事`, banks: { 工商银行: "工商银行" } }, 2),
  );
  const few = [1, 2].map((at) => chosen({ title: `北京银行第${at}事`, banks: { 北京银行: "北京银行" } }));
  const digest = compose([...many, ...few], [bank("工商银行"), bank("北京银行")], { limit: 6 });
  expect(digest.groups.map(({ items }) => items.length)).toEqual([4, 2]);
  expect(digest).toMatchObject({ more: 5, rest: { choice: "fresh", until: NOW, from: 6 } });
});

it("shows the rest where the first part ended, each story once", () => {
  const interests = [bank("工商银行"), bank("北京银行")];
  const stories = [1, 2, 3, 4, 5].flatMap((at) => [
    chosen({ title: `工商银行第${at}事`, banks: { 工商银行: "工商银行" } }, at),
    ...(at < 3 ? [chosen({ title: `北京银行第${at}事`, banks: { 北京银行: "北京银行" } })] : []),
  ]);
  const parts = [0, 3, 6].map((from) => compose(stories, interests, { limit: 3, from }));
  expect(parts.map(({ more, rest }) => [more, rest?.from])).toEqual([
    [4, 3],
    [1, 6],
    [undefined, undefined],
  ]);
  const shown = parts.flatMap(({ groups }) => groups.flatMap(({ items }) => items));
  expect(new Set(shown.map(({ storyId }) => storyId)).size).toBe(7);
});

it("puts what matters more first: more subscribed banks, a weightier topic", () => {
  const banks = { 工商银行: "工商银行" };
  const stories = [
    chosen({ title: "工商银行股价", banks, topics: ["行情评级"], published: "2022-06-02T18:00:00+08:00" }),
    chosen({ title: "工商银行被罚", banks, topics: ["监管处罚"], published: "2022-06-02T08:00:00+08:00" }),
    chosen({
      title: "工商银行、北京银行签约",
      banks: { ...banks, 北京银行: "北京银行" },
      topics: ["对公合作"],
      published: "2022-06-02T07:00:00+08:00",
    }),
  ];
  const digest = compose(stories, [bank("工商银行"), bank("北京银行")], { limit: 2 });
  expect(outline(digest)).toEqual([["工商银行", "工商银行、北京银行签约", "工商银行被罚"]]);
});

it("says nothing twice: a sentence that repeats the headline gives way to the next", () => {
  const summary = {
    headline: "北京银行推出“京萤计划”",
    method: "offline" as const,
    bullets: [
      "北京银行，推出京萤计划！",
      "小京卡免收7项费用。",
      "小京卡免收7项费用",
      "AUM为8844.7亿元。",
      "第三句。",
    ].map((text) => ({ text, quote: text })),
  };
  expect(sentencesBeside(summary.headline, summary)).toEqual(["小京卡免收7项费用。", "AUM为8844.7亿元。"]);
});

it("prefers the sentences that hold figures, dates and names, in the order of the article", () => {
  const bullets = [
    "北京银行坚持高质量发展",
    "零售AUM达8844.7亿元，较年初增长14.2%",
    "各项业务实现快速发展",
    "2022年6月1日推出“京萤计划”",
  ].map((text) => ({ text, quote: text }));
  expect(sentencesBeside("北京银行零售转型", { headline: "", bullets, method: "offline" })).toEqual([
    "零售AUM达8844.7亿元，较年初增长14.2%。",
    "2022年6月1日推出“京萤计划”。",
  ]);
});

it("tells beside the leading figures what happened on a day", () => {
  const bullets = [
    "零售客户数突破2500万户，较年初增长207.9万户",
    "2022年6月1日正式推出“京萤计划”",
    "零售AUM达8844.7亿元，增量突破1000亿元，增幅14.2%",
    "代销销售额增长148.98%，保费增长94%，中收增长137%",
  ].map((text) => ({ text, quote: text }));
  expect(sentencesBeside("北京银行零售转型", { headline: "", bullets, method: "offline" })).toEqual([
    "2022年6月1日正式推出“京萤计划”。",
    "零售AUM达8844.7亿元，增量突破1000亿元，增幅14.2%。",
  ]);
});

it("leaves the order to a model that wrote them", () => {
  const bullets = ["银行称先做好服务。", "贷款增加3亿元。", "存款增加5亿元。"].map((text) => ({
    text,
    quote: text,
  }));
  expect(sentencesBeside("标题", { headline: "标题", bullets, method: "model" })).toEqual([
    "银行称先做好服务。",
    "贷款增加3亿元。",
  ]);
});

it("keeps to one sentence when a second would be too long", () => {
  const texts = ["银行".repeat(60), "数字".repeat(60)];
  const summary = {
    headline: "标题",
    method: "model" as const,
    bullets: texts.map((text) => ({ text, quote: text })),
  };
  expect(sentencesBeside("标题", summary)).toHaveLength(1);
});
