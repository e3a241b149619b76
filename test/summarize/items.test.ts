import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/summarize/sentence/sentences.js";
import { flash, shown } from "../support/excerpts.js";

describe("the items of a list", () => {
  it("are sentences where a blank alone parts them", () => {
    const text = "① 07:50 江城6月贸易帐 ② 07:50 江城央行公布会议纪要 ③ 16:30 南湖8月信心指数";
    expect(splitSentences(text).map((sentence) => sentence.text)).toEqual([
      "① 07:50 江城6月贸易帐",
      "② 07:50 江城央行公布会议纪要",
      "③ 16:30 南湖8月信心指数",
    ]);
    expect(splitSentences("①江城央行加息；②南湖央行降息").length).toBe(1);
  });

  it("are none within a statement", () => {
    const summary = flash("王一表示，已看到①利率下行 ②信用改善两项变化，江城银行净息差有望企稳。");
    expect(shown(summary)).not.toMatch(/利率下行$|：信用改善两项/mu);
  });

  it("are told one by one, without the number of the next", () => {
    const summary = flash(
      "周末要闻：1、国务院印发美丽江城建设规划；2、江城证监局就再融资规则公开征求意见；3、三部门调整车船税优惠政策。",
    );
    expect(shown(summary)).not.toMatch(/\d、/u);
  });

  it("lose their numbers, however short they are", () => {
    const summary = flash(
      "1、江城央行公布统计报告；2、严控风格漂移，公募新规出台，最多17个月整改过渡；3、南湖科技注册生效。",
    );
    expect(shown(summary)).not.toMatch(/^\d、/mu);
  });

  it("are not cut within the name of a foreign company", () => {
    const summary = flash("南湖国贸易局通报，Arizona, Inc.根据关税法提出申请，请求对江城企业发起调查。");
    expect(shown(summary)).not.toMatch(/(?:^|：)Inc/mu);
  });

  it("keep 早盘 whole", () => {
    const summary = flash(
      "今日早盘主力资金净流入医药、银行等板块，净流出电子、通信等板块，其中电子板块净流出超296亿元。",
    );
    expect(shown(summary)).not.toMatch(/(?:^|：)盘主力/mu);
  });

  it("takes 8、7月末 for the eighth item, and 8、9月 for two months", () => {
    const eighth = flash("8、7月末江城外汇储备规模34188亿美元，较6月末上升182亿美元，升幅为0.54%。");
    expect(eighth.headline).toMatch(/^7月末江城外汇储备/u);
    const months = flash("8、9月江城外汇储备规模保持在3万亿美元以上，较年初上升182亿美元。");
    expect(months.headline).toMatch(/^8、9月/u);
  });
});
