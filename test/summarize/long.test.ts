import { describe, expect, it } from "vitest";
import { flash, shown, summarize } from "../support/excerpts.js";

describe("a long article", () => {
  const padding =
    "面向未来，江城银行将持续助力地方经济，积极推动各项业务迈上新台阶。客户是价值创造的源泉，服务没有终点。";
  const text = [
    `江城银行坚持稳健经营，各项业务稳步向前。${padding}`,
    "经营业绩再上台阶",
    `年报显示，截至2031年末，江城银行总资产达到5321.8亿元，较年初增长9.7%，不良贷款率降至1.05%。${padding}${padding}`,
    "零售转型见成效",
    `江城银行零售客户数突破860万户，较年初增长52.3万户。个人贷款余额增长15.2%。${padding}${padding}`,
    "推出“萤火计划”",
    `2032年6月1日，江城银行正式推出“萤火计划”青少年金融服务方案。“萤火计划”包含专属借记卡，免收年费等5项费用。${padding}${padding}`,
  ].join("\n");
  const summary = flash(text, "江城银行加快零售转型");

  it("has its title for a headline and three to five bullets of at most 70 characters", () => {
    expect(summary.headline).toBe("江城银行加快零售转型");
    expect(summary.bullets.length).toBeGreaterThanOrEqual(3);
    expect(summary.bullets.length).toBeLessThanOrEqual(5);
    for (const bullet of summary.bullets) expect(bullet.text.length).toBeLessThanOrEqual(70);
  });

  it("tells the leading figures and the dated launch", () => {
    const told = shown(summary);
    expect(told).toContain("5321.8亿元");
    expect(told).toContain("860万户");
    expect(told).toContain("2032年6月1日，江城银行正式推出“萤火计划”");
  });

  it("fills no more than a phone shows, also below a long title", () => {
    const title =
      "江城银行加快零售转型，推出面向青少年的“萤火计划”，年报显示总资产突破5000亿元，零售客户超过860万户，个人贷款余额增长超一成";
    const measures = [
      "营业收入",
      "净利润",
      "零售存款余额",
      "绿色贷款余额",
      "普惠贷款余额",
      "理财产品余额",
      "手续费收入",
    ];
    const told = measures.map(
      (measure, i) =>
        `截至2031年末，江城银行全行${measure}为${i + 2}17.${i}亿元，较上年末增长${i + 3}.4%，其中县域机构${i + 1}2.5亿元，占比升至${i + 2}1.2%。`,
    );
    const { bullets } = flash(`${told.join("")}${padding.repeat(8)}`, title);
    expect(bullets.length).toBeGreaterThanOrEqual(3);
    expect([title, ...bullets.map((bullet) => bullet.text)].join("\n").length).toBeLessThanOrEqual(280);
  });

  it("keeps a figure with its growth", () => {
    expect(shown(summary)).toContain("较年初增长9.7%");
  });

  it("tells a figure once, where the article comes back to it", () => {
    const article = [
      "江城银行公布2031年年报，全年净利润45.6亿元，同比增长8.2%。",
      "从全年的经营情况来看，江城银行净利润45.6亿元，同比增长8.2%。",
      "江城银行全年净息差1.87%，较上年末下降6个基点。",
      "截至2031年末，江城银行拨备覆盖率251.3%。",
      "各地分支机构全年新发放小微企业贷款312.5亿元。",
      "手机银行月活跃客户达到430万户。",
    ];
    const { bullets } = flash(article.join(`${padding}${padding}\n`), "江城银行年报点评");
    expect(bullets.filter(({ text }) => text.includes("45.6亿元"))).toHaveLength(1);
  });

  it("begins at 550 characters, where a headline and one bullet leave too much untold", () => {
    const told = [
      "江城银行上半年净利润41.2亿元，同比增长21.8%。",
      "二季末不良率0.83%，较一季末下降3个基点。",
      "上半年净息差2.37%，同比下降8个基点。",
      "二季末拨备覆盖率421%，连续五个季度保持在400%以上。",
    ].join("");
    const filled = (length: number) =>
      told + "风".repeat(length - told.length - 1).replace(/(.{30})/gu, "$1。");
    expect(flash(filled(525), "江城银行中报").bullets).toHaveLength(1);
    expect(flash(filled(550), "江城银行中报").bullets.length).toBeGreaterThanOrEqual(3);
  });

  it("tells the same figure of other things, too", () => {
    const article = [
      "江城银行全年净利润同比增长5%，结束了两年的下滑。",
      "临江银行绿色贷款余额扩大5%，新增客户主要在光伏行业。",
      "中国人民银行将支农再贷款利率设为5%，期限延长到三年。",
      "河口银行股价昨日收盘下跌5%，成交额创上市以来新高。",
      "监管部门要求理财公司现金类产品占比不低于5%，过渡期一年。",
    ];
    const { bullets } = flash(article.join(`${padding.repeat(3)}\n`), "一周金融要情");
    expect(bullets.filter(({ text }) => text.includes("5%"))).toHaveLength(5);
  });

  it("has three bullets, also where little is worth telling", () => {
    const article = [
      "企业的理念无疑让人关注，大家知道它的精彩所在。",
      "社区里的老人也是看着孩子们成长，值得积极参与。",
      "志愿者的活力凸显优势，新闻里的记者也点击了认可。",
      "具体安排如下，广大市民可谓收获满满，潜力值得期待。",
      "坚实的脚步属于时代，让人知道一波热情的成效。",
    ];
    const { bullets } = flash(article.join("\n").repeat(6), "走进社区");
    expect(bullets.length).toBeGreaterThanOrEqual(3);
  });

  it("says nothing twice, where the article repeats a sentence", () => {
    const article = [
      "江城银行在各地网点为老年客户开设专属窗口。",
      "江城银行在各地网点为老年客户开设专属窗口。",
      "江城银行的柜台备有老花镜和放大镜，行动不便的客户可以预约上门办理。",
      "江城银行在各地网点为老年客户开设专属窗口。",
    ];
    const { headline, bullets } = flash(article.join(`${padding.repeat(5)}\n`));
    const said = [headline, ...bullets.map(({ text }) => text)];
    expect(said.filter((text) => text.includes("为老年客户开设专属窗口"))).toHaveLength(1);
  });

  it("begins no bullet with a word that ties it to what stands before", () => {
    const article = [
      "江城银行公布2031年年报，全年净利润45.6亿元，同比增长8.2%。",
      "江城银行的净息差从年初起逐季收窄，与此同时，不良贷款率降至1.05%，较年初下降6个基点。",
      "其中， 小微企业贷款余额312.5亿元，同比增长15.2%。",
    ];
    const { bullets } = flash(article.join(`${padding.repeat(6)}\n`), "江城银行年报点评");
    const texts = bullets.map(({ text }) => text);
    expect(texts).toContain("不良贷款率降至1.05%，较年初下降6个基点");
    expect(texts).toContain("小微企业贷款余额312.5亿元，同比增长15.2%");
  });

  it("has no bullet that says no more than its headline", () => {
    const article = [
      "江城银行在南湖区开设老年客户服务专区，为前来办理各类业务的老年客户提供了很多看得见的方便。",
      "柜台备有老花镜和放大镜。",
      "行动不便的客户可以预约上门办理业务，全年上门1200次。",
      "10月20日，江城银行在南湖区开设老年客户服务专区。",
    ];
    const { headline, bullets } = flash(article.join(`${padding.repeat(8)}\n`));
    expect(headline).toBe("江城银行在南湖区开设老年客户服务专区");
    for (const bullet of bullets) expect(bullet.text).not.toContain(headline);
  });

  it("fills its bullets from one section, where the others have nothing to tell", () => {
    const article = [
      "年报要点",
      `江城银行全年净利润45.6亿元，同比增长8.2%。${padding.repeat(2)}江城银行营业收入132.5亿元，同比增长5.1%。${padding.repeat(2)}`,
      `截至2031年末，江城银行总资产5321.8亿元。${padding.repeat(2)}江城银行净息差1.87%，较上年末下降6个基点。${padding.repeat(2)}`,
      `江城银行拨备覆盖率251.3%，不良贷款率1.05%。${padding.repeat(3)}`,
      "风险提示",
      padding,
    ];
    expect(flash(article.join("\n"), "江城银行年报点评").bullets).toHaveLength(5);
  });

  it("has no stock phrases", () => {
    expect(shown(summary)).not.toMatch(/面向未来|持续助力|积极推动|源泉/u);
  });

  it("quotes an exact piece of one paragraph for every bullet", () => {
    const paragraphs = text.split("\n");
    for (const { quote } of summary.bullets)
      expect(paragraphs.some((line) => line.includes(quote))).toBe(true);
  });

  it("does not take a heading for a sentence", () => {
    expect(shown(summary)).not.toContain("零售转型见成效");
  });
});

describe("a bullet", () => {
  const padding =
    "会谈在友好的气氛中进行，双方就共同关心的话题坦诚沟通，并期待下一次会面，记者在现场看到代表们频频点头。";

  it("tells the news before what a register says", () => {
    const text = `魔房平台成立于2015年8月26日，注册资本5000万元，法定代表人为凌某。10月8日，滨海公安局冻结魔房平台涉案账户11个，涉案资金3.2亿元。（来源：滨海日报）警方提醒，投资人可于11月30日前登记。${padding.repeat(12)}`;
    const told = flash(text, "魔房平台被立案").bullets.map((bullet) => bullet.text);
    expect(told.join("\n")).toContain("冻结");
    expect(told.join("\n")).not.toMatch(/成立于[\s\S]*冻结|来源：/u);
  });

  it("does not begin within the list of what a meeting dealt with", () => {
    const text = `江城财政局与滨河财政局举行第三次对话。会议围绕两地宏观经济形势，银行业、保险业、资本市场及贸易融资合作，农业融资合作，可持续投融资等议题进行了深入交流。${padding.repeat(12)}`;
    for (const bullet of flash(text, "江城与滨河举行第三次对话").bullets)
      expect(bullet.text).not.toMatch(/^(?:银行业|农业融资|可持续)/u);
  });

  it("names whose measure it tells, where the title does not", () => {
    const text = `今日江城商品市场普涨。此外，沪铜再刷十年新高，价格一度达到73320元一吨。${padding.repeat(12)}`;
    for (const bullet of flash(text, "江城商品市场普涨，各方关注通胀").bullets)
      if (bullet.text.includes("73320")) expect(bullet.text).toContain("沪铜");
  });

  it("begins with no heading, number or mark of the page", () => {
    const items = [
      "投资者需重点关注的要闻如下：",
      "1、江城指数收涨0.8%，报3120点，成交1.2万亿元。",
      "2、江城央行公告，将开展3000亿元中期借贷便利操作，期限为1年。",
      "3、南湖银行上半年净利润45.6亿元，同比增长8.2%，不良贷款率1.05%。",
      `4、**滨河市发布楼市新规，首付比例降至15%，补贴3.2亿元。**${padding.repeat(12)}`,
    ];
    const told = flash(items.join(" "), "江城早间要闻：多项数据公布").bullets.map(({ text }) => text);
    expect(told.join("\n")).toContain("3120点");
    expect(told.join("\n")).not.toMatch(/如下|\*\*|^\d、/mu);
  });

  it("names no label as who speaks", () => {
    const text = `事件：公司发布公告，子公司江城支付《支付业务许可证》获得续展，牌照有效期限为五年。公司2031年一季度利润增速远高于收入增速，毛利率达到34.1%，同比提升7.86个百分点。监管事件落地后，公司全年收入有望达到12.5亿元。${padding.repeat(12)}`;
    for (const bullet of flash(text, "江城支付牌照续展").bullets) expect(bullet.text).not.toMatch(/^事件：/u);
  });

  it("keeps with a figure how it moved and of which time it is", () => {
    const text = `江城商务局：1-7月，全市新设立外商投资企业31654家，同比增长11.4%；实际使用外资金额5394.7亿元人民币，同比下降29.6%。据江城统计局数据，9月消费者价格指数环比上涨0.4%，同比上涨5.4%，触及13年来高点，同比涨幅已经连续5个月超过5%。${padding.repeat(12)}`;
    const { bullets } = flash(text, "江城经济数据公布");
    expect(bullets.map((bullet) => bullet.text).join()).toContain("5.4%");
    for (const { text: told } of bullets) {
      if (told.includes("5394.7亿元")) expect(told).toContain("同比下降29.6%");
      if (told.includes("5.4%")) expect(told).toContain("9月");
    }
  });

  it("tells no penalty without what it is for", () => {
    const text = `江城央行就办法公开征求意见。发行人、投资人未履行本办法所述信息披露、发行交易等约束条款的，江城央行依照法律法规规定进行处罚，罚款最高500万元。${padding.repeat(12)}`;
    for (const { text: told } of flash(text, "江城央行就存单办法征求意见").bullets)
      if (told.includes("处罚")) expect(told).toContain("未履行");
  });

  it("stops where the page speaks of itself and links to others", () => {
    const article = `江城银行零售客户数突破860万户，较年初增长52.3万户。${padding.repeat(12)}`;
    const page = "版权声明：本网部分内容转自其他媒体。南湖银行一夜之间被罚没1.2亿元，行长李某被带走调查。";
    expect(shown(flash(article + page, "江城银行零售"))).not.toContain("南湖银行");
    expect(shown(flash(page + article, "江城银行零售"))).toContain("860万户");
  });

  it("does not tell its title once more where the text begins with it", () => {
    const title = "江城播报：江城银行10月以来遭罚8次";
    const glued = `${title}12月3日，江城联合报报道称，江城银行被曝侵占资金2160万元`;
    const figures =
      "年报显示，江城银行总资产达到5321.8亿元，较年初增长9.7%。个人贷款余额1200亿元，增长15.2%。";
    const { bullets } = summarize({
      title,
      blocks: [{ kind: "paragraph", text: `${glued}。\n${figures}\n${padding.repeat(12)}` }],
    });
    expect(bullets.length).toBeGreaterThanOrEqual(2);
    for (const bullet of bullets) expect(bullet.text).not.toContain(title);
  });

  it("tells nothing of a page's own date and source", () => {
    const { bullets } = summarize({
      title: "江城网贷逾期",
      blocks: [
        {
          kind: "paragraph",
          text: `江城网贷限制提现2031-12-18 17:05来源：江城观察网平台名称：江城网贷，累计成交3.2亿元。\n${padding.repeat(14)}`,
        },
      ],
    });
    expect(bullets.map(({ text }) => text).join("\n")).not.toContain("17:05来源");
  });

  it("tells of a notice neither the address of a house nor what its parties are called", () => {
    const notice = [
      "江城科技与江城银行签订了《保证合同》，为控股子公司南湖能源的24000万元贷款提供担保。",
      "注册地址：江城市南湖区循环经济工业园区规划12号路以南。",
      "上述2031年3月31日的数据未经审计，2030年12月31日的数据已经审计。",
      "甲方为实现本协议项下反担保债权所产生的全部费用由乙方承担，期限36个月。",
      "本次反担保金额：24000万元，反担保期限为120个月。",
    ];
    const { bullets } = flash(notice.join(`${padding.repeat(4)}\n`));
    for (const { text } of bullets) expect(text).not.toMatch(/12号路|未经审计|甲方/u);
    expect(bullets.map(({ text }) => text).join()).toContain("24000万元");
  });

  it.each([
    ["one sentence without an end", "江城银行拟设立子公司，注册资本10亿元，"],
    ["what one house says again and again", "江城证券指出，公司拟设立子公司，"],
    [
      "what a thousand houses say",
      Array.from({ length: 1_000 }, (_, i) => `${houseOf(i)}证券指出，公司拟设立${i}家子公司。`).join(""),
    ],
  ])(
    "tells a page of 600,000 characters of %s in a few seconds",
    (_, piece) => {
      const text = piece.repeat(Math.ceil(600_000 / piece.length)).slice(0, 600_000);
      expect(flash(text).bullets.length).toBeGreaterThan(0);
    },
    12_000,
  );
});

function houseOf(number: number): string {
  return String.fromCharCode(0x4e00 + 7 * number, 0x4e00 + 13 * number);
}
