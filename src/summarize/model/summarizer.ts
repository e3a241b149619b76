import type { Keyv } from "keyv";
import type { ChatCompletionMessageParam } from "openai/resources";
import type { Block, Instant } from "../../news/article.js";
import type { Bullet, Flag, Summary } from "../../news/summary.js";
import type { Gate, GatedArticle, GatedItem } from "../gate/gate.js";
import { type ModelAnswer, readAnswer } from "./answer.js";
import type { AskModel } from "./ask.js";
import type { Breaker } from "./breaker.js";
import { estimateTokens, type TokenBudget } from "./budget.js";
import { numberSentences, renderNumbered } from "./document.js";
import type { Prompt } from "./prompt.js";

export interface ModelInput {
  title?: string;
  blocks: Block[];
  publishedAt?: Instant;
  /** Stands in where the model's items do not hold. */
  offline: Summary;
}

export type ModelOutcome =
  | { kind: "written"; summary: Summary; items: number; replaced: number; tokens: number }
  /** The offline summary stays, for this reason. */
  | { kind: "offline"; reason: string; tokens: number };

export interface ModelParts {
  ask: AskModel;
  gate: Gate;
  prompt: Prompt;
  repair: Prompt;
  /** Part of the cache key. */
  model: string;
  cache: Keyv;
  budget: TokenBudget;
  breaker: Breaker;
  answerTokens: number;
  /** Hash of a text, short. */
  digest(text: string): string;
}

const MAX_HEADLINE = 40;
const MAX_BULLET = 70;
const MAX_BULLETS = 3;

/** An article's summary by a model: asked once, checked, asked once more for what failed, then mended offline. */
export function createModelSummarizer(parts: ModelParts) {
  const { gate, cache, budget, breaker } = parts;

  async function ask(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Asked> {
    if (breaker.isOpen()) return { problem: "the model's server is failing", tokens: 0 };
    const reserved = estimateTokens(JSON.stringify(messages), parts.answerTokens);
    if (!(await budget.take(reserved))) return { problem: "the daily token cap is reached", tokens: 0 };
    const reply = await parts.ask(messages, signal);
    if (reply.kind === "failed") {
      await budget.settle(reserved, 0);
      breaker.failed(reply.retryAfterMs);
      return { problem: reply.reason, tokens: 0 };
    }
    await budget.settle(reserved, reply.tokens || reserved);
    breaker.succeeded();
    const answer = reply.kind === "answer" ? readAnswer(reply.content) : undefined;
    const problem = reply.kind === "declined" ? reply.reason : "the answer is not of the asked-for shape";
    return answer === undefined ? { problem, tokens: reply.tokens } : { answer, tokens: reply.tokens };
  }

  return async function summarize(input: ModelInput, signal: AbortSignal): Promise<ModelOutcome> {
    const sentences = numberSentences(input.title, input.blocks);
    const article = { sentences, publishedAt: input.publishedAt };
    const numbered = renderNumbered(sentences);
    const versions = `${parts.prompt.version}.${parts.repair.version}`;
    const key = parts.digest(`${parts.model}\n${versions}\n${numbered}`);
    const cached: ModelOutcome | undefined = await cache.get(key);
    if (cached !== undefined) return { ...cached, tokens: 0 };

    const messages: ChatCompletionMessageParam[] = [
      { role: "system", content: parts.prompt.text },
      { role: "user", content: numbered },
    ];
    const first = await ask(messages, signal);
    if (first.answer === undefined) return { kind: "offline", reason: first.problem, tokens: first.tokens };
    let answer = first.answer;
    let tokens = first.tokens;
    const flags = flagsOf(answer, article);
    if (flags.length > 0 && !answer.insufficient) {
      const second = await ask(
        [
          ...messages,
          { role: "assistant", content: JSON.stringify(answer) },
          { role: "user", content: `${parts.repair.text}\n${flags.join("\n")}` },
        ],
        signal,
      );
      tokens += second.tokens;
      answer = second.answer ?? answer;
    }
    const outcome: ModelOutcome = { ...settle(answer, article, input), tokens };
    await cache.set(key, outcome);
    return outcome;
  };

  function flagsOf(answer: ModelAnswer, article: GatedArticle): string[] {
    return items(answer).flatMap((item) =>
      check(item, article).map((flag) => `“${item.text}”：${flag.kind}，${flag.detail}`),
    );
  }

  function check(item: GatedItem & { limit: number }, article: GatedArticle): Flag[] {
    const length = [...item.text].length;
    const tooLong =
      length > item.limit ? [{ kind: "length", detail: `${length}字，至多${item.limit}字` }] : [];
    return [...tooLong, ...gate(item, article)];
  }

  /** Every item that fails the gate goes: a bullet for the offline one in its place, the headline for the title. */
  function settle(answer: ModelAnswer, article: GatedArticle, input: ModelInput): Settled {
    if (answer.insufficient) return { kind: "offline", reason: "the model found too little to say" };
    const passes = (item: GatedItem & { limit: number }) => check(item, article).length === 0;
    const all = items(answer);
    const good = all.filter(passes);
    const headline = good.find((item) => item.quote === undefined);
    const bullets: Bullet[] = good.flatMap(({ text, quote }) =>
      quote === undefined ? [] : [{ text, quote }],
    );
    const replaced = all.length - good.length;
    if (bullets.length === 0) return { kind: "offline", reason: "no item passed the gate" };
    const standIns = input.offline.bullets.slice(0, Math.max(0, answer.bullets.length - bullets.length));
    return {
      kind: "written",
      summary: {
        headline: headline?.text ?? input.title ?? input.offline.headline,
        bullets: [...bullets, ...standIns].slice(0, MAX_BULLETS),
        method: "model",
      },
      items: all.length,
      replaced,
    };
  }
}

type Asked =
  | { answer: ModelAnswer; problem?: undefined; tokens: number }
  | { answer?: undefined; problem: string; tokens: number };
type Settled =
  | Omit<Extract<ModelOutcome, { kind: "written" }>, "tokens">
  | Omit<Extract<ModelOutcome, { kind: "offline" }>, "tokens">;

function items(answer: ModelAnswer): (GatedItem & { limit: number })[] {
  const headline = answer.headline === null ? [] : [{ ...answer.headline, limit: MAX_HEADLINE }];
  return [...headline, ...answer.bullets.map((bullet) => ({ ...bullet, limit: MAX_BULLET }))];
}

export type ModelSummarizer = ReturnType<typeof createModelSummarizer>;
