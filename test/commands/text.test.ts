import { describe, expect, it } from "vitest";
import { cli, objects } from "../support/process.js";

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");
const SAMPLE = "data/sample/_posts/2022-06-02-NW202206020000000101.md";

describe("the commands for texts", { timeout: 60_000 }, () => {
  it("extract prints an article of a post file, and goes on past a file that is not there", async () => {
    const { code, stdout } = await cli(["extract", "nowhere.md", SAMPLE]);
    const [missing, article] = objects(stdout);
    expect(code).toBe(1);
    expect(missing).toMatchObject({ id: "nowhere", error: expect.stringContaining("ENOENT") });
    expect(article).toMatchObject({
      id: "2022-06-02-NW202206020000000101",
      title: "北京银行推出“京萤计划” 儿童金融服务从一张小京卡开始",
      publishedAt: "2022-06-02T20:21:12+08:00",
      medium: "华夏时报",
      stocks: [{ market: "SH", code: "601169" }],
    });
    expect(article?.text).not.toMatch(/返回|文章来源|K图/);
  });

  it("tag, in order, with an error line for what is no JSON or has no text", async () => {
    const input = [
      lines({ id: 1, title: "工行发债", text: "中国工商银行公告，拟发行债券。" }),
      "{broken",
      lines({ id: 3 }),
      lines({ id: 4, text: "建筑行业回暖。" }),
    ].join("\n");
    const { code, stdout } = await cli(["tag"], {}, input);
    const [first, second, third, fourth] = objects(stdout);
    expect(code).toBe(1);
    expect(first).toMatchObject({ id: 1, banks: ["中国工商银行"] });
    expect(second).toMatchObject({ id: null, error: expect.any(String) });
    expect(third).toMatchObject({ id: 3, error: expect.stringContaining("text") });
    expect(fourth).toMatchObject({ id: 4, banks: [] });
  });

  it("resolve a person's words, and say null for what is no bank", async () => {
    const { code, stdout } = await cli(
      ["resolve"],
      {},
      lines({ say: "601398" }, { say: "光大证券" }).replace("}{", "}\n{"),
    );
    expect(code).toBe(0);
    expect(objects(stdout)).toMatchObject([
      { say: "601398", bank: "中国工商银行", topic: null },
      { say: "光大证券", bank: null },
    ]);
  });

  it("give one story to one event and another to another day's notice", async () => {
    const notice = (day: number) => `中国人民银行6月${day}日开展${day}00亿元7天期逆回购操作，中标利率2.10%。`;
    const { stdout } = await cli(
      ["stories"],
      {},
      lines(
        { id: "a", title: "逆回购", text: notice(1), date: "2022-06-01" },
        { id: "b", title: "逆回购", text: notice(2), date: "2022-06-02" },
        { id: "c", title: "央行开展逆回购", text: notice(1), date: "2022-06-01" },
      ),
    );
    const [a, b, c] = objects(stdout);
    expect(a?.story).toBe(c?.story);
    expect(a?.story).not.toBe(b?.story);
  });

  it("summarize with pieces of the text, and verify what others wrote", async () => {
    const text = "中国工商银行6月2日公告，拟发行债券不超过100亿元。该行表示，募集资金用于补充资本。";
    const summarized = await cli(["summarize", "--offline"], {}, lines({ id: 1, text }));
    const [summary] = objects(summarized.stdout);
    expect(summary).toMatchObject({ id: 1, method: "offline", headline: expect.stringContaining("100亿元") });
    const verified = await cli(
      ["verify"],
      {},
      lines(
        { id: 1, text, summary },
        { id: 2, text, summary: { headline: "工行拟发行债券不超过200亿元", bullets: [] } },
      ),
    );
    expect(objects(verified.stdout)).toMatchObject([
      { id: 1, ok: true, flags: [] },
      { id: 2, ok: false },
    ]);
  });

  it("answer wrong usage with 2 and a sentence", async () => {
    const unknown = await cli(["sing"]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("There is no command sing");
    const option = await cli(["search", "--loud", "x"]);
    expect(option.code).toBe(2);
    expect(option.stderr).toContain("Usage: cli search");
  });
});
