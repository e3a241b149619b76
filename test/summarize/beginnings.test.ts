import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("with what an excerpt begins", () => {
  it("begins behind what only tells that figures show something", () => {
    const summary = flash(
      "江城科技发布2032年第一季度财报，显示季度总营收321亿元，一般性业务收入260亿元，同比增长2%，超出市场预期。",
    );
    expect(summary.headline).toMatch(/^江城科技：季度总营收321亿元/u);
  });

  it("leaves out the number of an item and what a milestone is called", () => {
    const { headline } = flash(
      "随着南湖区最后一台设备在本月底之前顺利接入江城数据中心，标志着江城银行新一代核心系统全面投产。",
    );
    expect(headline).toBe("江城银行新一代核心系统全面投产");
    const listed = flash(
      "江城金融监管局通报如下：一、江城银行因贷款管理不审慎被罚款120万元；二、南湖银行因违规收费被罚款80万元。",
    );
    expect(shown(listed)).not.toMatch(/(?:^|：)[一二]、/mu);
  });

  it("heads no news with words that point to an earlier sentence", () => {
    const { headline } = flash(
      "继中江、南华等基金公司宣布自购旗下基金后，东山、西岭、北湖、江城、嘉南等大型基金公司也出手了。短短几个交易日时间，上述基金公司自购金额已超过6亿元。",
    );
    expect(headline).toBe("东山、西岭、北湖、江城、嘉南等大型基金公司也出手了");
  });

  it("takes no word for the shorter one that it begins with", () => {
    const summary = flash("江城证券首席经济学家张文山表示，由于市场情绪回落，比特币短期内仍将下跌。");
    expect(shown(summary)).toContain("比特币短期内仍将下跌");
    expect(
      flash("江城银行三季报显示，经营稳健，不良贷款率为1.08%，较上年末下降0.12个百分点。").headline,
    ).toContain("不良贷款率为1.08%");
  });

  it("rather tells another sentence than a part of a list's items", () => {
    const summary = flash(
      "江城银行公布年度安排，涉及小微企业和网点。会议指出，要做好三方面工作，一是增加小微贷款320亿元，二是降低费率0.3个百分点，三是减免各类账户管理费和手续费合计12亿元，四是在县域建成网点20家。2030年末，江城银行网点为320家，资产总额8200亿元。",
    );
    for (const piece of shown(summary).split("\n")) {
      if (piece.includes("一是")) expect(piece).toContain("四是");
      else expect(piece).not.toMatch(/[二三四]是/u);
    }
  });

  it("begins a headline with nothing that another sentence explains", () => {
    const this_ = flash(
      "江城基金认为，这是短期因素造成的扰动，不影响全年的走势。江城指数昨日下跌1.2%，成交额820亿元。",
    );
    expect(this_.headline).toBe("江城指数昨日下跌1.2%，成交额820亿元");
    const compared = flash("江城旅游局通报，1月接待游客320万人次，与去年同期相比增长12%，与上月相比下降8%。");
    expect(shown(compared)).not.toMatch(/^与/mu);
  });

  it("begins with no price of what stands before", () => {
    const summary = flash(
      "截至1月28日收盘，3月交割的江城原油期货下跌99美分，结算价报每桶91.32美元；4月交割的南湖原油期货下跌58美分，结算价报每桶92.69美元。",
    );
    expect(shown(summary)).not.toMatch(/^结算价报/mu);
  });

  it("tells what a fund buys without which fund it is, where there is no room for it", () => {
    expect(
      flash(
        "江城基金公告称，基于对本地资本市场长期健康稳定发展的信心，公司运用自有资金2亿元申购旗下偏股型基金，即江城精选核心优势A50互联互通交易型指数基金联接C。",
      ).headline,
    ).toBe("江城基金：运用自有资金2亿元申购旗下偏股型基金");
  });

  it("heads no news with when something takes effect, or that there is a report", () => {
    const resigned = flash(
      "江城励骏公告，董事会主席王某某因个人工作安排已辞去执行董事、董事会主席职务，自二零三一年一月三十一日起生效。",
    );
    expect(resigned.headline).not.toContain("起生效");
    const report = flash("江城图片社今日公布了2031财年第四季度财报。江城图片社第四季度营收为8.47亿元。");
    expect(report.headline).toBe("江城图片社第四季度营收为8.47亿元");
  });

  it("tells by whom a thing was made", () => {
    expect(
      flash("由江城汽车与东山公司联合研制的第三代无人配送车正式发布，计划2033年量产。").headline,
    ).toContain("由江城汽车");
  });

  it("begins with no day from which on a rule holds, and ends on none", () => {
    const rule = flash(
      "江城交易所发布通知。经研究决定，自2032年7月10日交易时（即7月9日夜盘交易小节时）起，对苯乙烯和纯苯期货的手续费率进行调整。",
    );
    expect(shown(rule)).not.toMatch(/起$/mu);
  });

  it("is more than the name of a share and its number", () => {
    const notice = flash(
      "江城鞋业(行情900958,诊股)：2031年年度业绩预亏江城鞋业1月22日晚间公告称，经财务部门初步测算，公司预计2031年年度净利润为-7000万元。",
    );
    expect(shown(notice)).not.toMatch(/诊股\)$/mu);
  });

  it("heads no news with what only the words before name", () => {
    const term = flash(
      "江城银行公告，公司拟在境内外债券市场发行不超过等值人民币1000亿元非资本补充性质的各类普通和专项金融债券。债券期限不超过10年。江城银行总资产达5321亿元。",
    );
    expect(term.headline).not.toMatch(/^债券期限/u);
    const suit = flash(
      "江城三个区的总检察官当地时间1月24日提起诉讼，指控江城科技公司欺骗消费者分享位置数据。",
    );
    expect(suit.headline).not.toMatch(/提起诉讼$/u);
  });

  it("heads no notice with what its certificate is for, and begins with no verb behind 在…基础上", () => {
    const product = flash(
      "江城医疗公告，公司全资子公司南湖生物技术有限公司近日收到药监局颁发的医疗器械变更注册文件，产品为血液透析干粉，主要变更内容为产品技术要求。",
    );
    expect(product.headline).not.toMatch(/产品为/u);
    const builds = flash(
      "江城证券最新调查显示，南湖科技将在第九代处理器的基础上，开发代号可能是Trigger的升级版芯片，并由东山电子独家取得订单。南湖科技追加200万颗订单。",
    );
    expect(shown(builds)).not.toMatch(/(?:^|：)开发代号/mu);
  });

  it("heads nothing with 另有, 毕竟 or what had that effect", () => {
    const other = flash(
      "江城软件公司首席财务官王一表示，在截至5月31日的财年末，公司剩余履约义务规模达6380亿美元，预计其中12%将在未来12个月内确认为收入，另有34%将在未来36个月内确认。",
    );
    expect(other.headline).not.toMatch(/：另有|财年末$/u);
    const effect = flash(
      "江城央行行长王一表示，30多年来，江城金融市场逐步从最初以信贷市场为主，发展成为种类完备的现代金融市场体系，有力助推了江城经济稳定增长。",
    );
    expect(effect.headline).not.toMatch(/：有力|信贷市场为主$/u);
    const after = flash(
      "投资者可以在几天内赎回对冲基金。毕竟，这些钱投在上市公司的股票中，只需一按键即可出售。",
    );
    expect(after.headline).not.toMatch(/^毕竟/u);
  });

  it("begins at a subsidiary that buys by 以…收购 where there is no room for whose it is", () => {
    const { headline } = flash(
      "漳江发展公告，全资子公司漳江新能源以0元收购江城源朗持有的漳江国昌茂新能源有限公司80%的股权；收购后双方履行出资义务。",
    );
    expect(headline).toBe("漳江发展：漳江新能源以0元收购江城源朗持有的漳江国昌茂新能源有限公司80%的股权");
  });

  it("begins behind the number of a list's item", () => {
    const summary = flash(
      "江城钢铁拟：（1）以发行股份的方式购买南湖节能51%股权；（2）收购东山节能20%股权；（3）支付现金17.74亿元购买北山节能100%股权。",
    );
    expect(shown(summary)).not.toMatch(/^（\d）/mu);
  });
});
