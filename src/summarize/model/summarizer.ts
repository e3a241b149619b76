import type { Keyv } from "keyv";
import type { ChatCompletionMessageParam } from "openai/resources";
import type { Block, Instant } from "../../news/article.js";
import type { Bullet, Summary } from "../../news/summary.js";
import type { Gate, GatedArticle } from "../gate/gate.js";
import { type ModelAnswer, readAnswer } from "./answer.js";
import type { AskModel } from "./ask.js";
import type { Breaker } from "./breaker.js";
import { estimateTokens, type TokenBudget } from "./budget.js";
import { numberSentences, renderNumbered } from "./document.js";
import {
  complaints,
  fitTitle,
  type Judged,
  type Judges,
  judge,
  MAX_BULLETS,
  merge,
  standIns,
} from "./items.js";
import type { Prompt } from "./prompt.js";

export interface ModelInput {
  title?: string;
  blocks: Block[];
  publishedAt?: Instant;
  /** Stands in where the model's items do not hold. */
  offline: Summary;
}

/** Why the offline summary stays. */
export type OfflineCause = "refused" | "failed" | "capped" | "insufficient" | "flagged";

export type ModelOutcome =
  /** `items` = kept + repaired + replaced. */
  | ({ kind: "written"; summary: Summary; repaired: number; replaced: number } & Counted)
  | ({ kind: "offline"; cause: OfflineCause; reason: string } & Counted);

interface Counted {
  /** What the model wrote: headline and bullets. */
  items: number;
  /** Used for this outcome; an estimate where the server does not count. */
  tokens: number;
  /** No call was made: the same text had been asked about before. */
  cached: boolean;
}

export interface ModelParts extends Judges {
  ask: AskModel;
  prompt: Prompt;
  repair: Prompt;
  /** Part of the cache key. */
  model: string;
  cache: Keyv<ModelOutcome>;
  budget: TokenBudget;
  breaker: Breaker;
  answerTokens: number;
  /** Hash of a text, short. */
  digest(text: string): string;
}

/** Raised when the shape of what is cached changes. */
const CACHE_SHAPE = 2;

type Asked =
  | { answer: ModelAnswer; tokens: number }
  | { answer?: undefined; cause: OfflineCause; problem: string; tokens: number };

/** An article's summary by a model: asked once, checked, asked once more for what failed, then mended offline. */
export function createModelSummarizer(parts: ModelParts) {
  const { cache, budget, breaker } = parts;

  async function ask(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Asked> {
    if (!breaker.admits()) return { cause: "failed", problem: "the model's server is failing", tokens: 0 };
    const estimate = estimateTokens(JSON.stringify(messages), parts.answerTokens);
    const reserved = await budget.take(estimate);
    if (reserved === undefined) {
      breaker.dropped();
      return { cause: "capped", problem: "the daily token cap is reached", tokens: 0 };
    }
    const reply = await parts.ask(messages, signal).catch(async (aborted: unknown) => {
      breaker.dropped();
      throw aborted;
    });
    if (reply.kind === "failed") {
      const tokens = reply.spent ? estimate : 0;
      await reserved.settle(tokens);
      breaker.failed(reply.retryAfterMs);
      return { cause: "failed", problem: reply.reason, tokens };
    }
    const tokens = reply.tokens ?? estimate;
    await reserved.settle(tokens);
    breaker.succeeded();
    if (reply.kind === "declined") return { cause: "refused", problem: reply.reason, tokens };
    const answer = readAnswer(reply.content);
    if (answer !== undefined) return { answer, tokens };
    return { cause: "refused", problem: "the answer is not of the asked-for shape", tokens };
  }

  return async function summarize(input: ModelInput, signal: AbortSignal): Promise<ModelOutcome> {
    const sentences = numberSentences(input.title, input.blocks);
    const article = { sentences, publishedAt: input.publishedAt };
    const numbered = renderNumbered(sentences, parts.findInstruction);
    const versions = `${CACHE_SHAPE}.${parts.prompt.version}.${parts.repair.version}`;
    const key = parts.digest(JSON.stringify([parts.model, versions, numbered, input.publishedAt]));
    const cached = await cache.get(key);
    if (cached !== undefined) return { ...cached, tokens: 0, cached: true };

    const messages: ChatCompletionMessageParam[] = [
      { role: "system", content: parts.prompt.text },
      { role: "user", content: numbered },
    ];
    const first = await ask(messages, signal);
    if (first.answer === undefined) return offline(first.cause, first.problem, 0, first.tokens);
    const judged = judge(first.answer, parts, article);
    const wrong = first.answer.insufficient ? [] : complaints(judged);
    const second =
      wrong.length === 0 ? undefined : await ask([...messages, ...repair(first.answer, wrong)], signal);
    const mended = second?.answer && judge(second.answer, parts, article);
    const tokens = first.tokens + (second?.tokens ?? 0);
    const outcome = first.answer.insufficient
      ? offline("insufficient", "the model found too little to say", 0, tokens)
      : { ...settle(merge(judged, mended), judged, input, article, parts.gate), tokens };
    await cache.set(key, outcome);
    return outcome;
  };

  function repair(answer: ModelAnswer, wrong: string[]): ChatCompletionMessageParam[] {
    return [
      { role: "assistant", content: JSON.stringify(answer) },
      { role: "user", content: `${parts.repair.text}\n${wrong.join("\n")}` },
    ];
  }
}

/** Every item that does not hold goes: a bullet for an offline one, the headline for the title. */
function settle(
  { kept, repaired }: ReturnType<typeof merge>,
  asked: Judged,
  { title, offline: standIn }: ModelInput,
  article: GatedArticle,
  gate: Gate,
): ModelOutcome {
  const items = asked.bullets.length + (asked.headline ? 1 : 0);
  if (kept.bullets.length === 0) return offline("flagged", "no item passed the gate", items, 0);
  const bullets: Bullet[] = kept.bullets.map(({ text, quote = "" }) => ({ text, quote }));
  const gaps = asked.bullets.length - bullets.length;
  const others = gaps === 0 ? [] : standIns(standIn.bullets, bullets, gate, article).slice(0, gaps);
  const headline = kept.headline?.text ?? (title && fitTitle(title)) ?? standIn.headline;
  return {
    kind: "written",
    summary: {
      headline: headline || standIn.headline,
      bullets: [...bullets, ...others].slice(0, MAX_BULLETS),
      method: "model",
    },
    items,
    repaired,
    replaced: gaps + (asked.headline && !kept.headline ? 1 : 0),
    tokens: 0,
    cached: false,
  };
}

function offline(cause: OfflineCause, reason: string, items: number, tokens: number): ModelOutcome {
  return { kind: "offline", cause, reason, items, tokens, cached: false };
}

export type ModelSummarizer = ReturnType<typeof createModelSummarizer>;
