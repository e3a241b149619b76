import OpenAI, { APIConnectionError, APIError } from "openai";
import type { ChatCompletionMessageParam } from "openai/resources";
import { z } from "zod";
import type { Clock } from "../../lib/clock.js";
import { withDeadline } from "../../lib/deadline.js";
import { retryAfterMs } from "../../lib/retry-after.js";
import type { Wait } from "../../lib/wait.js";
import { createManners } from "./formats.js";

export type Reply =
  /** `tokens` undefined: the server did not count them. */
  | { kind: "answer"; content: string; tokens?: number }
  /** The server will not do it: a refusal, or an answer cut off by its length. */
  | { kind: "declined"; reason: string; tokens?: number }
  /** `spent`: the server may have worked before it failed. */
  | { kind: "failed"; reason: string; retryAfterMs?: number; spent: boolean };

export interface ServerOptions {
  apiKey: string;
  /** Undefined: OpenAI's own. */
  baseUrl?: string;
  model: string;
  /** For the whole call, a second try and the body included: the client's own timeout ends with the headers. */
  deadlineMs: number;
  answerTokens: number;
  clock: Clock;
  wait: Wait;
}

/** Before a second try where the server does not say how long. */
const PAUSE_MS = 500;
/** A longer wish is left to the breaker: nobody holds a call for it. */
const LONGEST_WAIT_MS = 10_000;

/** What is read of a completion; servers leave out or null much that the protocol promises. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.unknown(), refusal: z.unknown() }).nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ total_tokens: z.number().int().positive().nullish() }).nullish().catch(undefined),
});

/** One model on one OpenAI-compatible server. Never throws, but for a caller's abort. */
export function createModelServer(options: ServerOptions) {
  const { apiKey, model, deadlineMs, clock, wait } = options;
  const client = new OpenAI({ apiKey, baseURL: options.baseUrl, maxRetries: 0, logLevel: "off" });
  const beginManner = createManners(options.answerTokens);

  async function tryOnce(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Reply> {
    const manner = beginManner();
    for (;;) {
      try {
        const request = client.chat.completions.create({ model, messages, ...manner.parts() }, { signal });
        const answer = await unlessAborted(request, signal);
        manner.answered();
        return readCompletion(answer);
      } catch (error) {
        const status = error instanceof APIError ? error.status : undefined;
        if (signal.aborted || !manner.stepDown(status, String(error))) throw error;
      }
    }
  }

  async function askWithin(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Reply> {
    try {
      return await tryOnce(messages, signal);
    } catch (error) {
      const pause = pauseBeforeRetry(error, clock.now());
      if (pause === undefined || signal.aborted) throw error;
      await wait(pause, signal);
      if (signal.aborted) throw error;
      return await tryOnce(messages, signal);
    }
  }

  return async function ask(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Reply> {
    return withDeadline(deadlineMs, signal, async (within) => {
      try {
        return await askWithin(messages, within);
      } catch (error) {
        signal.throwIfAborted();
        if (within.aborted) {
          return { kind: "failed", reason: `no answer within ${deadlineMs / 1000} s`, spent: true };
        }
        return failure(error, apiKey, clock.now());
      }
    });
  };
}

export type AskModel = ReturnType<typeof createModelServer>;

/** A body that trickles on may keep the client waiting after its signal; the call ends all the same. */
async function unlessAborted<T>(request: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([request, aborted]);
  } finally {
    if (abort) signal.removeEventListener("abort", abort);
  }
}

function readCompletion(answer: unknown): Reply {
  const read = completion.safeParse(answer).data;
  const tokens = read?.usage?.total_tokens ?? undefined;
  const choice = read?.choices?.[0];
  const content = choice?.message?.content;
  if (choice?.message?.refusal || typeof content !== "string" || content.trim() === "") {
    return { kind: "declined", reason: "the model gave no answer", tokens };
  }
  if (choice?.finish_reason === "length") {
    return { kind: "declined", reason: "the answer was cut off", tokens };
  }
  return { kind: "answer", content, tokens };
}

/** Undefined where a second try is of no use, or would have to wait too long. */
function pauseBeforeRetry(error: unknown, now: number): number | undefined {
  if (error instanceof APIConnectionError) return PAUSE_MS;
  if (!(error instanceof APIError) || error.status === undefined) return undefined;
  if (error.status !== 429 && error.status < 500) return undefined;
  const wish = retryAfterMs(error.headers?.get("retry-after"), now);
  if (wish === undefined) return error.status === 429 ? undefined : PAUSE_MS;
  return wish <= LONGEST_WAIT_MS ? wish : undefined;
}

function failure(error: unknown, apiKey: string, now: number): Reply {
  const said = error instanceof Error ? error.message : String(error);
  const header = error instanceof APIError ? error.headers?.get("retry-after") : undefined;
  // A refused call has cost nothing; one that broke in the middle may have.
  const spent = !(error instanceof APIError) || error instanceof APIConnectionError;
  return { kind: "failed", reason: withoutKey(said, apiKey), retryAfterMs: retryAfterMs(header, now), spent };
}

/** Servers repeat a wrong key in their answers, whole or in part. */
function withoutKey(text: string, apiKey: string): string {
  const hidden = apiKey === "" ? text : text.replaceAll(apiKey, "[key]");
  return hidden.replace(/\bsk-[\w*.-]+/g, "[key]").replace(/Bearer\s+\S+/gi, "Bearer [key]");
}
