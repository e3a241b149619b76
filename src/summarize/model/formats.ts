import { zodResponseFormat } from "openai/helpers/zod";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources";
import { modelAnswer } from "./answer.js";

export type RequestParts = Pick<
  ChatCompletionCreateParamsNonStreaming,
  "response_format" | "max_tokens" | "max_completion_tokens" | "temperature"
>;

/** From the strictest to what every server takes. */
const FORMATS: RequestParts["response_format"][] = [
  zodResponseFormat(modelAnswer, "summary"),
  { type: "json_object" },
  undefined,
];

/** With these a server says that it does not know a part of the request. */
const UNKNOWN_PART = new Set([400, 404, 415, 422, 501]);
/** A server that refused a format so often, whatever it said, does not have it. */
const TIMES = 2;

/** What one server takes; undefined: not known yet. */
interface Manner {
  format: number;
  limit: "max_tokens" | "max_completion_tokens" | "none";
  temperature: boolean;
}

/**
 * Finds out what a server takes. A call steps down from what the server is known to take until it is answered; what
 * then worked is kept when the refusal named the part, or came twice in a row: one odd 400 degrades one call, not all of them.
 */
export function createManners(answerTokens: number) {
  let known: Manner = { format: 0, limit: "max_tokens", temperature: true };
  let refusals = 0;

  return function begin() {
    let manner = known;
    let named = true;
    return {
      parts(): RequestParts {
        return {
          response_format: FORMATS[manner.format],
          ...(manner.limit === "none" ? {} : { [manner.limit]: answerTokens }),
          ...(manner.temperature ? { temperature: 0 } : {}),
        };
      },
      /** Whether there is something left to try after this refusal. */
      stepDown(status: number | undefined, message: string): boolean {
        if (status === undefined || !UNKNOWN_PART.has(status)) return false;
        if (/max_(?:completion_)?tokens/i.test(message) && manner.limit !== "none") {
          manner = { ...manner, limit: manner.limit === "max_tokens" ? "max_completion_tokens" : "none" };
          return true;
        }
        if (/temperature/i.test(message) && manner.temperature) {
          manner = { ...manner, temperature: false };
          return true;
        }
        if (manner.format === FORMATS.length - 1) return false;
        named &&= /response_format|json|schema|format/i.test(message);
        manner = { ...manner, format: manner.format + 1 };
        return true;
      },
      answered(): void {
        if (manner === known) {
          refusals = 0;
          return;
        }
        refusals += 1;
        if (named || refusals >= TIMES) known = manner;
      },
    };
  };
}
