import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("where an excerpt ends", () => {
  it("cuts no number at its comma or point, and no quotation", () => {
    const summary = flash(
      "江城银行三季报显示，营业收入1,234.56亿元，同比增长8.9%；零售客户8，723万户。董事长说“稳，是第一位的，快是第二位的”，并宣布分红。",
    );
    for (const piece of shown(summary).split("\n")) {
      expect(piece).not.toMatch(/(?:营业收入1|零售客户8|1,234|8\.)$/u);
      expect(piece.split("“").length).toBe(piece.split("”").length);
    }
  });

  it("never ends a headline on an open word", () => {
    const summary = flash(
      "在完成全部审批后，江城银行将于下月启动换股，换股比例为1比1.2。消息公布时，其股价上涨3%。",
    );
    for (const piece of shown(summary).split("\n")) expect(piece).not.toMatch(/[后时下为将]$/u);
  });

  it("ends on no date that only opens what follows, and on no topic of which nothing is told yet", () => {
    const dated = flash(
      "江城银行表示，公司将严格控制投资规模，2032年，在董事会批准的额度之内，公司将逐步减仓。",
    );
    expect(shown(dated)).not.toMatch(/2032年$/mu);
    const topic = flash(
      "江城晚报文章指出，快递包装的绿色转型，需要做好生产、使用、回收、处置各个环节的治理工作。",
    );
    expect(shown(topic)).not.toMatch(/绿色转型$/mu);
  });

  it("ends on no exception, and tells nobody's rest without it", () => {
    const summary = flash(
      "除江城银行增资3亿元，南湖集团增资1亿元外，其余股东均未参与。东山科技公司由此完成4亿元融资，资金用于建设新厂房。",
    );
    expect(shown(summary)).not.toMatch(/亿元外$|^其余/mu);
    expect(summary.headline).toContain("4亿元融资");
  });

  it("ends on no rule, no cause and nobody addressed alone", () => {
    const rule = flash("江城银行应当根据本办法及监管部门的其他规定，及时、公平地披露信息，每年不少于2次。");
    expect(shown(rule)).not.toMatch(/规定$/mu);
    const cause = flash("小盘债券由于发行规模小、交易不活跃，在流通上比较困难，日均成交仅1.2亿元。");
    expect(shown(cause)).not.toMatch(/不活跃$/mu);
    const addressed = flash("江城银行对不同企业，采取不同的贷款利率，平均下调25个基点。");
    expect(shown(addressed)).not.toMatch(/企业$/mu);
  });

  it("ends on a measure of 98%以上", () => {
    expect(
      flash("江城银行的网点数字化改造率连年保持在98%以上。今天天气晴朗，网点照常营业。").headline,
    ).toMatch(/98%以上$/u);
  });

  it("does not end on a person whose deed comes next", () => {
    const summary = flash(
      "江城集团总经理李明，于2031年1月12日被带走调查。公司股票当日下跌8.2%，市值减少32亿元。",
    );
    expect(summary.headline).toBe("江城集团总经理李明，于2031年1月12日被带走调查");
  });

  it.each([
    [
      "本轮融资将全部用于湖光科技研发团队的扩建及运营。湖光科技获得新一轮融资，由江城文旅基金投资。",
      /^本轮/u,
    ],
    [
      "向8周岁以上未成年人销售盲盒商品，应通过线上线下等不同方式确认监护人同意。江城市场监管局举行通气会。",
      /商品$/mu,
    ],
    [
      "大湖节水在互动平台称，江城代表团于2031年1月4日到访公司园区，期间与公司签订战略合作协议。",
      /(?:^|：)期间/mu,
    ],
    [
      "业内人士认为，这意味着银行有充足空间加大信贷投放。江城央行2月8日发布保障房贷款的通知。",
      /^业内人士：这意味着/u,
    ],
    ["江城外交部称，美英德三国通知江城外交部，准备撤离驻江城使馆人员。", /通知江城外交部$/mu],
    [
      "江城券商包括方正证券和湖光证券，前面两家已经上市，湖光证券若能上市，将是第三家。江城今日开会。",
      /^前面两家/mu,
    ],
  ])("hangs on no words that it leaves out: %s", (text, half) => {
    expect(shown(flash(text))).not.toMatch(half);
  });

  it("ends on no name of which something is told next", () => {
    const works = flash(
      "江城水利局有关负责人表示，2024年开始实施的172项重大水利工程，目前已累计开工149项，完工49项。目前，江城在建重大水利工程投资规模超过1万亿元。",
    );
    expect(shown(works)).not.toMatch(/重大水利工程$/mu);
  });

  it("ends on no work of which is told next when it is shown", () => {
    const show = flash(
      "由江城电视台、南湖电视台联合主办的《江城之夜——2031全市先进事迹报告会》，今晚（8月30日）在江城新闻频道播出。节目共有12个单元。",
    );
    expect(show.headline).not.toMatch(/报告会》$/u);
  });

  it("ends on no 任何…的行径, no need and no year of which nothing is told", () => {
    const any = flash(
      "王某说：“任何泛化安全概念、对其他地方经济发展进行遏制的行径，任何热衷于搞小圈子的行径，都严重削弱合作。合作之路不会改变，江城与东山去年贸易额增长12%。”",
    );
    expect(shown(any)).not.toMatch(/行径$/mu);
    const need = flash(
      "江城轮胎公告，首发限售的外部股东解除限售后基于自身资金规划及需求，合规减持公司股份，公司控制权未发生变化。",
    );
    expect(shown(need)).not.toMatch(/需求$/mu);
    const year = flash(
      "江城发改委主任王某介绍，刚刚过去的2031年，在各方努力下，固定资产投资同比增长8%左右，投资形势总体较好。",
    );
    expect(shown(year)).not.toMatch(/2031年$/mu);
  });

  it("cuts no Co., Ltd. and nothing behind 经审查", () => {
    const joint = flash("江城集团与东山石油集团合资新公司HORIZON PLUS Co.，Ltd.今天正式成立，将建设新工厂。");
    expect(shown(joint)).not.toMatch(/Co\.$/mu);
    const approved = flash(
      "江城药品监督管理局经审查，批准了江城品驰医疗设备有限公司生产的创新产品“植入式可充电脊髓神经刺激器”的注册申请。产品拥有自主知识产权，属于国内首创医疗器械。",
    );
    expect(shown(approved)).not.toMatch(/经审查$/mu);
  });

  it("ends on no 除…外 behind its subject, and on no 截至莫斯科时间", () => {
    const except = flash(
      "在贸易便利领域，江城协定除约定成员国之间的关税减让政策外，还对海关程序作出详细规定，覆盖12个国家。",
    );
    expect(shown(except)).not.toMatch(/政策外$/mu);
    const clock = flash(
      "江城防疫网消息，截至莫斯科时间2月3日11时50分，新增确诊病例155768例，累计确诊12284564例，新增死亡667例。",
    );
    expect(shown(clock)).not.toMatch(/50分$/mu);
  });

  it("ends on no 未来, and holds no 如下", () => {
    const future = flash(
      "江城科技表示，公司虚拟现实业务正在逐年快速增长，未来，随着市场爆发，公司将与头部客户合作开发产品。",
    );
    expect(shown(future)).not.toMatch(/未来$/mu);
    const notice = flash(
      "自1月26日零时起，江城清水街道解封相关封控区、管控区，现通告如下：一、鹤山村31栋至92栋，解除封控。居民可自由出行。",
    );
    expect(notice.headline).not.toContain("如下");
  });

  it.each([
    "江城地产债务违约导致信用风险蔓延至3家银行",
    "江城银行上线基于大模型的智能客服满足客户多样化需求",
    "东山国解除芯片出口管制允许相关产品销往海外",
    "江城银行股东大会通过向特定对象发行A股股票预案",
    "对冲基金江城资本买入南湖银行5%股权",
    "江城监管局12张罚单主要针对信贷领域",
    "江城银行就2亿元逾期贷款向南湖地产提起诉讼",
    "美国商务部公布对江城钢铁反补贴调查",
    "三项目标全部实现",
  ])("takes %s for a whole statement", (statement) => {
    const rest =
      "实施其长期的策略计划并将继续在公开市场按照既定方针推进下一阶段的各项重点工作直至全部目标如期完成为止且不再调整";
    expect(flash(`${statement}，${rest}。江城今年成立一家网点。`).headline).toBe(statement);
  });

  it.each([
    "去年公司破产数量增至1.2万家",
    "明年公司税税率将由21%上调至28%",
    "今年公司法修订草案将提交审议",
    "2031年公司型基金数量增至1200只",
  ])("takes no other word for the company that speaks: %s", (statement) => {
    expect(flash(`江城统计局表示，${statement}，同比增长12%。`).headline).toMatch(
      new RegExp(`^江城统计局：${statement.replace(".", "\\.")}`, "u"),
    );
  });

  it("ends on no moment for which something holds even then", () => {
    const { headline } = flash(
      "江城外交部发言人表示，南湖国“自相矛盾的本性”导致其即使在最敏感的时刻，包括谈判期间也会采取破坏行动，江城将作出回应。",
    );
    expect(headline).not.toMatch(/时刻$/u);
  });

  it("ends on no 据此, no 不论, no start of a trial and no office's web page", () => {
    const sale = flash(
      "江城控股公告，卖方（本公司间接全资附属公司）与买方订立购买要约，据此，卖方同意以3亿元出售南湖大厦予买方。",
    );
    expect(shown(sale)).not.toMatch(/据此$/mu);
    const model = flash(
      "专家认为，政府和社会资本合作模式不论是在减轻财政负担，以市场化机制更好运营项目，还是在提升公共服务质量方面，都将有更大作为。去年江城新增此类项目300个。",
    );
    expect(model.headline).not.toMatch(/运营项目$/u);
    const trial = flash(
      "江城光源自2025年12月试运行，截至2026年4月底，已支持近300个研究课题，吸引1000余名来访用户。计划今年内正式运行。",
    );
    expect(trial.headline).not.toMatch(/试运行$/u);
  });

  it("is neither a bare witness, nor whose request it was, nor on what it is built", () => {
    const witness = flash(
      "一家股份行支行的对公条线人士，最近察觉到一些变化：部分固定资产贷款到期后，企业主动选择不再续贷。资金开始绕开银行，直接进行交易。",
    );
    expect(witness.headline).not.toMatch(/条线人士$/u);
    const asked = flash(
      "江城贸易救济署公告，应江城企业Example Vinyls Limited提交的申请，对原产于东山国的悬浮聚氯乙烯树脂及其制品发起反倾销调查。调查期为一年。",
    );
    expect(asked.headline).not.toMatch(/提交的申请$/u);
    const built = flash(
      "江城工业信息安全研究中心依托大模型安全测评领域的技术积累与实践经验，正在建设大模型安全测评基准，现开始征集大模型安全测评基准的共建单位。",
    );
    expect(built.headline).not.toMatch(/实践经验$/u);
  });
});
