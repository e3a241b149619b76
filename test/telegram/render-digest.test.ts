import { describe, expect, it } from "vitest";
import { readRest, restArgs } from "../../src/digest/rest.js";
import type { Digest, DigestItem } from "../../src/news/digest.js";
import {
  MessageBuilder,
  parseMessage,
  type SharedMessage,
  serializeMessage,
} from "../../src/telegram/message.js";
import { renderDigest } from "../../src/telegram/render-digest.js";
import { appendItem, hashtag } from "../../src/telegram/render-item.js";
import { checkMessage } from "../support/bot-api-rules.js";

const zone = "Asia/Shanghai";
const at = (time: string) => Date.parse(`${time}+08:00`);
const zh = { locale: "zh", timezone: zone } as const;
const en = { locale: "en", timezone: zone } as const;

const seed: DigestItem = {
  storyId: 1,
  headline: "推出“京萤计划”儿童综合金融服务方案",
  url: "https://example.org/posts/jingying",
  sentences: ["6月1日正式推出，含小京卡、小京压岁宝、小京保贝计划与京苗俱乐部。"],
  banks: ["北京银行"],
  topics: ["儿童金融", "零售金融"],
  medium: "华夏时报",
  publishedAt: at("2022-06-02T20:21"),
  others: 2,
  followUp: false,
  method: "offline",
};

const item = (more: Partial<DigestItem> = {}): DigestItem => ({ ...seed, ...more });

function digest(more: Partial<Digest> = {}): Digest {
  return {
    kind: "fresh",
    until: at("2022-06-02T21:00"),
    groups: [{ heading: "北京银行", items: [seed] }],
    ...more,
  };
}

/** What Telegram would take, else an error that says why not. */
function checked(messages: SharedMessage[]): SharedMessage[] {
  for (const message of messages) {
    const { text, entities } = message;
    checkMessage({ text, entities });
    expect(entities.length + (text.match(/#/g) ?? []).length).toBeLessThanOrEqual(100);
  }
  return messages;
}

const textOf = (messages: SharedMessage[]) => checked(messages).map(({ text }) => text);
const lines = (messages: SharedMessage[]) => textOf(messages).join("\n").split("\n");

describe("a digest", () => {
  it("reads like a newspaper's column", () => {
    expect(textOf(renderDigest(digest(), zh))).toEqual([
      [
        "银讯日报 · 6月2日 周四",
        "",
        "北京银行",
        "推出“京萤计划”儿童综合金融服务方案",
        "6月1日正式推出，含小京卡、小京压岁宝、小京保贝计划与京苗俱乐部。",
        "#儿童金融 #零售金融 · 华夏时报 20:21 · 另有2家报道",
        "",
        "以上均为原文摘录。",
      ].join("\n"),
    ]);
  });

  it("has its words in English too", () => {
    const text = lines(
      renderDigest(digest({ groups: [{ heading: "北京银行", items: [item({ others: 1 })] }] }), en),
    );
    expect(text[0]).toBe("Yinxun Daily · 2 Jun Thu");
    expect(text).toContain("#儿童金融 #零售金融 · 华夏时报 20:21 · 1 more report");
    expect(text.at(-1)).toBe("All of these are quoted from the articles.");
  });

  it("links headlines, and headings stand in bold", () => {
    const [message] = renderDigest(digest(), zh);
    const marked = message?.entities.map(({ type, offset, length }) => [
      type,
      message.text.slice(offset, offset + length),
    ]);
    expect(marked).toEqual([
      ["bold", "银讯日报 · 6月2日 周四"],
      ["bold", "北京银行"],
      ["bold", seed.headline],
      ["text_link", seed.headline],
    ]);
  });

  it("links only to the web", () => {
    for (const url of ["javascript:alert(1)", "tg://user?id=1", "file:///etc/passwd", "北京", ""]) {
      const messages = renderDigest(
        digest({ groups: [{ heading: "北京银行", items: [item({ url })] }] }),
        zh,
      );
      expect(messages[0]?.entities.map(({ type }) => type)).not.toContain("text_link");
    }
  });

  it("shows the date of what is not of its day, and the year of another year", () => {
    const groups = (publishedAt: number) => [{ heading: "北京银行", items: [item({ publishedAt })] }];
    const source = (publishedAt: number) =>
      lines(renderDigest(digest({ groups: groups(publishedAt) }), zh)).find((line) => line.startsWith("#"));
    expect(source(at("2022-06-01T20:21"))).toContain("华夏时报 6月1日 20:21");
    expect(source(at("2021-12-31T20:21"))).toContain("华夏时报 2021年12月31日 20:21");
    expect(source(at("2022-06-02T00:00"))).toContain("华夏时报 · 另有");
    expect(source(at("2022-06-01T00:00"))).toContain("华夏时报 6月1日 · 另有");
  });

  it("keeps the day of an article without a time for readers in other zones", () => {
    const groups = [{ heading: "北京银行", items: [item({ publishedAt: at("2022-05-30T00:00") })] }];
    const text = textOf(renderDigest(digest({ groups }), { locale: "zh", timezone: "America/New_York" }));
    expect(text[0]).toContain("5月30日 ·");
  });

  it("says when a date is unknown", () => {
    const { publishedAt: _, ...undated } = seed;
    const text = textOf(renderDigest(digest({ groups: [{ heading: "北京银行", items: [undated] }] }), zh));
    expect(text[0]).toContain("华夏时报 日期不明");
  });

  it("marks what goes on", () => {
    const groups = [{ heading: "北京银行", items: [item({ followUp: true })] }];
    expect(textOf(renderDigest(digest({ groups }), zh))[0]).toContain("\n【持续跟踪】推出");
  });

  it("tells a model's words from the article's", () => {
    const feet = (methods: DigestItem["method"][]) => {
      const items = methods.map((method) => item({ method }));
      const text = lines(renderDigest(digest({ groups: [{ heading: "北京银行", items }] }), zh));
      return [text.filter((line) => line.endsWith("· AI摘要")).length, text.at(-1)];
    };
    expect(feet(["offline", "offline"])).toEqual([0, "以上均为原文摘录。"]);
    expect(feet(["model", "model"])).toEqual([0, "以上均为AI摘要。"]);
    expect(feet(["model", "offline"])).toEqual([1, "未标“AI摘要”的是原文摘录。"]);
  });

  it("says how much it leaves out", () => {
    const rest = { choice: "fresh" as const, after: 5, until: 9, from: 20 };
    const [first, ...further] = renderDigest(digest({ more: 3, rest }), zh).reverse();
    expect(first?.buttons).toEqual([[{ text: "还有3条", verb: "rest", args: ["5", "9", "20", "f"] }]]);
    expect(
      readRest(first?.buttons?.[0]?.map((button) => ("args" in button ? button.args : []))[0] ?? []),
    ).toEqual(rest);
    expect(further.every(({ buttons }) => buttons === undefined)).toBe(true);
  });

  it.each([[[]], [["", "9", "20"]], [["x", "9", "20", "f"]], [["5", "9", "-", "p"]], [["5", "9", "2", "z"]]])(
    "has no rest behind %j",
    (args) => {
      expect(readRest(args)).toBeUndefined();
    },
  );

  it("has a rest of what came before a first digest", () => {
    const rest = { choice: "instant" as const, until: 9, from: 8 };
    expect(readRest(restArgs(rest))).toEqual(rest);
  });

  it("is short when it comes unasked", () => {
    const items = [item({ sentences: ["第一句。", "第二句。"], method: "model" })];
    const [text = ""] = textOf(
      renderDigest(digest({ groups: [{ heading: "北京银行", items }] }), { ...zh, compact: true }),
    );
    expect(text.split("\n")[0]).toBe("银讯快讯 · 6月2日 周四");
    expect(text).not.toContain("第二句");
    expect(text.endsWith("· AI摘要")).toBe(true);
  });

  it("says plainly that nothing is new, and dates the latest", () => {
    const latest = digest({
      kind: "latest",
      since: seed.publishedAt ?? 0,
      until: (seed.publishedAt ?? 0) + 1,
    });
    const text = lines(renderDigest(latest, zh));
    expect(text.slice(0, 2)).toEqual(["银讯 · 最近消息", "没有新消息，以下是最近的报道。"]);
    expect(text.find((line) => line.startsWith("#"))).toContain("华夏时报 6月2日 20:21");
  });

  it("says which day or days of the past it stands for", () => {
    const head = (since: string, until: string, options: typeof zh | typeof en = zh) =>
      lines(renderDigest(digest({ kind: "past", since: at(since), until: at(until) }), options))[0];
    expect(head("2022-06-02T00:00", "2022-06-03T00:00")).toBe("银讯回顾 · 2022年6月2日 周四");
    expect(head("2022-05-27T00:00", "2022-06-03T00:00")).toBe("银讯回顾 · 2022年5月27日至6月2日");
    expect(head("2021-12-30T00:00", "2022-01-03T00:00")).toBe("银讯回顾 · 2021年12月30日至2022年1月2日");
    expect(head("2022-05-27T00:00", "2022-06-03T00:00", en)).toBe("Yinxun Review · 27 May to 2 Jun 2022");
  });

  it("dates the items of several days, and not those of one", () => {
    const source = (since: string) =>
      lines(renderDigest(digest({ kind: "past", since: at(since), until: at("2022-06-03T00:00") }), zh)).find(
        (line) => line.startsWith("#"),
      );
    expect(source("2022-06-02T00:00")).toContain("华夏时报 20:21");
    expect(source("2022-06-01T00:00")).toContain("华夏时报 6月2日 20:21");
  });

  it("says so when there is nothing to tell", () => {
    for (const kind of ["fresh", "latest", "past"] as const) {
      const [text, ...others] = textOf(
        renderDigest(digest({ kind, since: at("2022-06-01T00:00"), groups: [] }), zh),
      );
      expect(others).toEqual([]);
      expect(text).toMatch(/[。]$/);
    }
  });
});

describe("a long digest", () => {
  const many = digest({
    groups: ["北京银行", "招商银行", "综合"].map((heading, group) => ({
      heading,
      items: Array.from({ length: 40 }, (_, n) =>
        item({ headline: `第${group * 40 + n + 1}条消息`, banks: [heading] }),
      ),
    })),
  });

  it("is split between items only, and none is lost or told twice", () => {
    const messages = checked(renderDigest(many, zh));
    expect(messages.length).toBeGreaterThan(1);
    const headlines = messages.flatMap(({ text }) => text.match(/第\d+条消息/g) ?? []);
    expect(headlines).toEqual(Array.from({ length: 120 }, (_, n) => `第${n + 1}条消息`));
    for (const { text } of messages)
      expect(text.match(/第\d+条消息\n.+\n#/g)?.length).toBe(text.match(/条消息/g)?.length);
  });

  it("repeats the heading of a group that goes on", () => {
    const tops = renderDigest(many, zh)
      .slice(1)
      .map(({ text }) => text.split("\n")[0]);
    for (const top of tops) expect(top).toMatch(/^(北京银行|招商银行|综合)(（续）)?$/);
    expect(tops).toContain("北京银行（续）");
  });

  it("fills its messages", () => {
    const total = renderDigest(many, zh).reduce((sum, { text }) => sum + text.length, 0);
    expect(renderDigest(many, zh).length).toBeLessThanOrEqual(Math.ceil(total / 2048) + 1);
  });
});

describe("an item", () => {
  const rendered = (more: Partial<DigestItem>) =>
    checked([
      appendItem(new MessageBuilder(), item(more), { ...zh, near: at("2022-06-02T21:00") }).build(),
    ])[0];

  it("is cut at a sentence when it is too long, and keeps its link", () => {
    const message = rendered({ sentences: ["这一句话说明了一件事，并且还有下文。".repeat(400)] });
    const body = message?.text.split("\n")[1] ?? "";
    expect(body.length).toBeLessThanOrEqual(1024);
    expect(body.endsWith("并且还有下文。")).toBe(true);
    expect(message?.entities.at(-1)?.type).toBe("text_link");
  });

  it("is cut at a clause where there is no sentence, with an ellipsis", () => {
    const body = rendered({ sentences: ["一个分句接着一个分句，".repeat(400)] })?.text.split("\n")[1] ?? "";
    expect(body).toMatch(/一个分句接着一个分句…$/);
  });

  it("is never cut inside a character", () => {
    for (const character of ["𠮷", "👨‍👩‍👧‍👦", "é"]) {
      for (let before = 0; before < 12; before++) {
        const long = "银".repeat(before) + character.repeat(900);
        const text = rendered({ headline: long, sentences: [long] })?.text ?? "";
        const pieces = text.split("\n").slice(0, 2);
        for (const piece of pieces) {
          const kept = piece.replace(/…$/, "").slice(before);
          expect(kept).toBe(character.repeat(kept.length / character.length));
        }
      }
    }
  });

  it("is never cut inside a number", () => {
    for (let before = 240; before < 260; before++) {
      const headline = rendered({ headline: `${"银".repeat(before)}8844.7亿元` })?.text.split("\n")[0] ?? "";
      expect(headline).toMatch(/^银+(8844\.7亿元?)?…?$/);
      const clauses = `${"银".repeat(before - 100)}增至1,234,567元${"银".repeat(200)}`;
      expect(rendered({ headline: clauses })?.text).not.toMatch(/增至1(,234)?…/);
    }
  });

  it("drops what would make a message invalid or shift its marks", () => {
    const message = rendered({
      headline: "半个\ud83d字符\u0000和\u0007控制符",
      sentences: ["甲\r\n乙\t丙。"],
    });
    expect(message?.text.split("\n").slice(0, 2)).toEqual(["半个字符和控制符", "甲 乙 丙。"]);
  });

  it("stays within the limits of a message whatever it holds", () => {
    const long = "很长".repeat(5000);
    const message = rendered({
      headline: long,
      sentences: [long, long],
      medium: long,
      banks: Array.from({ length: 50 }, (_, n) => `银行${n}`),
      topics: [long],
      others: 1e9,
    });
    expect(message?.text.length).toBeLessThan(1800);
  });

  it("does not repeat its heading as a tag", () => {
    const text = appendItem(new MessageBuilder(), seed, { ...zh, near: 0, under: "儿童金融" }).build().text;
    expect(text).toContain("#零售金融 #北京银行");
    expect(text).not.toContain("#儿童金融");
  });
});

it("makes hashtags that Telegram takes as a whole", () => {
  expect(hashtag("儿童金融")).toBe("#儿童金融");
  expect(hashtag("A股/港股 要闻")).toBe("#A股港股要闻");
  expect(hashtag("2022")).toBeUndefined();
  expect(hashtag("·—")).toBeUndefined();
});

it("brings a message back from the ledger as it was", () => {
  const [message] = renderDigest(digest(), zh);
  const withButtons = {
    ...message,
    text: message?.text ?? "",
    entities: message?.entities ?? [],
    buttons: [[{ text: "更多", verb: "rest", args: ["1"] }]],
  };
  expect(parseMessage(serializeMessage(withButtons))).toEqual(withButtons);
  expect(() => parseMessage('{"text":5}')).toThrow();
});
