import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("whose words and deeds an excerpt tells", () => {
  it("shows a view within its sentence with those who hold it", () => {
    const summary = flash(
      "江城央行本周下调政策利率25个基点，不少市场人士认为，未来半年仍然存在降息窗口，降准也有望继续推出。",
    );
    expect(shown(summary)).not.toMatch(/^未来半年/mu);
    const guests = flash(
      "江城金融论坛今天举行，与会嘉宾表示，南湖市已成为充满活力的创新平台，需深化成果运用。",
    );
    expect(shown(guests)).not.toMatch(/^南湖市已成为/mu);
  });

  it("takes for the speaker who judges or believes, and nobody else", () => {
    expect(
      flash("江城证券首席经济学家王一判断，在低基数效应仍然存在的情况下，2032年GDP有望实现5.9%的增长。")
        .headline,
    ).toMatch(/^江城证券/u);
    expect(
      shown(flash("人们越来越相信，南湖央行将开始撤回刺激措施，南湖指数连续第三周下跌5%。")),
    ).not.toContain("越来越：");
  });

  it("gives what befalls an official to nobody as his words", () => {
    const summary = flash(
      "中央纪委国家监委驻江城银行纪检监察组、南湖省监委消息：江城银行信用审批部原副总经理王一涉嫌严重违纪违法，目前正接受纪律审查和监察调查。",
    );
    expect(shown(summary)).toContain("王一涉嫌严重违纪违法");
    expect(shown(summary)).not.toMatch(/^中央纪委：目前正接受/mu);
  });

  it("keeps who holds an opinion before its first words", () => {
    const summary = flash(
      "江城食品创始人王一表示，江城食品计划未来6月份之内推出不低于20亿元人民币的股份回购方案，有关的议案还要提交临时股东大会审议后才能实施。",
    );
    expect(summary.headline).toMatch(/^江城食品创始人王一：/u);
  });

  it("tells what a shareholder sells by auction as no sale of the company", () => {
    const summary = flash(
      "南湖科技公告，持股5%以上股东江城投资持股6.2%，占总股本的比例较上年下降，通过集中竞价减持不超过300万股。",
    );
    expect(shown(summary)).not.toMatch(/南湖科技：通过/u);
  });

  it("tells what an office permits as no deed of the company", () => {
    const summary = flash(
      "南湖医药公告，公司于近日收到东山国证券监督管理委员会出具的《关于同意南湖医药科技股份有限公司向特定对象发行股票注册的批复》，同意公司向特定对象发行股票的注册申请，批复自同意注册之日起12个月内有效。",
    );
    expect(shown(summary)).not.toMatch(/南湖医药：同意/u);
    expect(summary.headline).not.toContain("批复自");
  });

  it("tells of a person who resigns, not of a bank that does", () => {
    const summary = flash(
      "江城银行8月11日公告，执行董事、副行长王一因工作调整，于2032年8月11日向本行董事会提交辞呈，辞去本行执行董事，风险管理委员会委员及副行长职务。",
    );
    expect(summary.headline).toContain("王一");
    expect(shown(summary)).not.toMatch(/江城银行：(?:于|辞)|^风险管理委员会/mu);
  });

  it("does not give an office to whoever appoints another to it", () => {
    const summary = flash(
      "东山国总统王一27日在白色大楼宣布，他将提名一名年轻而又有经验的律师出任最高法院的大法官，接替将退休的大法官李二。",
    );
    expect(shown(summary)).not.toContain("王一：接替");
  });

  it("tells with what may be that it may be", () => {
    const summary = flash(
      "南湖银行CEO王一表示，随着人工智能技术的普及，这家在东山国排名第一的银行可能会雇用更多的人工智能专家，减少传统银行家的招聘。",
    );
    expect(shown(summary)).not.toMatch(/(?:^|：)减少/mu);
  });

  it("tells foreign media as the source of what they report", () => {
    const report = "媒报道，江城汽车近期发布了价值数十亿元的摄像头模组招标公告，计划用于今明两年的车型。";
    expect(flash(`据日${report}`).headline).toMatch(/^日媒：江城汽车近期发布/u);
    expect(flash(`据江城${report}`).headline).toMatch(/^江城汽车近期发布/u);
  });

  it("tells 中国人民银行 in a notice of 央行 as the one that gives it", () => {
    const { headline } = flash(
      "央行公告，2032年7月6日，中国人民银行将以固定数量、利率招标、多重价位中标方式开展10000亿元买断式逆回购操作，期限为3个月（91天）。",
    );
    expect(headline).toBe("央行：将以固定数量、利率招标、多重价位中标方式开展10000亿元买断式逆回购操作");
  });

  it.each([
    [
      "央行8月11日公告，中国人民银行上海总部将开展票据再贴现操作，支持长三角小微企业融资。",
      "央行：中国人民银行上海总部将开展票据再贴现操作，支持长三角小微企业融资",
    ],
    [
      "江城证券指出，创业板今年以来上涨12%，银行板块下跌3%。",
      "江城证券：创业板今年以来上涨12%，银行板块下跌3%",
    ],
    [
      "证监会称，公司债发行审核提速，批准公司债券发行规模达3000亿元。",
      "证监会：公司债发行审核提速，批准公司债券发行规模达3000亿元",
    ],
    [
      "南湖国劳工部公布职位空缺报告，职位空缺降至740万个，辞职率升至2.3%，招聘人数增至550万。",
      "南湖国劳工部：职位空缺降至740万个，辞职率升至2.3%，招聘人数增至550万",
    ],
    [
      "江城银行公告，董事会决定由王一代行董事长及行长职务，代行期限自即日起至新任行长任职资格核准之日止。",
      "江城银行：董事会决定由王一代行董事长及行长职务",
    ],
    [
      "央行数据显示：7、8月新增贷款分别为2600亿元和9000亿元，同比多增1000亿元。",
      "央行：7、8月新增贷款分别为2600亿元和9000亿元，同比多增1000亿元",
    ],
  ])("is not misled by what looks like another's deed or like a number of an item: %s", (text, headline) => {
    expect(flash(text).headline).toBe(headline);
  });

  it("takes a forecast that is lowered for no speech", () => {
    const { headline } = flash("江城银行下调南湖天然气价格预测，预计2032年第四季度均价为3.35美元。");
    expect(headline).toMatch(/^江城银行下调南湖天然气价格预测/u);
  });

  it.each([
    [
      "据报道，据行业人士和政府消息人士，受投资激励计划刺激，江城手机和南湖电子2032财年将在东山国生产价值50亿元的手机，比目标高出一半以上。",
      "消息人士：江城手机和南湖电子2032财年将在东山国生产价值50亿元的手机",
    ],
    [
      "据南湖方面16日消息，法律界消息人士称，南湖《历史财产归属与返还程序等相关特别法》将于12月正式施行。",
      "消息人士：南湖《历史财产归属与返还程序等相关特别法》将于12月正式施行",
    ],
    [
      "接近江城银行的知情人士称，前高管被查不会影响该行的正常经营。",
      "接近江城银行的知情人士：前高管被查不会影响该行的正常经营",
    ],
  ])("tells whose rumour it is, in full where there is room: %s", (text, headline) => {
    expect(flash(text).headline).toBe(headline);
  });

  it("gives the words of whom a report tells to nobody else", () => {
    const summary = flash(
      "江城银行在最新报告中指出，南湖央行主席王一在东山论坛上释放宽松信号，称自6月会议以来，通胀预期和通胀风险均已下降；若技术推动供给端扩张，将对货币政策产生重大影响。不过，江城银行仍预计南湖央行将在2032年剩余时间维持利率不变。",
    );
    expect(shown(summary)).not.toMatch(/江城银行：通胀预期/u);
  });

  it("tells what a director sells as no sale of the company", () => {
    const summary = flash(
      "江城超市公告称，公司副总裁王一因个人资金需求，拟通过集中竞价方式减持公司股份不超过8.16万股，占公司总股本的0.0009%。",
    );
    expect(shown(summary)).not.toMatch(/江城超市：拟通过/u);
    expect(shown(summary)).not.toMatch(/资金需求$/mu);
  });

  it("tells no forecast of 这位经济学家 as a fact", () => {
    const summary = flash(
      "江城宏观的分析师王一表示，江城央行在表态上仍将保持鹰派倾向。这位经济学家预计，江城央行本周三将维持基准利率不变，且在2026年前不会调整利率。",
    );
    expect(shown(summary)).not.toMatch(/^江城央行本周三将维持/mu);
  });
});
