import { afterEach, expect, it } from "vitest";
import { JINGYING, save } from "../support/articles.js";
import { createWorld, labels, type World, type WorldOptions } from "./world.js";

let world: World;
afterEach(() => world.close());

async function start(options: WorldOptions = {}): Promise<void> {
  world = await createWorld(options);
  await save(world.store, JINGYING);
  await save(world.store, {
    title: "京小行开了新网点",
    paragraphs: ["网点6月开门，京小行说还会再开三家。"],
    published: "2022-06-02T18:00:00+08:00",
  });
}

/** What the bot says in the end, when all that runs behind its answer is done. */
async function propose(text: string) {
  await world.say(world.admin, text);
  await world.idle();
  return world.last(world.admin);
}

it("tells at once how many stored articles an alias would change, and changes nothing yet", async () => {
  await start();
  const asked = await propose("/admin add alias 北京银行 京小行");
  expect(asked.text).toBe("“京小行”是北京银行的别名。\n库里2篇文章，1篇的标签会改变。");
  expect(labels(asked)).toEqual(["生效", "取消"]);
  expect(world.parts.resolve("京小行").bank).toBeUndefined();
  await world.press(world.admin, asked, "取消");
  expect(world.last(world.admin).text).toBe("没有改动。");
  expect(await world.parts.desk.list()).toEqual([]);
});

it("works by the new alias from the press on, tags the archive anew, and writes it down", async () => {
  await start();
  await world.press(world.admin, await propose("/admin add alias 北京银行 京小行"), "生效");
  expect(world.parts.resolve("京小行").bank).toBe("北京银行");
  await world.idle();
  const said = world.messages(world.admin).map(({ text }) => text);
  expect(said.at(-2)).toBe("已生效：“京小行”是北京银行的别名。");
  expect(said.at(-1)).toMatch(/^重打标签完成：看了2篇，改了\d篇。$/u);
  const found = await world.store.articles.latest({
    interests: [{ kind: "bank", name: "北京银行" }],
    limit: 5,
  });
  expect(found.map(({ title }) => title)).toContain("京小行开了新网点");
  const [act] = await world.store.audit.list({ limit: 1 });
  expect(act).toMatchObject({ actor: world.admin, action: "dictionary-add" });
  expect(act?.detail).toContain("京小行");
});

it("takes an addition back in the same way", async () => {
  await start();
  await world.press(world.admin, await propose("/admin add alias 北京银行 京小行"), "生效");
  await world.idle();
  const [list] = await world.say(world.admin, "/admin additions");
  expect(list?.text).toContain("词典增补（共1条）");
  await world.press(world.admin, list, "✕ “京小行”是北京银行的别名");
  await world.idle();
  const asked = world.last(world.admin);
  expect(asked.text).toBe("删去这条增补：“京小行”是北京银行的别名。\n库里2篇文章，1篇的标签会改变。");
  await world.press(world.admin, asked, "生效");
  await world.idle();
  expect(world.parts.resolve("京小行").bank).toBeUndefined();
  expect(await world.parts.desk.list()).toEqual([]);
  const [, branch] = await world.store.articles.page(0, 5);
  expect(branch?.tags.banks).toEqual([]);
  await world.press(world.admin, list, "✕ “京小行”是北京银行的别名");
  expect((await world.store.audit.list({ limit: 5 })).map(({ action }) => action)).toEqual([
    "dictionary-remove",
    "dictionary-add",
  ]);
});

it("lets people subscribe to a bank that was just added", async () => {
  await start();
  const asked = await propose("/admin add bank 云上村镇银行 农商 云上小行 699999");
  expect(asked.text).toContain("新的银行：云上村镇银行（农商）");
  await world.press(world.admin, asked, "生效");
  await world.idle();
  await world.say(world.reader, "/start");
  const [answer] = await world.say(world.reader, "/subscribe 云上小行");
  expect(answer?.text).toContain("已订阅：云上村镇银行");
  expect(world.parts.resolve("699999").bank).toBe("云上村镇银行");
});

it("adds decoys and words of topics", async () => {
  await start();
  expect((await propose("/admin add decoy 北京银行杯 a race")).text).toContain("“北京银行杯”不是银行");
  const term = await propose("/admin add term #儿童金融 小萤卡 2");
  expect(term.text).toContain("“小萤卡”是话题儿童金融的词，分量2");
  expect((await propose("/admin add term 儿童金融 小萤卡")).text).toContain("分量3");
});

it.each([
  ["bank 某某银行", "类型要写国有、"],
  ["bank 某某银行 foo", "类型要写国有、股份、城商"],
  ["alias 北京银行 的", "至少两个字"],
  ["term 儿童金融 小京卡 -99", "-10到10之间"],
])("says what a word that is written wrong must be: %s", async (said, rule) => {
  await start();
  const [answer] = await world.say(world.admin, `/admin add ${said}`);
  expect(answer?.text).toContain(rule);
});

it("lists what is wrong with an addition", async () => {
  await start();
  const [contradiction] = await world.say(world.admin, "/admin add alias 北京银行 工商银行");
  expect(contradiction?.text).toMatch(/^这样加不进去：\n· “工商银行”不能同时是中国工商银行和北京银行的名称/u);
  const [stranger] = await world.say(world.admin, "/admin add alias 月球银行 月行");
  expect(stranger?.text).toContain("词典里没有叫“月球银行”的银行");
  for (const half of ["/admin add", "/admin add alias 北京银行", "/admin add planet 月球"]) {
    const [usage] = await world.say(world.admin, half);
    expect(usage?.text).toContain("/admin add alias 北京银行 帝都行");
  }
});

it("says so when only the newest articles were looked at", async () => {
  await start({ newest: 1 });
  const asked = await propose("/admin add alias 北京银行 京小行");
  expect(asked.text).toContain("只看了最新的1篇，其中0篇的标签会改变。库里共2篇。");
});

it("does nothing twice when the button is pressed twice", async () => {
  await start();
  const asked = await propose("/admin add alias 北京银行 京小行");
  const button = asked.reply_markup?.inline_keyboard.flat().find(({ text }) => text === "生效");
  const data = button && "callback_data" in button ? String(button.callback_data) : "";
  await world.forge(world.admin, asked, data);
  await world.forge(world.admin, asked, data);
  await world.idle();
  expect(await world.parts.desk.list()).toHaveLength(1);
  expect(await world.store.audit.list({ limit: 5 })).toHaveLength(1);
});

it("is no command to a reader", async () => {
  await start();
  await world.say(world.reader, "/start");
  await world.say(world.reader, "/admin add alias 北京银行 京小行");
  await world.idle();
  expect(world.last(world.reader).text).not.toContain("京小行");
});
