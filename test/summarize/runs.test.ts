import { describe, expect, it } from "vitest";
import { candidateText, findCandidates } from "../../src/summarize/runs/candidates.js";
import { shorterStarts } from "../../src/summarize/runs/shorter-starts.js";
import { standingOf } from "../../src/summarize/runs/standing.js";
import { readOpening } from "../../src/summarize/sentence/leads.js";
import { lexicon, read } from "../support/excerpts.js";

describe("a run of clauses by itself", () => {
  const standing = (sentence: string, run: string) => {
    const found = findCandidates(read(sentence), lexicon, 90).find((each) => candidateText(each) === run);
    return found && standingOf(found, lexicon);
  };

  it.each([
    ["由江城汽车研制的第三代无人配送车正式发布", "由江城汽车研制的第三代无人配送车正式发布", "alone"],
    ["由此造成的投资者损失预计达12亿元", "由此造成的投资者损失预计达12亿元", "dependent"],
    ["债券期限不超过10年", "债券期限不超过10年", "subjectless"],
    ["产品拥有完备的自主知识产权", "产品拥有完备的自主知识产权", "subjectless"],
    ["三项目标全部实现，贷款增长30%", "三项目标全部实现", "alone"],
    ["其实就是一种消费返利模式", "其实就是一种消费返利模式", "dependent"],
  ])("of %s stands as it should: %s", (sentence, run, expected) => {
    expect(standing(sentence, run)).toBe(expected);
  });

  it("has no company's name before what its associate does", () => {
    const sentence = "江城股份公告，参股公司南湖野兽不在本公司合并报表内，与东山娱乐合作模式为公仔销售业务";
    const texts = findCandidates(read(sentence), lexicon, 90).map(candidateText);
    expect(texts).not.toContain("江城股份：与东山娱乐合作模式为公仔销售业务");
  });

  it("does not tell what takes effect, whoever says so", () => {
    const sentence = "江城股份公告，相关职务变动已经董事会审议，自2031年1月31日起正式生效";
    expect(standing(sentence, "江城股份：自2031年1月31日起正式生效")).toBe("subjectless");
  });
});

describe("a clause for which there is no room", () => {
  it.each([
    ["被誉为行业晴雨表的江城运价指数今年上涨12%", "江城运价指数今年上涨12%"],
    ["江城集团全资子公司南湖科技有限公司收到证书", "南湖科技有限公司收到证书"],
    ["大型电商平台Example宣布裁员", "Example宣布裁员"],
  ])("%s may begin later", (clause, rest) => {
    expect(shorterStarts(clause, lexicon).map((at) => clause.slice(at))).toEqual([rest]);
  });

  it("is measured without the bracket with which a run need not end", () => {
    const shorter = "南湖新能源科技有限公司战略投资西岭智能装备科技有限公司";
    const sentence = `江城集团子公司${shorter}（以下简称“西岭智能”），持股15%`;
    const texts = findCandidates(read(sentence), lexicon, 90, { wholeUpTo: 40 }).map(candidateText);
    expect(texts).toContain(`江城集团子公司${shorter}`);
    expect(texts).not.toContain(shorter);
  });

  it.each([
    "江城银行归属于母公司净利润125.6亿元较上年同期增长12.3%",
    "江城拟以房地产为主业的江城控股集团宣布破产重整",
    "江城财政局取消发改局、工信局、科技局等八部门联合印发的政策",
  ])("%s may not", (clause) => {
    expect(shorterStarts(clause, lexicon)).toEqual([]);
  });
});

describe("the opening of a sentence", () => {
  const opening = (sentence: string) => {
    const [clause] = read(sentence).clauses;
    return clause && readOpening(sentence, clause, lexicon).kind;
  };

  it.each([
    ["根据意向书及其补充约定，意向书将自动失效", "source"],
    ["根据江城银行与南湖集团约定，双方将续签协议", "source"],
    ["从事证券期货业务的账号，须标明资质", "content"],
    ["从换装时的艰难起步，到形成能力", "content"],
    ["针对近日网上流传的涨价传闻，江城水务集团表示", "time"],
    ["罚单显示，江城银行被罚30万元", "content"],
    ["江城银行表示，净利润增长12%", "speech"],
  ])("%s is of its kind: %s", (sentence, kind) => {
    expect(opening(sentence)).toBe(kind);
  });
});
