import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("who speaks in a short piece of news", () => {
  it("sets the subject of its sentence before a clause that goes on about it", () => {
    const { headline } = flash(
      "1月28日，江城银行（代码：600001）公布2031年前三季度的经营情况，实现营业收入342.2亿元，同比增长5.3%。",
    );
    expect(headline).toBe("江城银行：实现营业收入342.2亿元，同比增长5.3%");
  });

  it("keeps who speaks before the name of a subsidiary that begins alike", () => {
    const { headline } = flash(
      "江城联通声明指出，江城联通美洲公司一直以来按照当地法律法规经营，为客户提供服务。",
    );
    expect(headline).toMatch(/^江城联通：江城联通美洲公司/u);
  });

  it("names the house of an analyst whose own name has no room", () => {
    const { headline } = flash(
      "江城证券首席外汇策略师Maximilian Oberhauser周一表示，人民币汇率短期内仍有升值空间。",
    );
    expect(headline).toMatch(/^江城证券(?:首席外汇策略师)?：人民币汇率短期内仍有升值空间$/u);
  });

  it("names an officer who stands before a colon, and nobody where nobody speaks", () => {
    const said = flash("江城市财政局有关负责人：虽然收入放缓，今年仍将安排专项资金20亿元支持小微企业。");
    expect(said.headline).not.toMatch(/负责人$/u);
    const counted = flash("据不完全统计，今年以来已有12家银行下调存款利率。其中8家为农商行。");
    expect(shown(counted)).not.toContain("不完全：");
  });

  it("names who speaks at an occasion, whole once the article has told the whole name", () => {
    const summary = flash(
      "在10月20日举行的江城银行三季度业绩说明会上，江城银行行长李明远表示，全年净息差将保持稳定。李明远称，明年将新设12家支行。",
    );
    expect(summary.headline).toMatch(/^江城银行行长李明远/u);
    expect(shown(summary)).not.toMatch(/^李明远/mu);
  });

  it("names who speaks without what only tells when and by what", () => {
    expect(flash("江城证券目前预测，南湖银行股价到2031年底将达到9.4元。").headline).toBe(
      "江城证券：南湖银行股价到2031年底将达到9.4元",
    );
    expect(shown(flash("另据Lakeside最新发布的报告称，2031年江城手机出货量约3.3亿部，同比微增1%。"))).toMatch(
      /^Lakeside：/mu,
    );
  });

  it("names behind a bracket the officer, and of several offices no house for which he does not speak", () => {
    expect(
      flash("江城国家议会（议会下院）国际贸易事务委员会主席奥尔洛夫表示，新的关税将使江城出口减少12亿元。")
        .headline,
    ).toBe("国际贸易事务委员会主席奥尔洛夫：新的关税将使江城出口减少12亿元");
    expect(
      shown(
        flash(
          "江城部信息化建设专家委员会委员、南湖大学数字经济研究院执行院长张三对记者表示，预计未来几年数字货币交易额将缩减3成。",
        ),
      ),
    ).not.toContain("江城部：");
  });

  it("names no company before what its shareholder does", () => {
    const summary = flash(
      "江城银行公告，股东南湖实业自公告披露之日起十五个交易日后的6个月内通过集中竞价减持不超过971万股，合计减持比例不超过公司总股本的2%。",
    );
    expect(shown(summary)).not.toContain("江城银行：减持");
  });

  it("names who releases figures", () => {
    expect(
      flash(
        "江城财政部门通报2031年12月地方政府债券发行情况：2031年1-12月，全省发行新增债券4370亿元，其中一般债券786亿元、专项债券3584亿元。",
      ).headline,
    ).toBe("江城财政部门：2031年1-12月，全省发行新增债券4370亿元");
    expect(
      flash(
        "东湖股份披露2031年第四季度经营合同情况，第四季度新签工程承包项目合同3个，合同金额折合58.71亿元。截至报告期末，公司在执行未完工项目27个。",
      ).headline,
    ).toMatch(/^东湖股份：第四季度新签/u);
    const parent = flash(
      "8月25日，江城银行发布2031年上半年业绩报告，报告显示，百湖银行上半年总资产679.32亿元，同比增长24.98%；实现净利润1.04亿元，同比增长13.7%。",
    );
    expect(shown(parent)).not.toContain("江城银行：实现");
  });

  it("names people of the market, whose views are no facts", () => {
    const view = "江城地产企业的偿债压力将在二季度缓解，全年到期债券为320亿元。一季度到期的债券为80亿元。";
    for (const who of ["市场人士", "行业人士"]) {
      expect(flash(`${who}认为，${view}`).headline).toMatch(new RegExp(`^${who}：江城地产企业`, "u"));
      expect(flash(`在${who}看来，${view}`).headline).toMatch(new RegExp(`^${who}：江城地产企业`, "u"));
    }
  });

  it("names who speaks, and not what is released", () => {
    for (const released of ["公司研报认为", "分析报告称"]) {
      const { headline } = flash(
        `江城证券发布${released}，南湖银行净利润有望增长12%。南湖银行是江城的一家城商行。`,
      );
      expect(headline).toBe("江城证券：南湖银行净利润有望增长12%");
    }
  });

  it("knows who answers to a matter, and who speaks at an occasion without 在", () => {
    const matter = flash(
      "就江城信托暂不接受债务重组方案一事，湖光地产方面2月8日回复记者称，目前公司已经与江城信托进行多轮协商，正在对协议具体内容做进一步详细沟通。",
    );
    expect(matter.headline).toMatch(/^湖光地产：/u);
    const occasion = flash(
      "1月19日，《“十五五”交通运输体系发展规划》新闻发布会上，交通运输部总规划师兼综合规划司司长张三介绍，“十五五”时期公路通车里程增加约30万公里。",
    );
    expect(shown(occasion)).toContain("“十五五”时期公路通车里程增加约30万公里");
  });

  it("rather attributes an opinion than tells what follows it without its speaker", () => {
    const { headline } = flash(
      "江城商务部新闻发言人表示，中方对江城方面的制裁强烈不满，坚决反对。江城方面没有任何事实依据，肆意打压中国企业，损害双方企业的利益。",
    );
    expect(headline).toMatch(/^江城商务部/u);
  });

  it("names all of who speaks: 石油分析师 are no 石油, and 美称 is not said", () => {
    const analysts = flash(
      "越来越多的石油分析师认为，产油国可能难以兑现其产量承诺。江城产量无法弥补增产能力不足。",
    );
    expect(analysts.headline).toBe("越来越多的石油分析师：产油国可能难以兑现其产量承诺");
    const nickname = flash(
      "江城军工板块有逢九必抄的美称，上次大涨还是在2015年的牛市。江城指数跌1.2%，成交820亿元。",
    );
    expect(shown(nickname)).not.toContain("美：");
    const joint = flash(
      "联合对前三批企业进行了数据分析，在366家国家级专精特新企业中，有89家公司符合江城交易所上市的财务数据标准。",
    );
    expect(shown(joint)).not.toContain("联合：");
  });

  it("names the house behind its account, and no country cut from a name", () => {
    const account = flash(
      "1月13日，江城支付清算协会官方公众号发布公告，明确2031年支付结算违法违规行为重点举报事项。网贷平台逾期5家。",
    );
    expect(account.headline).toBe("江城支付清算协会：明确2031年支付结算违法违规行为重点举报事项");
    const cut = flash(
      "近期，央行开出罚单。月13日，中国支付清算协会官方公众号发布公告，明确2031年违法违规行为重点举报事项，中国共有7项。",
    );
    expect(shown(cut)).not.toContain("中国：");
  });

  it("names 第三方报价平台, which is no third item", () => {
    expect(flash("第三方报价平台数据显示，江城硅料价格上涨12%，成交820吨。江城今日开会。").headline).toMatch(
      /^第三方报价平台：/u,
    );
  });

  it("names the office of an official for whose name there is no room", () => {
    expect(
      flash(
        "江城市疾病预防控制中心副主任王某某介绍，1月21日0时至21日16时，新增7例本土确诊病例，均为输入关联。",
      ).headline,
    ).toMatch(/^江城市疾病预防控制中心：.*新增7例本土确诊病例/u);
    expect(
      flash(
        "江城国石油部副部长卡里姆·阿里3日在一份声明中说，尽管面临疫情带来的挑战，江城国2031年实现原油出口收入756.5亿元。",
      ).headline,
    ).toBe("江城国石油部：江城国2031年实现原油出口收入756.5亿元");
  });

  it("names the group of which its notice speaks as 集团, and the bank of whose report it is", () => {
    expect(
      flash("据江城人寿集团1月26日消息，集团2031年合并营业收入超1万亿元，合并总资产突破5.7万亿元。").headline,
    ).toMatch(/^江城人寿集团：2031年合并营业收入超1万亿元/u);
    expect(
      flash(
        "南湖银行发表研究报告指，江易(JY.O)在去年末季强劲业绩憧憬以及多款新游戏登场下，现时呈另一买入机会，予增持评级，目标价140元。",
      ).headline,
    ).toMatch(/^南湖银行：/u);
  });

  it("names the company behind 2031年公司 and 目前公司, in a later sentence too", () => {
    expect(
      flash(
        "江城股份在互动平台表示，去年公司生产的各类钴盐镍盐锰盐产品已向东山股份、南湖科技以及西岭锂业旗下多家大型电池及其材料厂商供应。2031年公司将大力拓展三元电池厂商。",
      ).headline,
    ).toBe("江城股份：2031年公司将大力拓展三元电池厂商");
  });

  it("names an association of which 联合 is a part", () => {
    expect(
      flash(
        "江城物流与采购联合会、江城统计局：2032年1月份，在存在疫情等短期因素扰动的情况下，经济实现平稳开局，企业生产保持稳定。",
      ).headline,
    ).toMatch(/^江城物流与采购联合会、江城统计局：/u);
  });

  it("names who reports: 某某国际 of 某某国际发研报指", () => {
    expect(flash("江银国际发研报指，江城银行2031年初步净利润同比增长23.2%，高于市场预期。").headline).toMatch(
      /^江银国际：/u,
    );
  });

  it("names a country and an office that begin or end like other words", () => {
    expect(flash("土耳其宣布，自2031年1月1日起对进口汽车加征40%的关税，涉及金额12亿美元。").headline).toMatch(
      /^土耳其：/u,
    );
    expect(
      flash("以总理内塔尼亚胡表示，将继续在加沙的军事行动，直到实现全部目标，停火协议目前没有达成。")
        .headline,
    ).toMatch(/^以总理内塔尼亚胡：/u);
    expect(
      flash(
        "江城央行新闻发言人王某某20日在记者会上表示，一季度末普惠小微贷款余额同比增长25.8%至33.2万亿元，利率降至3.5%。",
      ).headline,
    ).toBe("江城央行：一季度末普惠小微贷款余额同比增长25.8%至33.2万亿元");
  });

  it("names the council's office and not the council", () => {
    expect(
      flash(
        "国务院国有资产监督管理委员会秘书长、新闻发言人王某某表示，混改是国企改革的重要组成部分，不是国企改革的全部。",
      ).headline,
    ).toMatch(/^国务院国有资产监督管理委员会：/u);
  });

  it("keeps 数据 and 策略 in a house's name, and names the house that a group owns", () => {
    expect(flash("协海数据公告，公司拟发行股票募集资金不超过80亿元。").headline).toMatch(/^协海数据：/u);
    expect(flash("南湖策略指出，上半年市场低点可能已经出现。").headline).toMatch(/^南湖策略：/u);
    const owned = flash(
      "江城证券交易所集团（JCEG）旗下江城清算所（JCH）7月8日宣布，已开始接纳以人民币计价的国债作为抵押品。",
    );
    expect(owned.headline).toMatch(/^江城清算所：/u);
  });

  it("names the company behind 股票交易异常波动公告", () => {
    const { headline } = flash("江城能源股票交易异常波动公告，公司关注到市场对钻石概念的关注度较高。");
    expect(headline).toBe("江城能源：关注到市场对钻石概念的关注度较高");
  });

  it("names the bank from which something is learned", () => {
    const { headline } = flash("记者30日自江城开发银行获悉，今年前4个月，该行发放基础设施贷款4406亿元。");
    expect(headline).toMatch(/^江城开发银行：/u);
  });
});
