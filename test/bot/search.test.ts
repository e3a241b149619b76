import { afterEach, beforeEach, expect, it } from "vitest";
import { JINGYING, save } from "../support/articles.js";
import { createWorld, labels, type World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await save(world.store, JINGYING);
});
afterEach(() => world.close());

/** Articles that differ enough to be stories of their own. */
async function saveMany(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const hour = String(number % 24).padStart(2, "0");
    await save(world.store, {
      title: `第${number}号存款公告`,
      paragraphs: [`工商银行发布第${number}号存款公告，自即日起执行。`],
      banks: { 中国工商银行: "工商银行" },
      topics: ["存款"],
      published: `2022-06-01T${hour}:00:00+08:00`,
    });
  }
}

it("/search 京萤计划 answers with the story and its bank", async () => {
  const [answer] = await world.say(world.reader, "/search 京萤计划");
  expect(answer?.text).toContain("“京萤计划”的结果 · 共1条");
  expect(answer?.text).toContain(JINGYING.title);
  expect(answer?.text).toContain("8844.7亿元");
  expect(answer?.text).toContain("北京银行 #儿童金融 #零售金融 · 华夏时报 20:21");
  expect(answer?.entities).toContainEqual(
    expect.objectContaining({ type: "text_link", url: JINGYING.url, length: JINGYING.title.length }),
  );
});

it("shows the place of what was found where the summary does not", async () => {
  const [answer] = await world.say(world.reader, "/search 京苗俱乐部");
  expect(answer?.text).toContain("\n孩子和家长还可以加入京苗俱乐部。2022年6月1日");
});

it("prints no sentence twice where the place of what was found holds it", async () => {
  await save(world.store, {
    title: "江城银行发布年报",
    paragraphs: ["江城银行6月2日发布新一代存款产品，年利率2.1%，面向老年储户。网点即日起受理。"],
    bullets: ["江城银行6月2日发布新一代存款产品"],
  });
  const [answer] = await world.say(world.reader, "/search 老年储户");
  expect(answer?.text.match(/江城银行6月2日发布新一代存款产品/gu)).toHaveLength(1);
});

it("understands filters, and a name without a command", async () => {
  for (const words of [
    "/search bank:601169 since:2022-06-01",
    "北京银行",
    "#儿童金融",
    "/bank bjyh",
    "/latest 北京银行",
    "/tag 儿童金融",
  ]) {
    const [answer] = await world.say(world.reader, words);
    expect(answer?.text, words).toContain(JINGYING.title);
  }
});

it("never takes 化工行业 for 工行", async () => {
  await saveMany(1);
  await save(world.store, { title: "化工行业回暖", paragraphs: ["化工行业一季度回暖，建筑行业平稳。"] });
  for (const words of [
    "/search 工行",
    "/search 601398",
    "/search 工行 存款",
    "/search 中国工商银行",
    "/search 工行 #存款",
    "/search 「存款公告」 -化工行业",
    "/search 公告 -北京银行",
  ]) {
    const [answer] = await world.say(world.reader, words);
    expect(answer?.text, words).toContain("共1条");
    expect(answer?.text, words).toContain("第1号存款公告");
  }
  const [quoted] = await world.say(world.reader, '/search "工行"');
  expect(quoted?.text).toContain("化工行业回暖");
  const [left] = await world.say(world.reader, "/search 行业 -工行");
  expect(left?.text).toContain("化工行业回暖");
  const { results } = await world.inline(world.reader, "工行");
  expect(results.map(({ title }) => title)).toEqual(["第1号存款公告"]);
});

it("takes several names at once, and asks back for one that is none", async () => {
  await saveMany(2);
  const answers = await world.say(world.reader, "/bank 工行、北京银行 平安");
  expect(answers[0]?.text).toContain("共3条");
  expect(answers[1]?.text).toContain("没有认出“平安”");
  const [both] = await world.say(world.reader, "/tag 儿童金融 北京银行");
  expect(both?.text).toContain("共1条");
});

it("takes a slash without a known word for an unknown command", async () => {
  for (const words of ["/", "／查询 工行", "/nosuch"]) {
    const [answer] = await world.say(world.reader, words);
    expect(answer?.text, words).toContain("没有这个命令");
  }
});

it("takes typed words for a search", async () => {
  const [answer] = await world.say(world.reader, "压岁宝 京苗俱乐部");
  expect(answer?.text).toContain(JINGYING.title);
});

it("says which date it did not understand", async () => {
  for (const date of ["2022-99-99", "abc"]) {
    const [answer] = await world.say(world.reader, `/search 存款 since:${date}`);
    expect(answer?.text).toContain(`没有认出“${date}”这个日期`);
  }
});

it("answers kindly when nothing is found, whatever was typed", async () => {
  for (const query of ["加息", "从来没有的词", "bank:北京银行 until:2020-01-01"]) {
    const [answer] = await world.say(world.reader, `/search ${query}`);
    expect(answer?.text, query).toContain("没有找到");
  }
  for (const query of [
    '"',
    "((",
    "-",
    "*",
    "AND OR NOT",
    "NEAR(a b)",
    "'; drop table articles;--",
    "%_",
    "$t(help) {{query}}",
  ]) {
    const answers = await world.say(world.reader, `/search ${query}`);
    expect(answers.length, query).toBeGreaterThan(0);
    expect(answers[0]?.text, query).not.toContain("出了点问题");
  }
  for (const nothing of ["", '"', "“”"]) {
    const [usage] = await world.say(world.reader, `/search ${nothing}`);
    expect(usage?.text, nothing).toContain("想搜什么");
  }
});

it("tells which filter it did not understand, with the nearest as buttons", async () => {
  const [answer] = await world.say(world.reader, "/search bank:平安 理财");
  expect(answer?.text).toContain("没有认出“平安”");
  expect(labels(answer)).toContain("平安银行");
});

it("turns pages in place and says how many there are", async () => {
  await saveMany(13);
  const [list] = await world.say(world.reader, "/search 存款公告");
  expect(list?.text).toContain("共13条");
  expect(labels(list)).toEqual(["1/3", "下一页 ›"]);
  await world.press(world.reader, list, "下一页 ›");
  expect(world.last(world.reader).text).toContain("\n\n7. ");
  expect(labels(world.last(world.reader))).toEqual(["‹ 上一页", "2/3", "下一页 ›"]);
  await world.press(world.reader, list, "下一页 ›");
  expect(labels(world.last(world.reader))).toEqual(["‹ 上一页", "3/3"]);
  expect(world.messages(world.reader)).toHaveLength(1);
});

it("keeps a long query through the pages", async () => {
  await saveMany(8);
  const query = `"存款公告" bank:工行 -信用卡 -${"很".repeat(80)}长 since:2022-01-01 until:2022-12-31`;
  const [list] = await world.say(world.reader, `/search ${query}`);
  await world.press(world.reader, list, "下一页 ›");
  expect(world.last(world.reader).text).toContain("共8条");
  expect(world.last(world.reader).text).toContain("\n\n7. ");
});

it("tolerates a press on the page that is shown already", async () => {
  await saveMany(7);
  const [list] = await world.say(world.reader, "/latest");
  await world.press(world.reader, list, "1/2");
  expect(world.logLines.filter((line) => line.includes("update failed"))).toEqual([]);
});

it("shows a story once, however many report it", async () => {
  const { storyId } = await save(world.store, {
    ...JINGYING,
    title: "京萤计划再出新卡",
    medium: "新京报",
    published: "2022-06-02T20:30:00+08:00",
  });
  await save(world.store, {
    ...JINGYING,
    title: "京萤计划再出新卡：详解",
    medium: "证券时报",
    published: "2022-06-02T20:40:00+08:00",
    joining: { relation: "same", storyId, leads: false },
  });
  const [answer] = await world.say(world.reader, "/search 京萤计划");
  expect(answer?.text).toContain("共2条");
});

it("does not take the words of a query for its own", async () => {
  const [answer] = await world.say(world.reader, "/search $t(help) {{count}}");
  expect(answer?.text).toContain("没有找到“$t(help) {{count}}”");
});

it("counts in English, too", async () => {
  world.preview.speak(world.reader, "en");
  const [one] = await world.say(world.reader, "/latest");
  expect(one?.text).toContain("Latest news · 1 story");
});

it("ignores what a person chose in inline mode", async () => {
  const answers = await world.say(world.reader, "/start");
  await world.receive({
    message: {
      message_id: 901,
      date: 1654170000,
      chat: { id: world.reader, type: "private", first_name: "读者" },
      from: { id: world.reader, is_bot: false, first_name: "读者" },
      via_bot: { id: 20_001, is_bot: true, first_name: "银讯" },
      text: JINGYING.title,
    },
  });
  expect(world.messages(world.reader)).toHaveLength(answers.length);
});

it("/why tells from which words a tag came", async () => {
  await world.say(world.reader, "/latest");
  const [answer] = await world.say(world.reader, "/why 1");
  expect(answer?.text).toContain("标题：…【北京银行】推出“京萤计划”，为孩子备下…（全称）");
  expect(answer?.text).toContain("#儿童金融 #零售金融");
  expect(labels(answer)).toEqual(["阅读原文"]);
  const [none] = await world.say(world.reader, "/why 9");
  expect(none?.text).toBe("上一份列表是第1条到第1条。");
});

it("/why keeps the numbers of later pages", async () => {
  await saveMany(7);
  const [list] = await world.say(world.reader, "/bank 工行");
  await world.press(world.reader, list, "下一页 ›");
  const [answer] = await world.say(world.reader, "/why 7");
  expect(answer?.text).toContain("第1号存款公告");
});

it("answers inline queries, with further pages behind an offset", async () => {
  await saveMany(25);
  const found = await world.inline(world.reader, "京萤计划");
  expect(found.results).toHaveLength(1);
  expect(found.results[0]).toMatchObject({ type: "article", title: JINGYING.title });
  const first = await world.inline(world.reader, "");
  expect(first.results).toHaveLength(20);
  const second = await world.inline(world.reader, "", first.nextOffset);
  expect(second.results).toHaveLength(6);
  expect(second.nextOffset).toBe("");
});
