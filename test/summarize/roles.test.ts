import { describe, expect, it } from "vitest";
import { isOccasion } from "../../src/summarize/occasion.js";
import { rolesOf } from "../../src/summarize/roles.js";
import { lexicon, read } from "../support/excerpts.js";

describe("a clause of a sentence", () => {
  it.each([
    ["江城港通过向南湖集团租用泊位，扩大了吞吐能力"],
    ["节目通过来自全国20个先进集体的生动讲述，展现了行业新貌"],
    ["企业借助江城产融合作平台，获得融资1.2万亿元"],
    ["对国产推进器等4大项技术性能指标，进行了海试验证"],
    ["在南湖联盟中选的产品，以其公布的中选价格为上限"],
    ["比起唐小僧，该平台规模更小"],
    ["江城监管局要求金融机构针对新型消费场景，量身定制金融产品"],
    ["江城、南湖、东山代表团新闻发言人，介绍了各自情况"],
    ["今天（10月12日）的《代表风采》，带您认识两位代表"],
    ["2024年开始实施的172项重大水利工程，已开工149项"],
    ["采用1500V高电压系统的PCS1500，实现了能量密度提升"],
    ["由江城电视台、南湖电视台联合主办的《江城之夜》，今晚（8月30日）在江城新闻频道播出"],
    ["首发限售的外部股东解除限售后基于自身资金规划及需求，合规减持公司股份"],
    ["江城大饭店价格由昨日的162元，上涨至168元"],
  ])("is half of %s", (sentence) => {
    expect(rolesOf(read(sentence), lexicon)[0]?.open).toBe(true);
  });

  it.each([
    ["刚刚过去的2031年，投资同比增长8%"],
    ["于2031年1月21日及24日，公司签订协议"],
    ["未来，公司将扩大产能"],
    ["截至莫斯科时间2月3日11时50分，新增病例12例"],
  ])("tells only when: %s", (sentence) => {
    expect(rolesOf(read(sentence), lexicon)[0]?.dates).toBe(true);
  });

  it.each([
    "第136届江城展销会二期进入第三天",
    "江城国代表致信联合国秘书长",
    "来自各国的代表等700余人参加开幕式",
    "江城市卫健委主任介绍了疫情防控工作情况",
    "江城公安局发布了关于某平台的案件通报",
    "外交部长就外交政策回答中外记者提问",
    "王某某主持专题研讨班开班式",
    "江城三个区的总检察官24日提起诉讼",
    "江城图片社今日公布了2031财年第四季度财报",
    "日前，江城人社局等八部门印发通知",
  ])("tells no more than of an occasion: %s", (text) => {
    const sentence = read(text);
    expect(isOccasion({ read: sentence, at: 0, end: text.length, speaker: undefined })).toBe(true);
  });
});
