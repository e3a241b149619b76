import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("when an excerpt's news is so", () => {
  it("tells no figure of another year, and none yet to come, as if it were today's", () => {
    const past = flash(
      "南湖农商行1月28日晚公告，预计2031年净亏损为110亿元至135亿元。2030年度，南湖农商行净亏损为118亿元。",
    );
    for (const piece of shown(past).split("\n")) {
      if (piece.includes("118亿")) expect(piece).toContain("2030年度");
    }
    const future = flash(
      "江城市政府印发金融业发展规划，到2035年，银行业总资产达到9万亿元，社会融资规模达到12万亿元。",
    );
    for (const piece of shown(future).split("\n")) {
      if (/\d万亿/u.test(piece)) expect(piece).toContain("到2035年");
    }
    const foretold = flash(
      "东山银行公告，预计2031年净利润与上年同期相比将扭亏为盈，实现归属于上市公司股东的净利润25.5亿元到27亿元。",
    );
    for (const piece of shown(foretold).split("\n")) {
      if (piece.includes("25.5亿")) expect(piece).toContain("预计");
    }
  });

  it("keeps the period of a figure, and ends on none", () => {
    expect(flash("江城市财政局：2031年全市一般公共预算支出246.3亿元，同比增长0.3%。").headline).toBe(
      "江城市财政局：2031年全市一般公共预算支出246.3亿元，同比增长0.3%",
    );
    expect(
      shown(flash("江城银行公告，截至本公告披露日，公司产品“小湖贷”用于小微企业首次贷款，余额63.7亿元。")),
    ).not.toMatch(/披露日$/mu);
  });

  it("tells no aim as reached", () => {
    const aim = flash(
      "江城能源局发言人表示，今年的重点是确保随着经济复苏，石油供应增长可以满足需求，汽油价格下降。江城将在2月交付1800万桶储备石油。",
    );
    expect(shown(aim)).not.toMatch(/(?:^|：)石油供应/mu);
  });

  it("keeps this year's task one, and cuts no 早上", () => {
    expect(
      flash("江城市人大会议今天开幕。报告指出，今年江城全面完成市属金融企业改革三年行动计划。").headline,
    ).toBe("今年江城全面完成市属金融企业改革三年行动计划");
    expect(
      shown(flash("江城银行前行长李某25日宣布，在当日早上进行的核酸检测结果呈阳性，目前居家办公。")),
    ).not.toMatch(/：上进行/u);
  });

  it("tells a target as one, to its last clause", () => {
    const summary = flash(
      "南湖市发布普惠金融强市建设纲要（2031—2040年），目标到2035年，小微企业服务机制进一步健全、乡村网点布局进一步完善、账户服务质量进一步提升、银企对接效率进一步提高、风险分担机制进一步增强，普惠金融示范区基本建成。",
    );
    expect(shown(summary)).not.toMatch(/^普惠金融示范区基本建成|2035年$/mu);
  });

  it("keeps since when something is counted, and the topic of a figure", () => {
    const counted = flash(
      "今天下午，江城市召开新闻发布会。会上通报，自2031年12月9日以来，江城全市累计报告病例2070例，已出院948例，在院1122例。",
    );
    expect(counted.headline).toMatch(/^自2031年12月9日以来，江城全市累计报告病例2070例/u);
    const topic = flash(
      "江城移动数据分析平台近日发布的数据显示，去年全球App相关消费同比增长19%，为1700亿美元。下载量方面，去年全球同比增加5%，为2300亿次。",
    );
    for (const piece of shown(topic).split("\n")) {
      if (piece.includes("2300亿")) expect(piece).toContain("下载量方面");
    }
  });

  it("tells nothing of an earlier time as today's", () => {
    const summary = flash(
      "江城央行行长李明表示，江城央行将使用利率工具来确保几十年来最严重的通胀压力得到控制。李明抗击通胀的决心标志着这位重要鸽派人士观点的重大转变，去年7月他曾表示，通胀可能回到过去多年来低于2%目标的模式。",
    );
    expect(shown(summary)).not.toMatch(/^通胀可能/mu);
  });

  it("tells what others are to do as nobody's deed", () => {
    const summary = flash(
      "国家发展改革部门关于江城放宽市场准入的意见中提到，鼓励金融机构基于真实交易背景和风险可控前提，按照市场化原则，依托核心企业，开展存货、订单质押融资业务，降低下游经销商融资成本。探索运用数字人民币进行交易结算。",
    );
    expect(shown(summary)).not.toMatch(/部门：(?:依托|开展)/u);
  });
});
