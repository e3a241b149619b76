import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Registry } from "prom-client";
import { type Listening, listen } from "./listen.js";

export interface Health {
  ok: boolean;
  /** One sentence, shown to whoever asks: no addresses, no secrets. */
  detail: string;
}

export interface WebOptions {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Whether the service and its store are well. Not answering in time counts as not well. */
  health(): Promise<Health>;
  metrics: Registry;
  /**
   * Only in webhook mode. The handler checks the secret and the length, and answers; what it throws becomes a 500, and Telegram tries
   * again.
   */
  webhook?: { path: string; handle(request: Request): Promise<Response> };
  /** Only in preview: the chat page. */
  preview?: Hono;
  onError?(error: unknown): void;
  healthDeadlineMs?: number;
}

/** The one HTTP server of the service. Throws CannotListen when the port is taken. */
export async function startWebServer(options: WebOptions): Promise<Listening> {
  const { host, port, metrics, webhook, preview, onError = () => undefined } = options;
  const app = new Hono();

  app.get("/healthz", async (context) => {
    const { ok, detail } = await healthInTime(options, onError);
    return context.json({ ok, detail }, ok ? 200 : 503, { "cache-control": "no-store" });
  });
  app.get("/metrics", async (context) =>
    context.body(await metrics.metrics(), 200, { "content-type": metrics.contentType }),
  );
  if (webhook) {
    app.post(webhook.path, (context) => webhook.handle(context.req.raw));
  }
  if (preview) app.route("/", preview);

  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    onError(error);
    return context.text("Internal Server Error", 500);
  });
  return listen(app.fetch, { host, port });
}

async function healthInTime(
  { health, healthDeadlineMs = 3_000 }: WebOptions,
  onError: (error: unknown) => void,
): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, detail: "The store does not answer in time." }),
      healthDeadlineMs,
    );
  });
  const asked = health().catch((error: unknown) => {
    onError(error);
    return { ok: false, detail: "The store does not answer." };
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
