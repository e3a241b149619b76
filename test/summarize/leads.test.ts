import { describe, expect, it } from "vitest";
import { flash, shown } from "../support/excerpts.js";

describe("the lead of an item", () => {
  it.each([
    ["《江城日报》26日讯，", "a dateline without its month"],
    ["江城证券网讯（记者 王一）", "a site's dateline with its reporter"],
    ["e公司讯，", "a dateline without a day"],
    ["江城时报网（www.example.com）05月28日讯", "a dateline with an address"],
  ])("%s is %s, and says nothing", (lead) => {
    const { headline } = flash(`${lead}南湖科技(688381.SH)公告称，公司拟投资12亿元建设封装测试三期项目。`);
    expect(headline).toBe("南湖科技：拟投资12亿元建设封装测试三期项目");
  });

  it.each([
    "江城社讯飞科技26日宣布，将在南湖市建设第二个算力中心。",
    "江城银行将于26日电话会议上讨论收购南湖证券的方案，并公布第三季度业绩。",
    "南湖国警方周三早间盘前突袭江城银行总部，并带走两名董事。",
    "三、四季度净息差保持稳定，不良贷款率降至1.2%。",
  ])("is not torn out of a name or a time: %s", (text) => {
    expect(shown(flash(text))).toContain(text.replace(/。$/u, ""));
  });

  it("of an agency that reports is whose report it is", () => {
    const { headline } = flash("江城社17日报道，南湖国总统重申不会放弃与邻国签署的贸易协定。");
    expect(headline).toBe("江城社：南湖国总统重申不会放弃与邻国签署的贸易协定");
  });

  it("shows nothing of who wrote it where there is no room for the news", () => {
    const long = flash(
      "南湖控股集团有限公司与江城交通投资建设开发集团有限公司及其一致行动人所持股份的比例由本次权益变动前的12.5%降至11.9%。（江城日报记者 王一）",
    );
    expect(shown(long)).not.toContain("记者");
  });
});

describe("a speaker's name", () => {
  it.each([
    [
      "东山银行的Annabella Weberstein表示，今年的盈利增长有望带动股市再创新高。",
      "东山银行：今年的盈利增长有望带动股市再创新高",
    ],
    [
      "南湖国总理王一在社交媒体发文称，政府已向议会提交税法修正案。",
      "南湖国总理王一：政府已向议会提交税法修正案",
    ],
    [
      "南湖（金）卫生部表示，本轮疫情累计确诊病例升至155例。",
      "南湖（金）卫生部：本轮疫情累计确诊病例升至155例",
    ],
    [
      "再鼎医药公告，公司第三季度产品收入为2.1亿美元，同比增长18%。",
      "再鼎医药：第三季度产品收入为2.1亿美元，同比增长18%",
    ],
    ["来伊份公告，拟投资3亿元在南湖市建设烘焙工厂。", "来伊份：拟投资3亿元在南湖市建设烘焙工厂"],
    [
      "江城市市长王正在发布会上表示，科创中心已经形成基本框架，正处于功能升级的关键期。",
      "江城市市长王正：科创中心已经形成基本框架，正处于功能升级的关键期",
    ],
    [
      "东山银行一位顶级策略师Anna Weber表示，通胀不足以终结股市的长期上涨势头。",
      "东山银行一位顶级策略师：通胀不足以终结股市的长期上涨势头",
    ],
  ])("is told whole: %s", (text, headline) => {
    expect(flash(text).headline).toBe(headline);
  });

  it.each([
    ["新一期“江城风向指数”调查显示，7月逆回购到期量处于年内较高水平。", "“江城风："],
    ["本周公布第二季度业绩的六大银行均表示，不良贷款拨备减少。", "公布第二季度："],
    ["2031年半年报正在密集披露，沪市化工企业交出了一份亮眼的成绩单。", "半年报正："],
    ["从央行官员的表态可以看出，年内不排除加息的可能。", "可以看出："],
    ["根据预先估计数字，南湖第二季度生产总值较上年同期实质上升4.3%，而第一季度的升幅为5.9%。", "估计数字："],
    ["江城银行第三季度净利润为12亿元，低于分析师估计，股价盘后下跌5%。", "分析师："],
    [
      "江城科技公告，公司于8月17日召开董事会。本次调整不构成发行方案重大变化，尚需交易所审核及证监会同意注册。",
      "本次：",
    ],
    ["总部位于江城的智库发布报告称，南湖稳步吸引外国资产，已跻身全球五大金融中心。", "总部位："],
  ])("is none: %s", (text, torn) => {
    expect(shown(flash(text))).not.toContain(torn);
  });
});
