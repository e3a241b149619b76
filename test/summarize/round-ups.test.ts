import { describe, expect, it } from "vitest";
import { flash, summarize } from "../support/excerpts.js";

describe("a round-up", () => {
  const filler = "市场人士认为，短期波动不改长期趋势，后续仍需观察海外数据与资金面的变化，投资者宜保持耐心。";
  const items = [
    "1、江城央行公告，将开展3000亿元中期借贷便利操作，期限为1年。",
    "2、美丰科技盘后一度大涨，带动存储板块走强，公司第三财季营收414.6亿元，上年同期93.0亿元，预估356.9亿元。",
    "3、远洋通信盘后大涨12%。公司首席财务官还表示，公司有机会把年度营收做到1000亿元，较上年增长25%。",
    "4、长岭电子公告称，拟通过与多家地方国有投资平台及产业基金共同设立的控股子公司，在滨河新区建设封测工厂，投资总额78亿元，其中注册资本40亿元。",
    `5、国际油价下跌3.9%，报70.34美元一桶。${filler}${filler}`,
    `6、江城指数收涨0.8%，报3120点。${filler}${filler}${filler}`,
    `7、滨河市发布楼市新规，首付比例降至15%。${filler}${filler}${filler}`,
  ];
  const { bullets } = flash(items.join(" "), "江城早间新闻精选");
  const told = bullets.map(({ text }) => text).join("\n");

  it("sets no speaker of one item before the words of another", () => {
    expect(bullets.length).toBeGreaterThanOrEqual(3);
    expect(told).not.toMatch(/江城央行：[^将]|^公司/mu);
  });

  it("tells a plan as a plan, whichever of its clauses it tells", () => {
    for (const { text } of bullets) if (text.includes("封测工厂")) expect(text).toContain("拟");
  });
});

describe("a bullet of a round-up", () => {
  const padding =
    "会谈在友好的气氛中进行，双方就共同关心的话题坦诚沟通，并期待下一次会面，记者在现场看到代表们频频点头。";

  it("tells of each item of a round-up what its first sentence says it is about", () => {
    const items = [
      ["江城加快建设智慧口岸", "江城海关今天宣布，明年将建成12个智慧口岸，投资3亿元。"],
      ["南湖打造购物之城", "第七届南湖购物节今天启动，为期30天，共有200家商户参加。"],
      ["东山续签协议", "东山国与南湖国央行昨天续签双边本币互换协议，规模为1300亿元。"],
      ["西岭铁路贯通", "西岭铁路今天全线贯通，全长320公里，设计时速350公里。"],
      ["北原粮食丰收", "北原省今年夏粮总产量达2100万吨，比去年增长3.5%。"],
    ];
    const strays = "活动现场，20家企业签署协议，总额达45.6亿元，同比增长12.3%，创历史新高。";
    const { bullets } = summarize({
      title: "省内联播快讯",
      blocks: items.flatMap(([heading = "", text = ""]) => [
        { kind: "heading" as const, text: heading },
        { kind: "paragraph" as const, text: `${text}${strays}` },
      ]),
    });
    expect(bullets.length).toBeGreaterThanOrEqual(3);
    for (const { text } of bullets)
      expect(items.some(([, first = ""]) => first.includes(text.slice(-8)))).toBe(true);
  });

  it("gives each company its own figure in a list of notices", () => {
    const notices =
      "东山科技公告，预计上半年净利同比增长433%至699%，主要是去年同期基数较低，今年新签订单大幅增加；江城信息公告，预计上半年净利润26亿元至31亿元；南湖科技公告，拟出资2亿元。";
    const { bullets } = summarize({
      title: "今日公告",
      blocks: [{ kind: "paragraph", text: `${notices}${padding.repeat(14)}` }],
    });
    expect(bullets.map(({ text }) => text).join("\n")).not.toContain("东山科技：预计上半年净利润26亿元");
  });

  it("takes one bank's report for no round-up", () => {
    const { bullets } = summarize({
      title: "江城银行2031年年报一览",
      blocks: [
        ["资产规模", "江城银行坚持稳健经营。总资产达5321.8亿元，较年初增长9.7%。"],
        ["盈利能力", "盈利平稳。净利润45.6亿元，同比增长12.3%。"],
        ["资产质量", "质量向好。不良贷款率1.05%，较年初下降0.12个百分点。"],
        ["零售业务", "转型见效。个人贷款余额1200亿元，增长15.2%。"],
        ["资本实力", "资本充足。资本充足率13.5%，上升0.3个百分点。"],
      ].flatMap(([heading = "", text = ""]) => [
        { kind: "heading" as const, text: heading },
        { kind: "paragraph" as const, text: `${text}${padding}` },
      ]),
    });
    expect(bullets.length).toBeGreaterThanOrEqual(4);
  });

  it("begins a round-up's item where it begins, and takes each line below a heading of many for one", () => {
    const lines = (lead: string) =>
      [1, 2, 3, 4, 5].map((n) => ({
        kind: "paragraph" as const,
        text: `${lead}第${n}公司今天宣布，明年将建成${n}2个智慧口岸，投资${n}亿元，${padding.slice(0, 30)}。`,
      }));
    const { bullets } = summarize({
      title: "江城早间新闻",
      blocks: ["宏观", "公司", "市场", "海外"].flatMap((heading) => [
        { kind: "heading" as const, text: heading },
        ...lines(heading),
      ]),
    });
    expect(bullets.some(({ text }) => /第[2-5]公司/u.test(text))).toBe(true);
    const region = summarize({
      title: "省内联播快讯",
      blocks: ["一", "二", "三", "四", "五"].flatMap((n) => [
        { kind: "heading" as const, text: `区域${n}发展` },
        {
          kind: "paragraph" as const,
          text: `第${n}区协同发展重大国家战略全面深入实施十一年来取得一系列标志性成果，区域外贸总值由2014年的3.74万亿元增至2024年的5.03万亿元，增长34.5%。${padding.repeat(2)}`,
        },
      ]),
    });
    for (const { text } of region.bullets) expect(text).not.toMatch(/^区域外贸/u);
  });
});
