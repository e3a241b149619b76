import OpenAI, { APIError, APIUserAbortError } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionMessageParam } from "openai/resources";
import { modelAnswer } from "./answer.js";

export type Reply =
  | { kind: "answer"; content: string; tokens: number }
  /** The server will not do it: a refusal, or an answer cut off by its length. */
  | { kind: "declined"; reason: string; tokens: number }
  | { kind: "failed"; reason: string; retryAfterMs?: number };

export interface ServerOptions {
  apiKey: string;
  /** Undefined: OpenAI's own. */
  baseUrl?: string;
  model: string;
  /** For the whole call, retries and body included: the client's own timeout ends with the headers. */
  deadlineMs: number;
  answerTokens: number;
}

/** From the strictest to what every server takes. */
const FORMATS: ChatCompletionCreateParamsNonStreaming["response_format"][] = [
  zodResponseFormat(modelAnswer, "summary"),
  { type: "json_object" },
  undefined,
];

/** One model on one OpenAI-compatible server. Never throws, but for a caller's abort. */
export function createModelServer({ apiKey, baseUrl, model, deadlineMs, answerTokens }: ServerOptions) {
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 1 });
  let format = 0;

  async function call(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Reply> {
    const completion = await client.chat.completions.create(
      { model, messages, temperature: 0, max_tokens: answerTokens, response_format: FORMATS[format] },
      { signal },
    );
    const choice = completion.choices?.[0];
    const tokens = completion.usage?.total_tokens ?? 0;
    const content = choice?.message?.content;
    if (choice === undefined || choice.message.refusal || typeof content !== "string" || content === "") {
      return { kind: "declined", reason: "the model gave no answer", tokens };
    }
    if (choice.finish_reason === "length")
      return { kind: "declined", reason: "the answer was cut off", tokens };
    return { kind: "answer", content, tokens };
  }

  return async function ask(messages: ChatCompletionMessageParam[], signal: AbortSignal): Promise<Reply> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const either = AbortSignal.any([deadline, signal]);
    for (;;) {
      try {
        return await call(messages, either);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof APIUserAbortError || deadline.aborted) {
          return { kind: "failed", reason: `no answer within ${deadlineMs / 1000} s` };
        }
        const badRequest = error instanceof APIError && (error.status === 400 || error.status === 422);
        if (!badRequest || format === FORMATS.length - 1) return failure(error);
        format++;
      }
    }
  };
}

export type AskModel = ReturnType<typeof createModelServer>;

function failure(error: unknown): Reply {
  const reason = error instanceof Error ? error.message : String(error);
  const header = error instanceof APIError ? error.headers?.get("retry-after") : undefined;
  const seconds = Number(header ?? Number.NaN);
  return { kind: "failed", reason, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined };
}
