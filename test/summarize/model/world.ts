import { createHash } from "node:crypto";
import { join } from "node:path";
import Keyv from "keyv";
import { ROOT } from "../../../src/config.js";
import type { Block } from "../../../src/news/article.js";
import { createModelServer } from "../../../src/summarize/model/ask.js";
import { createBreaker } from "../../../src/summarize/model/breaker.js";
import { createTokenBudget } from "../../../src/summarize/model/budget.js";
import { loadPrompt } from "../../../src/summarize/model/prompt.js";
import { createModelSummarizer, type ModelInput } from "../../../src/summarize/model/summarizer.js";
import { openTools } from "../../../src/tools.js";
import { HandClock } from "../../support/hand-clock.js";
import type { ModelServer } from "../../support/model-server.js";

const tools = openTools();
export const KEY = "sk-nobody-may-see-this-key";

/** The summarizer as the service wires it, over a server on loopback and a clock that is moved by hand. */
export function openWorld(server: ModelServer, { dailyTokens = 100_000, deadlineMs = 20_000 } = {}) {
  const clock = new HandClock();
  const spent = new Map<string, number>();
  const reserve = async (counter: string, amount: number, cap: number) => {
    const after = (spent.get(counter) ?? 0) + amount;
    if (after > cap) return false;
    spent.set(counter, after);
    return true;
  };
  const options = { apiKey: KEY, baseUrl: server.baseUrl, model: "tiny", answerTokens: 200 };
  const ask = createModelServer({ ...options, deadlineMs, clock, wait: clock.wait });
  const summarize = createModelSummarizer({
    ask,
    gate: tools.gate,
    findInstruction: tools.findInstruction,
    prompt: loadPrompt(join(ROOT, "prompts/summarize.md")),
    repair: loadPrompt(join(ROOT, "prompts/repair.md")),
    model: "tiny",
    cache: new Keyv(),
    budget: createTokenBudget(reserve, clock, dailyTokens),
    breaker: createBreaker(clock, { failures: 3, pauseMs: 60_000 }),
    answerTokens: 200,
    digest: (text) => createHash("sha256").update(text).digest("hex"),
  });
  const never = new AbortController().signal;
  return {
    clock,
    spent,
    ask: (signal = never) => ask([{ role: "user", content: "报道" }], signal),
    summarize: (input: ModelInput, signal = never) => summarize(input, signal),
  };
}

/** An article of paragraphs with the offline summary that stands in for it. */
export function article(title: string, ...paragraphs: string[]): ModelInput {
  const blocks: Block[] = paragraphs.map((text) => ({ kind: "paragraph", text }));
  return { title, blocks, offline: tools.summarizeOffline({ title, blocks, banks: [] }) };
}
