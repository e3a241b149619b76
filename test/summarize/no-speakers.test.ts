import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("who does not speak in a short piece of news", () => {
  it("gives nobody's words to another speaker of the same sentence", () => {
    const summary = flash(
      "江城银行公告，预计上半年净利润同比增长12%；南湖银行公告，预计上半年净利润同比下降8%；东山银行公告，预计上半年净利润同比增长3%。",
    );
    for (const piece of shown(summary).split("\n")) {
      if (piece.includes("8%")) expect(piece).toContain("南湖银行公告");
      if (piece.includes("3%")) expect(piece).toContain("东山银行公告");
    }
  });

  it("gives no speaker what another one did", () => {
    const summary = flash(
      "江城证券认为，从近期陆续召开的各地会议公布的目标和安排来看，释放了两个重要信号，投资者可以关注相关板块。",
    );
    expect(shown(summary)).not.toContain("江城证券：释放");
  });

  it("gives an analyst no company of another", () => {
    const summary = flash(
      "江城证券分析师Maria Ripps将南湖视频目标价从750元降至600元。Ripps表示，该公司在流媒体平台中保持着最大和最多样化的原创内容库，并正在向游戏领域扩展。",
    );
    expect(shown(summary)).not.toMatch(/Ripps：在流媒体/u);
  });

  it("does not take a given name for a preposition", () => {
    const { headline } = flash("江城基金总经理周向东认为，新年的资本市场，关键词会是“稳中有进”。");
    expect(headline).toMatch(/^江城基金总经理周向东/u);
  });

  it("sets no subject before what it only means to do", () => {
    const summary = flash(
      "江城银行将发行新的二级资本债券，补充资本金，完成120亿元募资目标，提升贷款投放能力。",
    );
    expect(shown(summary)).not.toMatch(/江城银行：(?:补充|完成|提升)/u);
  });

  it("lets a cited office hand on what another one says", () => {
    const { headline } = flash(
      "据江城日报报道，江城银行行长李明远表示，明年将新设12家支行。该行目前有支行90家。",
    );
    expect(headline).toMatch(/^江城银行行长李明远.*明年将新设12家支行$/u);
  });

  it("sets no name before words that begin with it", () => {
    const { headline } = flash("记者从江城银行获悉，近日，江城银行与南湖集团签署战略合作协议。");
    expect(headline).toBe("江城银行与南湖集团签署战略合作协议");
  });

  it("sets no speaker before what another one did", () => {
    const summary = flash(
      "江城证券指出，近期南湖市政府在节能目标的指引下，陆续推出12项有序用电措施，将直接影响煤炭需求。",
    );
    expect(shown(summary)).not.toMatch(/^江城证券：陆续推出/mu);
  });

  it("takes an order for no speaker, and the capital of a new firm for its own", () => {
    const order = flash(
      "根据江城金融监管局关于分类监管工作的要求，经南湖市政府同意，自1月18日起，3家农商行由高风险机构调整为中风险机构。",
    );
    expect(shown(order)).not.toContain("江城金融监管局：");
    const founded = flash("江城银行公告，拟设立全资子公司江城数字科技有限公司，注册资本为10亿元。");
    expect(shown(founded)).not.toContain("江城银行：注册资本");
  });

  it("takes 公司 in a broker's report for the house it writes about", () => {
    const report = flash(
      "江城证券发布研报，看好东山传动。公司是高精度齿轮供应商，市占率约12%，预计2031年净利润2.4亿元。",
    );
    expect(shown(report)).not.toContain("江城证券：是");
    const notice = flash("江城证券公告，公司拟发行不超过120亿元公司债券，期限3年。");
    expect(notice.headline).toBe("江城证券：拟发行不超过120亿元公司债券，期限3年");
  });

  it("sets no name before half a phrase", () => {
    expect(
      flash("江城医疗在互动平台表示，公司的检测试剂盒产品尚未在境外销售，正在申请认证，预计需要12个月。")
        .headline,
    ).toMatch(/^江城医疗：检测试剂盒产品尚未在境外销售/u);
    const venue = flash(
      "记者从10月20日举行的江城全省银行工作会议上获悉，今年全省将新设12家村镇银行，增加信贷投放800亿元。",
    );
    expect(shown(venue)).not.toMatch(/^举行的|会议上：/mu);
  });

  it("takes what somebody may yet say for nobody's words", () => {
    const summary = flash(
      "江城证券分析师李明表示，央行将在两方面求得平衡。张行长在下周的例会上可能会重申，江城央行不太可能在2032年加息，但不会反驳市场对明年的预期。",
    );
    expect(shown(summary)).not.toMatch(/^(?:张行长：)?江城央行不太可能/mu);
  });

  it("cuts no name in a word that it holds, and takes no announcement for one", () => {
    const platform = flash(
      "江城移动数据分析平台近日发布的数据显示，去年全球App相关消费同比增长19%，为1700亿美元。下载量同比增加5%。",
    );
    expect(shown(platform)).not.toMatch(/^江城移动：/mu);
    expect(
      flash(
        "来自多家一线私募的最新观点认为，江城股市将展现自身的运行韧性，跟随海外市场的几率不大。南湖指数今日下跌1.2%。",
      ).headline,
    ).toMatch(/^多家一线私募：/u);
    expect(
      flash(
        "Lakeside Advisor Alliance首席投资官Chris Zabel表示，江城央行即将加息，但可能会采取有节制的步伐，从而避免股市和房价大幅下跌。",
      ).headline,
    ).toBe("Chris Zabel：江城央行即将加息，但可能会采取有节制的步伐");
  });

  it("lets a news agency hand on what others say", () => {
    const { headline } = flash(
      "江城国家通讯社24日报道称，江城国家安全委员会秘书丹尼呼吁当地媒体不要散布恐慌，目前相关方面对安全情况掌握很清楚，没有理由恐慌。",
    );
    expect(headline).toBe("江城国家安全委员会秘书丹尼呼吁当地媒体不要散布恐慌");
  });

  it("does not set an office's consent after its own name", () => {
    const order = flash(
      "江城发展改革委近日公布企业债券注册结果，规模为80亿元。根据批复，同意江城投资公司发行绿色债券20亿元，期限7年，所募资金用于污水处理项目和管网的改造。",
    );
    expect(shown(order)).not.toMatch(/^同意/mu);
  });

  it("tells the news behind what another firm had said before", () => {
    const { headline } = flash("江城股份曾称，净利润将增长12%；南湖股份1月5日公告，净利润下降5%至3.2亿元。");
    expect(headline).toBe("南湖股份1月5日公告，净利润下降5%至3.2亿元");
  });

  it("takes no part of a phrase for a name", () => {
    const held = flash(
      "据正在召开的江城市两会，2031年江城班列共计开行折算列超4800列，开行量占全国比例约30%。",
    );
    expect(shown(held)).not.toMatch(/正在：/u);
    const market = flash(
      "2031年，深市共有国有控股上市公司573家，占深市上市公司总数的22.23%，总市值10.62万亿元，占深市总市值的26.47%。",
    );
    expect(shown(market)).not.toContain("深市：");
    const funds = flash(
      "江城省地方金融监管局日前公告，明确江城省金融资产交易中心有限公司、江城小微企业融资产品交易中心有限责任公司、江城开金互联网金融资产交易中心有限公司不再从事交易场所相关业务。",
    );
    expect(shown(funds)).not.toMatch(/：资产交易中心/u);
    const many = flash(
      "多数投资经理和策略师对记者表示，面临机构调仓和一季度的经济增长压力，江城股市需要先破后立。江城指数昨日下跌1.2%。",
    );
    expect(shown(many)).not.toMatch(/经理和：/u);
  });

  it("takes a scholar for nobody's spokesman", () => {
    expect(
      flash("江城大学人口研究中心副主任王某表示，疫情对出生人口的影响还有待观察，预计明年回升。").headline,
    ).not.toContain("中心：");
  });

  it("does not set who speaks before what a committee holds", () => {
    const summary = flash(
      "江城电气公告，公司于近日收到江城电力联合会颁发的《新产品鉴定证书》，鉴定委员会认为，直流电源系统关键技术达到了国际领先水平。",
    );
    expect(shown(summary)).not.toContain("江城电气：直流");
  });

  it("does not set the founder's name before what its new company will do", () => {
    const summary = flash(
      "1月26日，江城管道项目公司宣布，已正式在东山国成立子公司“南湖能源”，该公司将拥有并运营项目的东山部分。",
    );
    expect(shown(summary)).not.toMatch(/江城管道项目公司：(?:该公司)?将/u);
  });

  it("does not set a company's name before what its associate does", () => {
    const summary = flash(
      "江城股份发布异动公告，参股公司南湖野兽不在本公司合并报表内，与东山娱乐合作模式为公仔销售业务。目前没有推出周边商品的计划。",
    );
    expect(shown(summary)).not.toContain("江城股份：与东山娱乐");
  });

  it("tells a rumour behind its source where its sentence is too long, and no half of it", () => {
    const { headline } = flash(
      "据三名接近董事会且不愿具名的知情人士透露，在多轮谈判、反复推敲和几度推迟之后，江城银行正考虑出售旗下理财公司30%股权，被指价格偏低，利用了监管宽松的时机。",
    );
    expect(headline).toMatch(/知情人士：江城银行正考虑出售旗下理财公司30%股权/u);
    const court = flash(
      "据外媒报道，江城平台公司(JP.O)在东山国面临逾23亿元（约32亿港元）的集体诉讼，因其被指控滥用市场地位，利用用户数据。",
    );
    expect(shown(court)).not.toContain("外媒：利用");
  });

  it("does not set a central bank's name before what its economist thinks", () => {
    const { headline } = flash(
      "江城央行首席经济学家Huw Lake表示，江城基准贷款利率未来几个月很可能会再度上调，生活水平会受到冲击。",
    );
    expect(headline).toBe("江城央行首席经济学家Huw Lake：江城基准贷款利率未来几个月很可能会再度上调");
  });

  it("takes what an order says for no speaker", () => {
    const summary = flash(
      "江城股份公告，本次收购终止。根据意向书及其补充约定，意向书将自动失效，双方互不承担违约责任，已付定金1200万元退回。",
    );
    expect(shown(summary)).not.toContain("意向书及其：");
    expect(
      shown(
        flash(
          "江城网信办通知，从事证券期货业务的账号，须在名称中标明资质，违规账号将被关闭，首批120个账号已处置。",
        ),
      ),
    ).not.toMatch(/(?<!从)事证券/u);
  });

  it("tells what a rumour did, which is none itself", () => {
    const summary = flash(
      "江城股指周一收低，投资者消化几家巨头最近公布的季度业绩，南湖健身大涨，因有报道称包括东山商城在内的潜在买家有兴趣收购该公司。江城银行上涨3.2%，成交额达12.5亿元。",
    );
    expect(shown(summary)).toContain("江城银行上涨3.2%");
  });

  it("takes 从…到…, a call and 本公司 for no speaker", () => {
    for (const text of [
      "从换装时的艰难起步，到多型设备形成能力，江城港务集团5个月完成改造，投资3.2亿元。该港去年吞吐量增长12%。",
      "要适应新形势新要求，加快建设现代化应急体系，江城今年新建救援站12个，投资1.5亿元。",
      "本公司表示，正在推进南湖地块征收相关工作，复工时间尚不能确定。江城水泥去年产量下降12%。",
    ])
      expect(shown(flash(text))).not.toMatch(/^(?:换装|要适应新形势新|本公司)[^，]*：/mu);
  });

  it("sets a rumour's source before nothing but the rumour", () => {
    for (const rest of ["江城银行股价收涨5%", "江城银行发言人拒绝置评", "江城银行2030年净利润为120亿元"]) {
      const summary = flash(
        `据外媒报道，江城银行正考虑收购南湖银行60%股权以便扩大其在东山国以及西岭国的市场份额并提升国际竞争力水平，${rest}。`,
      );
      expect(shown(summary)).not.toContain(`外媒：${rest}`);
    }
  });

  it("does not set before a fine whom it was imposed on", () => {
    const summary = flash("江城证监局对南湖证券违规开户的3名从业人员作出处罚，罚款合计50万元。");
    expect(shown(summary)).not.toContain("江城证监局对南湖证券：");
  });

  it("shortens no inspectors to the commission that sent them", () => {
    const { headline } = flash(
      "据中央纪委国家监委驻江城银行纪检监察组、东山省纪委监委消息：江城银行南湖分行原行长王一涉嫌严重违纪违法，目前正接受纪律审查。",
    );
    expect(headline).toMatch(/^江城银行南湖分行原行长王一涉嫌/u);
  });

  it("takes a product to be released for nobody who speaks", () => {
    const summary = flash(
      "根据王一预测，江城电子(JCE.O)新一代JiangBook Air机型或许将在今年的开发者大会上正式发布，也就是在第二或者第三季度上市。",
    );
    expect(shown(summary)).not.toContain("江城电子：");
  });

  it("takes 招股说明书 for no speaker named 招股", () => {
    const summary = flash(
      "江城智能申请上市。招股说明书显示，公司预计市值不低于30亿元；2025年营业收入为2.58亿元，同比增长18%。",
    );
    expect(shown(summary)).not.toContain("招股：");
  });

  it("sets no cost before what it did, and nobody before what he is said to think", () => {
    const cost = flash(
      "去年，东海新公寓的价格可能打破了30年来的纪录，因为需求不断增长，建筑成本不断上升，提振了一度停滞不前的房地产市场。建筑成本今年还要上升。",
    );
    expect(shown(cost)).not.toContain("建筑成本：");
    const thinks = flash(
      "据《江城观察》报道，南湖国首相王一正准备公布离任时间表。报道称，王一近日与内阁成员沟通后，认为自己难以继续留任。",
    );
    expect(shown(thinks)).not.toContain("王一：");
  });

  it("sets no fined house before its fine, and takes 数据分析 for nobody", () => {
    const fined = flash(
      "江城证券公告，公司收到证监会《行政处罚决定书》，责令改正，给予警告，没收保荐业务收入100万元，并处以300万元罚款。",
    );
    expect(shown(fined)).not.toMatch(/江城证券：(?:没收|并?处以|责令)/u);
    const figures = flash(
      "从东江能源并购后的经营数据分析，生物柴油最低的单吨净利是500元，普遍达到1000元的情况比较多。",
    );
    expect(shown(figures)).not.toContain("经营：");
  });

  it("sets no drug maker before the consent to a trial", () => {
    const summary = flash(
      "江城医药公告，公司子公司南湖医药有限公司收到国家药监局核准签发关于片剂的《药物临床试验批准通知书》，同意本品单药在肿瘤患者中开展临床研究。",
    );
    expect(shown(summary)).not.toContain("江城医药：同意");
  });
});
