import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ModelServer, refuses, says } from "../../support/model-server.js";
import { article, openWorld } from "./world.js";

const NEWS = article(
  "江南银行拟发行30亿元二级资本债",
  "江南银行6月1日公告，拟发行不超过30亿元二级资本债券，期限为10年。",
  "截至3月末，该行不良贷款率为1.21%，较年初下降0.05个百分点。",
);
const HEADLINE = { text: "江南银行拟发行不超过30亿元二级资本债", cites: [1] };
const BULLET = {
  text: "截至3月末，不良贷款率为1.21%，较年初下降0.05个百分点。",
  cites: [2],
  quote: "该行不良贷款率为1.21%，较年初下降0.05个百分点",
};
const GOOD = { headline: HEADLINE, bullets: [BULLET], insufficient: false };
const WRONG = { ...BULLET, text: "截至3月末，不良贷款率为1.31%。" };

describe("a summary by a model", () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await ModelServer.start();
  });
  afterEach(() => server.stop());

  it("is shown as it was written when every item passes the gate", async () => {
    server.answers(says(GOOD));
    expect(await openWorld(server).summarize(NEWS)).toMatchObject({
      kind: "written",
      items: 2,
      repaired: 0,
      replaced: 0,
      tokens: 100,
      summary: {
        method: "model",
        headline: HEADLINE.text,
        bullets: [{ text: BULLET.text, quote: BULLET.quote }],
      },
    });
  });

  it("is asked for once for the same text, and anew for another", async () => {
    server.answers(says(GOOD));
    const world = openWorld(server);
    await world.summarize(NEWS);
    expect(await world.summarize(NEWS)).toMatchObject({ kind: "written", cached: true, tokens: 0 });
    expect(server.requests).toHaveLength(1);
    await world.summarize(article("江南银行发债", "江南银行6月2日公告，拟发行二级资本债券。"));
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it("is asked for once more with what is wrong, and repaired", async () => {
    server.next(says({ ...GOOD, bullets: [WRONG] }), says(GOOD));
    const outcome = await openWorld(server).summarize(NEWS);
    expect(outcome).toMatchObject({ kind: "written", items: 2, repaired: 1, replaced: 0, tokens: 200 });
    expect(server.requests[1]?.messages.at(-1)?.content).toContain("1.31%");
  });

  it("keeps what held when the second answer is worse", async () => {
    server.next(says({ ...GOOD, bullets: [BULLET, WRONG] }), says({ ...GOOD, headline: null, bullets: [] }));
    const outcome = await openWorld(server).summarize(NEWS);
    expect(outcome).toMatchObject({ kind: "written", items: 3, replaced: 1 });
    expect(outcome).toHaveProperty("summary.bullets.0.text", BULLET.text);
  });

  it("has its wrong headline replaced by the title", async () => {
    server.answers(says({ ...GOOD, headline: { text: "江南银行拟发行50亿元二级资本债", cites: [1] } }));
    const outcome = await openWorld(server).summarize(NEWS);
    expect(outcome).toMatchObject({ kind: "written", replaced: 1, summary: { headline: NEWS.title } });
  });

  it("gives way to the offline one when no bullet holds", async () => {
    server.answers(says({ ...GOOD, bullets: [WRONG] }));
    expect(await openWorld(server).summarize(NEWS)).toMatchObject({ kind: "offline", cause: "flagged" });
  });

  it.each([
    ["no citations", []],
    ["citations that the article does not have", [7, -1]],
    ["citations that are no numbers", ["句"]],
  ])("gives way when its items have %s", async (_, cites) => {
    server.answers(says({ ...GOOD, bullets: [{ ...BULLET, cites }] }));
    expect(await openWorld(server).summarize(NEWS)).toMatchObject({ kind: "offline", cause: "flagged" });
  });

  it("is taken out of prose, a fence, and numbers written as words", async () => {
    const loose = { headline: HEADLINE, bullets: [{ ...BULLET, cites: ["2"] }, { text: 7 }] };
    const content = `好的，{按要求}：\n\`\`\`json\n${JSON.stringify(loose)}\n\`\`\`\n还需要{其他}吗？`;
    server.answers({ kind: "content", content });
    expect(await openWorld(server).summarize(NEWS)).toMatchObject({ kind: "written", items: 2, replaced: 0 });
  });

  it.each(['{"headline":{"text":"江南', "我不能回答。", "[]", '{"answer":42}', "null"])(
    "gives way when the answer is %s",
    async (content) => {
      server.answers({ kind: "content", content });
      expect(await openWorld(server).summarize(NEWS)).toMatchObject({ kind: "offline", cause: "refused" });
    },
  );

  it("gives way when the model finds too little, and is not asked again", async () => {
    server.answers(says({ headline: null, bullets: [], insufficient: true }));
    const world = openWorld(server);
    expect(await world.summarize(NEWS)).toMatchObject({ kind: "offline", cause: "insufficient" });
    expect(await world.summarize(NEWS)).toMatchObject({ kind: "offline", cached: true });
  });

  it("is counted in characters, not in halves of them", async () => {
    const title = `江南银行拟发行不超过30亿元二级资本债券${"𠮷".repeat(19)}`;
    const input = article(title, ...NEWS.blocks.map(({ text }) => text));
    server.answers(says({ ...GOOD, headline: { text: title, cites: [0] } }));
    const outcome = await openWorld(server).summarize(input);
    expect([...title]).toHaveLength(39);
    expect(outcome).toMatchObject({ kind: "written", replaced: 0, summary: { headline: title } });
  });

  it("stops at the day's tokens, and goes on the next day of Shanghai", async () => {
    server.answers(says(GOOD));
    const world = openWorld(server, { dailyTokens: 2_500 });
    expect(await world.summarize(NEWS)).toMatchObject({ kind: "written" });
    const more = (n: number) => world.summarize(article(`第${n}条`, `江南银行第${n}次公告。`));
    server.answers({ kind: "content", content: "不知道。", usage: 2_300 });
    expect(await more(1)).toMatchObject({ cause: "refused" });
    expect(await more(2)).toMatchObject({ cause: "capped", tokens: 0 });
    world.clock.advance(16 * 3_600_000);
    server.answers(says(GOOD));
    expect(await world.summarize(article("次日", "江南银行公告。"))).not.toMatchObject({ cause: "capped" });
  });

  it("counts an estimate where the server does not count", async () => {
    server.answers({ kind: "content", content: JSON.stringify(GOOD), usage: null });
    const world = openWorld(server);
    const outcome = await world.summarize(NEWS);
    expect(outcome.tokens).toBeGreaterThan(300);
    expect([...world.spent.values()]).toEqual([outcome.tokens]);
  });

  it("costs nothing when the server refuses the call", async () => {
    server.answers(refuses(401, "who are you"));
    const world = openWorld(server);
    expect(await world.summarize(NEWS)).toMatchObject({ cause: "failed", tokens: 0 });
    expect([...world.spent.values()]).toEqual([0]);
  });

  it("is not asked for while the server keeps failing, then by one call only", async () => {
    server.answers(refuses(401, "who are you"));
    const world = openWorld(server);
    for (let i = 0; i < 5; i += 1) await world.summarize(NEWS);
    expect(server.requests).toHaveLength(3);
    world.clock.advance(61_000);
    await Promise.all([1, 2, 3].map(() => world.summarize(NEWS)));
    expect(server.requests).toHaveLength(4);
    world.clock.advance(61_000);
    server.answers(says(GOOD));
    expect(await world.summarize(NEWS)).toMatchObject({ kind: "written" });
  });

  it("waits as long as the server wishes after its first 429", async () => {
    server.answers(refuses(429, "later", { "retry-after": "120" }));
    const world = openWorld(server);
    await world.summarize(NEWS);
    world.clock.advance(119_000);
    expect(await world.summarize(NEWS)).toMatchObject({ cause: "failed" });
    expect(server.requests).toHaveLength(1);
    world.clock.advance(2_000);
    server.answers(says(GOOD));
    expect(await world.summarize(NEWS)).toMatchObject({ kind: "written" });
  });
});
