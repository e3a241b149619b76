import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseFresh, chooseLatest, choosePast } from "../../src/digest/choose.js";
import type { DigestRules } from "../../src/digest/rules.js";
import { wantedOf } from "../../src/digest/wanted.js";
import { openDigestRules } from "../../src/digest-rules.js";
import type { Interest } from "../../src/news/subscriber.js";
import { openStore } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";
import { openTools } from "../../src/tools.js";
import { save } from "../support/articles.js";
import { collectedLog } from "../support/telegram.js";

const NOW = Date.parse("2022-06-02T21:30:00+08:00");
const AT = { now: NOW, timezone: "Asia/Shanghai" };
const rules: DigestRules = openDigestRules(openTools(), collectedLog().log);

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yinxun-choose-"));
  store = await openStore(`file:${join(folder, "choose.db")}`, { now: 0 });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Each named by its title. */
async function write(title: string, given: Partial<Parameters<typeof save>[1]> = {}): Promise<number> {
  const written = { title, paragraphs: [`${title}。`], published: "2022-06-02T10:00:00+08:00", ...given };
  return (await save(store, written)).storyId;
}

async function fresh(...interests: Interest[]): Promise<string[]> {
  const { stories } = await chooseFresh(store.stories, wantedOf(interests, AT, rules), { now: NOW });
  return stories.map(({ article }) => article.title).sort();
}

const bank = (name: string): Interest => ({ kind: "bank", name });
const keyword = (name: string): Interest => ({ kind: "keyword", name });
const muted = (interest: Interest): Interest => ({ ...interest, muted: true });
const tagged = (...names: string[]) => ({ banks: Object.fromEntries(names.map((name) => [name, name])) });

describe("interests", () => {
  it("of a kind of bank are those of its banks", async () => {
    await write("北京银行开会", tagged("北京银行"));
    await write("工商银行开会", tagged("工商银行"));
    expect(await fresh({ kind: "bankType", name: "城商" })).toEqual(["北京银行开会"]);
  });

  it("of a medium are what it reported", async () => {
    await write("华夏时报的消息", { medium: "华夏时报" });
    await write("别家的消息", { medium: "某报" });
    expect(await fresh({ kind: "medium", name: "华夏时报" })).toEqual(["华夏时报的消息"]);
  });

  it("of a keyword are what /search finds for it: all words, none of the excluded, the filters", async () => {
    await write("数字人民币红包来了", { medium: "华夏时报" });
    await write("数字人民币试点扩大");
    await write("工商银行的数字人民币", { banks: { 中国工商银行: "工商银行" } });
    expect(await fresh(keyword("数字人民币 -试点"))).toEqual(["工商银行的数字人民币", "数字人民币红包来了"]);
    expect(await fresh(keyword("数字人民币 bank:工行"))).toEqual(["工商银行的数字人民币"]);
    expect(await fresh(keyword("“人民币红包” from:华夏"))).toEqual(["数字人民币红包来了"]);
    expect(await fresh(keyword("电子人民币"))).toEqual([]);
  });

  it("bring a story once, however many fit", async () => {
    await write("北京银行的数字人民币", { ...tagged("北京银行"), medium: "华夏时报" });
    const all = [bank("北京银行"), keyword("数字人民币"), keyword("人民币")];
    expect(
      await fresh(...all, { kind: "medium", name: "华夏时报" }, { kind: "bankType", name: "城商" }),
    ).toEqual(["北京银行的数字人民币"]);
  });

  it("of a keyword also hold for what is old and for a past time", async () => {
    await write("数字人民币的往事", { published: "2022-05-01T10:00:00+08:00" });
    const wanted = wantedOf([keyword("数字人民币")], AT, rules);
    const titles = ({ stories }: Awaited<ReturnType<typeof choosePast>>) =>
      stories.map(({ article }) => article.title);
    expect(titles(await chooseLatest(store.stories, wanted, NOW))).toEqual(["数字人民币的往事"]);
    const span = (since: string, until: string) => ({ since: Date.parse(since), until: Date.parse(until) });
    expect(titles(await choosePast(store.stories, wanted, span("2022-05-01", "2022-05-02")))).toEqual([
      "数字人民币的往事",
    ]);
    expect(titles(await choosePast(store.stories, wanted, span("2022-05-02", "2022-05-03")))).toEqual([]);
  });
});

describe("what is muted", () => {
  it("is left out, though another interest fits", async () => {
    await write("工商银行评级", { ...tagged("工商银行"), topics: ["行情评级"] });
    await write("工商银行开会", tagged("工商银行"));
    await write("建设银行开会", tagged("建设银行"));
    const everything: Interest = { kind: "all", name: "全部" };
    expect(
      await fresh(everything, muted(bank("建设银行")), muted({ kind: "topic", name: "行情评级" })),
    ).toEqual(["工商银行开会"]);
  });

  it("gives way to a bank that was subscribed to by name, not to one of a wished-for kind", async () => {
    await write("北京银行与建设银行签约", tagged("北京银行", "建设银行"));
    const mutedBank = muted(bank("建设银行"));
    expect(await fresh(bank("北京银行"), mutedBank)).toEqual(["北京银行与建设银行签约"]);
    expect(await fresh({ kind: "bankType", name: "城商" }, mutedBank)).toEqual([]);
  });

  it("is no interest by itself", async () => {
    await write("建设银行开会", tagged("建设银行"));
    expect(await fresh(muted(bank("建设银行")))).toEqual([]);
  });
});
