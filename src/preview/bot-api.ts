import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { BotApiError } from "./errors.js";
import { botMethods } from "./methods.js";
import { readParameters } from "./parameters.js";
import type { LocalTelegram } from "./telegram.js";

export interface BotCall {
  method: string;
  parameters: Record<string, unknown>;
}

/** Answers a call in Telegram's stead, e.g. with a 502 page or never; undefined lets the call through. */
export type Intercept = (call: BotCall) => Response | undefined | Promise<Response | undefined>;

/** `/bot<token>/<method>`, as api.telegram.org answers it. */
export function botApi(telegram: LocalTelegram, token: string, intercept: Intercept): Hono {
  const methods = botMethods(telegram);
  const app = new Hono();
  const tooLarge = () => failure(new BotApiError(413, "Request Entity Too Large"));
  app.use(bodyLimit({ maxSize: 1024 * 1024, onError: tooLarge }));

  app.on(["GET", "POST"], "/:bot{bot[^/]+}/:method", async (context) => {
    if (context.req.param("bot") !== `bot${token}`) throw new BotApiError(401, "Unauthorized");
    const method = context.req.param("method");
    const parameters = await readParameters(context.req.raw);
    const instead = await intercept({ method, parameters });
    if (instead) return instead;
    const run = methods.get(method.toLowerCase());
    if (!run) throw new BotApiError(404, "Not Found");
    return context.json({ ok: true, result: await run(parameters, context.req.raw.signal) });
  });

  app.notFound(() => failure(new BotApiError(404, "Not Found")));
  app.onError((error) =>
    failure(error instanceof BotApiError ? error : new BotApiError(500, "Internal Server Error")),
  );
  return app;
}

function failure({ code, description, parameters }: BotApiError): Response {
  return Response.json(
    { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
    { status: code },
  );
}
