import { describe, expect, it } from "vitest";
import { flash } from "../support/excerpts.js";

describe("a headline for whose first clause there is no room", () => {
  it.each([
    [
      "the subsidiary that does it",
      "江城集团子公司江城零部件有限公司与东山时代半导体股份有限公司合资设立江城青岚半导体有限公司，注册资本3亿元。",
      "江城零部件有限公司与东山时代半导体股份有限公司合资设立江城青岚半导体有限公司",
    ],
    [
      "how many offices there are",
      "江城人力资源部、江城公安局、江城民政局、江城交通局、江城卫生局、江城铁路局等八部门单位近日联合印发《关于开展2031年春节服务行动的通知》。",
      "八部门单位近日联合印发《关于开展2031年春节服务行动的通知》",
    ],
    [
      "what was made",
      "由江城重工旗下南湖工程联合东山长大集团自主研制的国内首台桩梁一体架桥机“江城号”在东山船厂码头成功下线。",
      "国内首台桩梁一体架桥机“江城号”在东山船厂码头成功下线",
    ],
    [
      "the house behind what it is",
      "江城银行高级分析师Mary Lake将江城电子(JC.O)目标价由175美元大幅上调至200美元，并维持买入评级。",
      "Mary Lake将江城电子(JC.O)目标价由175美元大幅上调至200美元",
    ],
    [
      "the leader behind his offices",
      "江城国国务委员兼外长王某13日同东山国总统外事顾问李某在江城南湖共同主持第二十二次江东战略对话，会期两天。",
      "王某13日同东山国总统外事顾问李某在江城南湖共同主持第二十二次江东战略对话",
    ],
  ])("begins with %s", (_, text, headline) => {
    expect(flash(text).headline).toBe(headline);
  });

  it("keeps the company where there is room for it", () => {
    expect(
      flash("近日，江城集团子公司南湖科技有限公司成功中标东山地铁项目，合同金额3亿元。").headline,
    ).toContain("江城集团子公司");
  });

  it("does not begin behind a plan", () => {
    const { headline } = flash(
      "江城股份拟由全资子公司江城水电投资建设东山省南湖县江城水电波浪镇60兆瓦农光互补复合光伏发电综合示范项目，总投资3亿元。",
    );
    expect(headline).not.toMatch(/^江城水电投资/u);
  });

  it.each([
    [
      "an amount",
      "江城股份：拟在东山市南湖镇西岭区块新征工业用地165亩（最终以实测面积为准）建设年产2万件清洁能源装备关键零部件项目。项目总投资7.7亿元。",
      "江城股份：拟在东山市南湖镇西岭区块新征工业用地165亩",
    ],
    [
      "the first of the things counted",
      "1月19日0时至24时，江城新增2例本土确诊病例（为昨日通报的核酸检测阳性者）和1例无症状感染者转确诊病例（为前日通报的核酸检测阳性者），无新增疑似病例。",
      "江城新增2例本土确诊病例",
    ],
    [
      "a new company",
      "江城科技公司：拟在东山知识城内设立全资子公司建设江城封装基板生产和研发基地以及配套的智能化仓储项目。项目总投资额预计60亿元。",
      "江城科技公司：拟在东山知识城内设立全资子公司",
    ],
  ])("ends behind %s", (_, text, headline) => {
    expect(flash(text).headline).toBe(headline);
  });
});
