import { z } from "zod";

/**
 * Why a call of the Bot API did not succeed, by what may be done about it. Sending is not idempotent, so the difference
 * between `notReached` (certainly not sent: try again) and `uncertain` (perhaps sent: never again) decides whether a
 * reader gets a message twice.
 */
export type Failure =
  /** The server refused: the same call will be refused again. */
  | { kind: "rejected"; code: number; description: string }
  /** Too many messages, says the server or our own pace; nothing was sent. */
  | { kind: "flood"; retryAfterMs: number }
  /** The chat cannot be written to until its people change something. */
  | { kind: "blocked"; description: string }
  /** There is no such chat (any more). */
  | { kind: "dead"; description: string }
  /** The forum topic was deleted or closed; the rest of the chat is as it was. */
  | { kind: "topicGone"; description: string }
  /** The group became a supergroup with this id; nothing was sent. */
  | { kind: "migrated"; to: number }
  /** No connection was made; nothing was sent. */
  | { kind: "notReached"; detail: string }
  /** Not wanted any more when it was about to leave; nothing was sent. */
  | { kind: "withheld" }
  /** The request left and no readable answer came back; `status` is of the answer that a gateway gave in its place. */
  | { kind: "uncertain"; detail: string; status?: number }
  /** Another program reads this bot's updates, or a webhook is set. */
  | { kind: "conflict"; description: string }
  /** The token is wrong or was revoked. */
  | { kind: "unauthorized" };

/**
 * The only error that a call of the Bot API throws. It has no cause on purpose: causes of network errors hold the
 * address, and the address holds the token.
 */
export class TelegramFailure extends Error {
  override readonly name = "TelegramFailure";

  constructor(
    readonly method: string,
    readonly failure: Failure,
  ) {
    super(`${method}: ${describe(failure)}`);
  }
}

/** How a failure says that nobody can be written to there; undefined where it says nothing of the kind. */
export function closedBy(error: unknown): "blocked" | "dead" | undefined {
  const kind = error instanceof TelegramFailure ? error.failure.kind : undefined;
  return kind === "blocked" || kind === "dead" ? kind : undefined;
}

function describe(failure: Failure): string {
  switch (failure.kind) {
    case "rejected":
      return `refused with ${failure.code} ${failure.description}`;
    case "flood":
      return `too many messages, wait ${Math.ceil(failure.retryAfterMs / 1000)} s`;
    case "blocked":
      return `the chat cannot be written to: ${failure.description}`;
    case "dead":
      return `there is no such chat: ${failure.description}`;
    case "topicGone":
      return `there is no such topic: ${failure.description}`;
    case "migrated":
      return `the group moved to ${failure.to}`;
    case "notReached":
      return `not reached: ${failure.detail}`;
    case "withheld":
      return "not wanted any more";
    case "uncertain":
      return `no readable answer: ${failure.detail}`;
    case "conflict":
      return `conflict: ${failure.description}`;
    case "unauthorized":
      return "the bot's token is not accepted";
  }
}

/** An answer of the Bot API, https://core.telegram.org/bots/api#making-requests. */
export const answerShape = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.number(),
    description: z.string().default(""),
    parameters: z
      .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
      .optional()
      .catch(undefined),
  }),
]);

export type Refusal = Extract<z.infer<typeof answerShape>, { ok: false }>;

/** Refusals with 400 that mean the chat, not the message: writing there again is of no use. */
const CHAT_IS_CLOSED =
  /CHAT_WRITE_FORBIDDEN|not enough rights to send|have no rights to send|need administrator rights|bot is not a member|CHAT_RESTRICTED/i;
/** With 400 or 403: nobody will ever read there. */
const CHAT_IS_DEAD =
  /chat not found|PEER_ID_INVALID|group chat was (?:deactivated|deleted)|user is deactivated/i;

const TOPIC_IS_GONE = /message thread not found|TOPIC_DELETED|TOPIC_CLOSED/i;

const DEFAULT_RETRY_AFTER_S = 5;

/** What a refusal means. A 5xx in JSON is uncertain like one in HTML: a gateway may fail after the message went through. */
export function classify(refusal: Refusal): Failure {
  const { error_code: code, description, parameters } = refusal;
  if (parameters?.migrate_to_chat_id !== undefined) {
    return { kind: "migrated", to: parameters.migrate_to_chat_id };
  }
  if (code === 429) {
    return { kind: "flood", retryAfterMs: (parameters?.retry_after ?? DEFAULT_RETRY_AFTER_S) * 1000 };
  }
  // A token of the wrong shape is answered with a bare 404, an unknown method with "Not Found: method not found".
  if (code === 401 || (code === 404 && description === "Not Found")) return { kind: "unauthorized" };
  if (code === 409) return { kind: "conflict", description };
  if ((code === 400 || code === 403) && CHAT_IS_DEAD.test(description)) return { kind: "dead", description };
  if (code === 403 || (code === 400 && CHAT_IS_CLOSED.test(description)))
    return { kind: "blocked", description };
  if (code === 400 && TOPIC_IS_GONE.test(description)) return { kind: "topicGone", description };
  if (code >= 500) return { kind: "uncertain", detail: `${code} ${description}`, status: code };
  return { kind: "rejected", code, description };
}
