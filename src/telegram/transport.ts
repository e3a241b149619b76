import { Agent, buildConnector, request } from "undici";
import { answerShape, classify, type Failure } from "./failure.js";
import { Withheld, withheldUnless } from "./withhold.js";

/** No connection came about: not by name, not by TCP, not by TLS. Whatever was to be sent was not sent. */
class NotConnected extends Error {
  override readonly name = "NotConnected";

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

export type Answer = { ok: true; result: unknown } | { ok: false; failure: Failure };

export interface Leave {
  signal: AbortSignal;
  /** Asked right before the request leaves; if false, nothing is sent. */
  allowed?: (() => boolean) | undefined;
}

export interface Transport {
  /** One request. Never throws: every way to fail is an answer. */
  post(method: string, payload: object, leave: Leave): Promise<Answer>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * HTTP to the Bot API. Telegraf's own transport cannot tell a connection that was never made from one that was cut after
 * the message went out, and a digest may be sent again only after the first; here the connector marks its errors.
 */
export function createTransport(options: { token: string; apiRoot: string }): Transport {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  const agent = new Agent({
    connect: (target, done) =>
      connect(target, (...[error, socket]) =>
        error === null ? done(null, socket) : done(new NotConnected(error), null),
      ),
    // Deadlines are the caller's: a long poll is silent for longer than any common timeout.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const root = options.apiRoot.replace(/\/+$/, "");
  const withoutToken = (text: string): string => text.replaceAll(options.token, "[token]");

  const attempt = async (method: string, payload: object, { signal, allowed }: Leave): Promise<Answer> => {
    const response = await request(`${root}/bot${options.token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payload),
      dispatcher: allowed ? agent.compose(withheldUnless(allowed)) : agent,
      signal,
    });
    const text = await response.body.text();
    const answer = answerShape.safeParse(parseJson(text));
    if (!answer.success) {
      const status = response.statusCode;
      return { ok: false, failure: { kind: "uncertain", detail: `${status}, not the Bot API's`, status } };
    }
    return answer.data.ok ? answer.data : { ok: false, failure: classify(answer.data) };
  };

  return {
    async post(method, payload, leave) {
      if (leave.signal.aborted) {
        return { ok: false, failure: { kind: "notReached", detail: "stopped before it was sent" } };
      }
      try {
        return await attempt(method, payload, leave);
      } catch (error) {
        if (error instanceof Withheld) return { ok: false, failure: { kind: "withheld" } };
        const kind = error instanceof NotConnected ? "notReached" : "uncertain";
        return { ok: false, failure: { kind, detail: withoutToken(brief(error)) } };
      }
    },
    close: () => agent.destroy(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function brief(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const source = error instanceof NotConnected && error.cause instanceof Error ? error.cause : error;
  return "code" in source && typeof source.code === "string"
    ? `${source.code} ${source.message}`
    : source.message;
}
