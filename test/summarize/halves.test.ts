import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("what an excerpt never tells by half", () => {
  it("never cuts a condition from its consequence", () => {
    const summary = flash(
      "南湖农商行表示，如果年底前完成增资，则明年将新设5家支行。目前该行共有12家支行，员工800人。",
    );
    for (const piece of shown(summary).split("\n")) {
      expect(piece.includes("如果")).toBe(piece.includes("新设5家"));
    }
  });

  it("keeps a condition with its consequence behind a speaker with a long name", () => {
    const { headline } = flash(
      "南湖市地方金融监督管理局负责农村金融改革工作的副局长王某某在省城举办的论坛上表示，如果存款再流失两成，南湖农商行就要关闭三家支行。",
    );
    expect(headline).not.toMatch(/流失两成$/u);
  });

  it("goes on from a condition of two clauses to what follows from them", () => {
    const summary = flash(
      "江城顾问王一表示，如果战事持续，南湖国继续增兵，危机将蔓延至东山湾等更大范围，届时运费还要上涨三成。",
    );
    expect(shown(summary)).not.toMatch(/继续增兵$/mu);
    const conceded = flash(
      "江城统计局指出，尽管地区冲突的影响持续发酵，国际能源市场波动加大，产业链供应链受到冲击，但江城依靠完整的产业体系稳住了增长。",
    );
    expect(shown(conceded)).not.toMatch(/波动加大$/mu);
  });

  it("tells no half of 不仅 and 还, and no premise without its outcome", () => {
    const pair = flash(
      "数字钱包不仅可读取加载了江城银行硬件钱包的各类设备，还可对硬件钱包进行支付密码设置、充值和挂失等操作。截至1月底，钱包下载量已超过2000万次。",
    );
    expect(shown(pair)).not.toMatch(/设备$/mu);
    const premise = flash(
      "江城和南湖两家券商已经注入上市公司，东山证券若能成功上市，意味着全省三大券商将齐聚股市。东山证券去年接受了上市辅导。",
    );
    expect(shown(premise)).not.toMatch(/若能成功上市$|^意味着/mu);
    const outlook = flash(
      "江城汽车协会负责人表示，上半年芯片短缺仍有一定影响，下半年随着市场调节机制逐步发挥作用；车企因短缺减少的120万辆销量会补回来。",
    );
    expect(shown(outlook)).not.toMatch(/发挥作用$/mu);
  });

  it("tells no shares without whose they are, and no rest without the others", () => {
    const shares = flash(
      "江城、南湖、东山三家银行解禁市值居前，解禁市值分别为428.1亿元、244.2亿元、129.3亿元。下周共有91只股票解禁。",
    );
    expect(shown(shares)).not.toMatch(/^解禁市值分别/mu);
    const rest = flash(
      "自2月2日18时起，将江城市南湖区建昌街道由中风险地区调整为高风险地区。江城市其他区域风险等级不变。",
    );
    expect(rest.headline).not.toContain("其他区域");
  });

  it("ends on no motive and no means", () => {
    const motive = flash(
      "江城银行公告，持股6.6%的股东南湖实业出于自身战略发展规划的需要，拟在6个月内减持不超过645万股。南湖实业持股将降至4.6%。",
    );
    expect(shown(motive)).not.toMatch(/需要$/mu);
    const means = flash(
      "经查，江城两家贷款中介以提供咨询服务为掩护，以伪造流水为手段，骗取贷款4.2亿元。监管部门已立案调查。",
    );
    expect(shown(means)).not.toMatch(/掩护$|手段$/mu);
  });

  it("does not end in the middle of a list of names, nor glue the items of one together", () => {
    const names = flash(
      "今天，江城银行业协会和68家非存款类财务机构，以及南湖市等各地方银行业协会联合发布自律倡议书。南湖银行业协会承诺把收费标准公布在每个网点。",
    );
    expect(shown(names)).not.toMatch(/机构$/mu);
    const items = flash(
      "江城银行三季报要点：①净利润45.6亿元，同比增长8.2%；②不良贷款率1.05%；③拨备覆盖率251.3%；④净息差1.87%，收窄6个基点。",
    );
    expect(shown(items)).not.toMatch(/[^：\n][①-④]/u);
  });

  it("ends on no bare name or title, and on no list that is only announced", () => {
    const officer = flash(
      "江城市金融学会今日开会。江城中心医院感染科主任张文山，在会上谈了看法，第三针疫苗能使抗体水平升高数十倍。",
    );
    expect(shown(officer)).not.toMatch(/张文山$/mu);
    const list = flash(
      "江城金融监管局发言人表示，去年小微贷款利率下降的主要原因包括以下几点：一是存款成本下降12个基点，二是竞争加剧。",
    );
    expect(shown(list)).not.toMatch(/以下几点$/mu);
  });

  it("tells what follows a concession, and a company's figure without its time where there is no room for both", () => {
    const conceded = flash(
      "江城金融监管局有关负责人：虽然当前外部环境更趋复杂严峻和不确定，国内发展面临多年未见的需求收缩、供给冲击、预期转弱三重压力，但银行业支撑发展的有利因素和条件仍然不少。",
    );
    expect(shown(conceded)).toContain("有利因素和条件仍然不少");
    const { headline } = flash(
      "江城股份（证券简称：江城酒业）公告，公司2031年度归属于上市公司股东的净利润预计增加15298万元-18198万元，同比增加660%-1022%。",
    );
    expect(headline).toBe("江城股份：归属于上市公司股东的净利润预计增加15298万元-18198万元");
  });

  it("ends on nobody's office, on no half of a pair and on nothing that only introduces", () => {
    const office = flash(
      "江城外长张三说，面对各类共同挑战，江城和南湖作为联合国安理会常任理事国和区域性大国，肩负重要国际责任。双方要把12项共识落实好。",
    );
    expect(shown(office)).not.toMatch(/大国$/mu);
    const step = flash(
      "江城市长张三今日在江城金融论坛上表示，下一步，江城将推出一系列配套支持措施，进一步降低融资成本。",
    );
    expect(shown(step)).not.toMatch(/下一步$/mu);
    const decided = flash(
      "根据当前疫情防控形势，江城市防控指挥部研究决定，自1月30日0时起，对部分区域的风险等级进行调整。南湖区12个小区调整为中风险地区。",
    );
    expect(shown(decided)).not.toMatch(/决定$|形势：/mu);
    const hands = flash(
      "江城保险协会表示，近期赔付增加，一方面由于台风登陆次数增多，受灾范围扩大；另一方面，由于新能源车险的出险率达到12%。全年赔付预计为35亿元。",
    );
    for (const piece of shown(hands).split("\n")) {
      if (/(?<!另)一方面/u.test(piece)) expect(piece).toContain("另一方面");
    }
    const measured = flash(
      "中国地震台网正式测定：01月14日05时14分在江城市南湖区滨河县（北纬37.80度，东经77.80度）发生3.2级地震，震源深度21千米。",
    );
    expect(measured.headline).toMatch(/^在江城市南湖区滨河县.*发生3\.2级地震$/u);
  });

  it.each([
    [
      "扣除",
      "扣除非经常性损益后净利润11.2亿元，同比增长5.2%。江城银行公布年报。",
      "扣除非经常性损益后净利润11.2亿元",
    ],
    [
      "鼓励 before a semicolon",
      "江城金融办通知，鼓励金融机构加大投放；江城银行新增贷款3200亿元，同比增长12%。",
      "江城银行新增贷款3200亿元",
    ],
    [
      "该股 below its name",
      "财联社1月13日电，江城科技午后涨停，该股年内累计上涨52%，成交额12亿元。",
      "江城科技午后涨停，该股年内累计上涨52%",
    ],
    [
      "守则",
      "江城银行业协会发布行为守则，规范从业人员行为，违者罚款5万元。",
      "江城银行业协会发布行为守则，规范从业人员行为",
    ],
    [
      "3小时",
      "江城银行系统昨日发生故障持续约3小时，影响客户12万户，已于晚间恢复。",
      "江城银行系统昨日发生故障持续约3小时，影响客户12万户",
    ],
    [
      "办法",
      "江城银保监局根据市场形势修订小额贷款公司监管办法。此前的办法实施了10年。",
      "江城银保监局根据市场形势修订小额贷款公司监管办法",
    ],
    [
      "从业人员",
      "江城银行将从业人员资格考试推迟至3月15日，涉及考生2.3万人。",
      "江城银行将从业人员资格考试推迟至3月15日",
    ],
    ["信用社", "江城信用社下调存款的价格，一年期降至1.5%。", "江城信用社下调存款的价格"],
    [
      "经营范围",
      "银保监会批准江城银行扩大业务经营范围，注册资本由30亿元增至50亿元，股东持股比例不变。",
      "注册资本由30亿元增至50亿元",
    ],
    [
      "业绩方面 before a name",
      "业绩方面，江城银行2031年实现净利润45.6亿元，同比增长8.2%。江城银行今日公布年报。",
      "江城银行2031年实现净利润45.6亿元",
    ],
    [
      "我们 in a name",
      "江城银行推出“我们的家”贷款计划，额度为120亿元。江城银行今日开会。",
      "江城银行推出“我们的家”贷款计划，额度为120亿元",
    ],
  ])("takes no half for what only looks like one: %s", (_, text, piece) => {
    expect(shown(flash(text))).toContain(piece);
  });

  it("does not lose a long condition", () => {
    const long = "江城央行在下一次议息会议上决定下调利率".repeat(9);
    const summary = flash(`如果${long}，江城银行净利润将增长12%。江城银行今日公布年报，共320页。`);
    expect(shown(summary)).not.toContain("增长12%");
  });

  it("tells what follows a concession where nothing contradicts it", () => {
    expect(
      flash("尽管面临前所未有的诸多困难，江城港2031年货物吞吐量达2.1亿吨，超出年度预算预期。").headline,
    ).toMatch(/^(?:尽管.*，)?江城港2031年货物吞吐量达2.1亿吨/u);
    const contradicted = flash(
      "东山经济学家表示，虽然需求收缩，供给压力不小，但经济仍有条件保持平稳增长，预计明年增长5%。",
    );
    expect(shown(contradicted)).not.toMatch(/：供给压力不小/u);
  });

  it("is no term and no reason alone, and no subject without its verb", () => {
    const sale = flash(
      "江城科技公告，控股股东南湖科技发展有限公司计划自公告披露之日起15个交易日后的3个月内，以大宗交易方式减持公司股份不超过300万股，减持原因为自身资金需求。",
    );
    expect(sale.headline).not.toMatch(/减持原因|\d个$/u);
    const chips = flash(
      "江城基金首席投资官王一指出，以部分传统通用型内存为代表的半导体产品，本质上具有较强的商品属性，价格难以只涨不跌。",
    );
    expect(shown(chips)).not.toMatch(/半导体产品$/mu);
  });

  it("tells no half of 既 and 更, no sum to be added, and nothing that ends on 十年来", () => {
    const both = flash(
      "江城行长表示，江城金融发展之路既遵循现代金融发展的客观规律，更具有适合江城市情的鲜明特色，改革不会停步。",
    );
    expect(shown(both)).not.toMatch(/客观规律$/mu);
    const sum = flash(
      "江城财政局日前下达第二笔农业保险保费补贴71.4亿元，加上此前已下达的476.1亿元，全年共下达547.5亿元。",
    );
    expect(shown(sum)).not.toMatch(/476\.1亿元$/mu);
    const years = flash(
      "设施联通是江东合作倡议的优先领域，江东合作倡议提出十年来，双方新建铁路3条，总长820公里，投资56亿元。",
    );
    expect(shown(years)).not.toMatch(/十年来$/mu);
  });

  it("ends on no second half of an aim, and on no means and no reason", () => {
    const aim = flash(
      "江城住房公积金管理局公告，为规范账户管理，提升数据质量，该局将开展一人多户账户清理工作。",
    );
    expect(aim.headline).toBe("江城住房公积金管理局：将开展一人多户账户清理工作");
    const ordered = flash(
      "南湖市政府发布通告，为遏制水患，阻断漫堤风险，经研究决定，从2月1日起对沿湖公路实施交通管制，车辆只进不出。",
    );
    expect(ordered.headline).not.toMatch(/阻断漫堤风险$/u);
    const means = flash(
      "江城银行与南湖银行今日通过提供债务担保，支持东山国成功发行首笔熊猫债。此次发行规模为17.5亿元，期限3年。",
    );
    expect(shown(means)).not.toMatch(/提供债务担保$/mu);
    const reason = flash(
      "江城监督院数据显示，42家江城企业因借款规模较大，被指定为需接受债权银行评估的企业集团。",
    );
    expect(shown(reason)).not.toMatch(/规模较大$/mu);
  });

  it("is as open behind a bracket as without it", () => {
    const summary = flash(
      "江城人民银行将通过境外央行类机构回购工具（FIMA Repo），向符合条件的境外央行类机构提供人民币流动性。操作方式包括质押式和买断式两种。",
    );
    expect(shown(summary)).not.toMatch(/回购工具(?:（FIMA Repo）)?$/mu);
  });

  it("ends on nothing that 由…调整为…, 来强化… or 一方面… goes on from", () => {
    const changed = flash(
      "江城两部委调整民航基金返还政策，民航基金用于机场自主安排项目的额度，由按五成返还调整为分类设定比例。",
    );
    expect(changed.headline).not.toMatch(/项目的额度$/u);
    const used = flash(
      "江城证券策略师们正依据一个他们眼中近乎完全可靠的指标，来强化他们关于股市将上涨的观点。股指三个月后平均上涨9%。",
    );
    expect(used.headline).toBe("股指三个月后平均上涨9%");
    const both = flash(
      "南湖银行表示，该行将努力在两方面达成合理平衡，一方面准备改变方针，另一方面谨慎地避免过早收紧。江城物价上涨3%。",
    );
    expect(both.headline).not.toMatch(/合理平衡$/u);
  });

  it("ends on no long reason, and on no bounds within which somebody will act", () => {
    const fined = flash(
      "江城监管总局公告，江城银行因为相关贷款、信用卡等业务管理不审慎，被罚款1140万元。监管部门还对王一予以警告。",
    );
    expect(fined.headline).not.toMatch(/不审慎$/u);
    const bounds = flash(
      "江城科技公告，双方签署合作协议。江城银行将在国家政策、法律法规允许的范围内，为公司提供45亿元的授信额度。",
    );
    expect(bounds.headline).not.toMatch(/范围内$/u);
  });

  it("ends on no 以下…成效 and tells no first of three things alone", () => {
    const effects = flash(
      "江城监管总局印发《辅助食品监管行动方案》，提出到2026年底，在部分重点环节完善监管措施，取得以下阶段性成效。构建行为更加规范的市场环境。",
    );
    expect(shown(effects)).not.toMatch(/阶段性成效$/mu);
    const breaks = flash(
      "王一认为，未来几年，机器人行业将迎来三大核心突破：第一，统一的端到端大模型，这是最核心的关键；第二，更低成本的硬件。",
    );
    expect(shown(breaks)).not.toMatch(/突破：第一/u);
  });
});
