import { isIP } from "node:net";
import { createMiddleware } from "hono/factory";

/**
 * Against DNS rebinding: a page of another site can make its own name point here, and then its browser sends that name
 * as Host. An address cannot be made to point elsewhere, so addresses and localhost are all that is served.
 */
export const localHostsOnly = createMiddleware(async (context, next) => {
  const host = context.req.header("host") ?? "";
  if (!isLocalHost(host)) {
    return context.text("Open this page by its address, e.g. http://127.0.0.1:8787.", 421);
  }
  const origin = context.req.header("origin");
  if (origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host)) {
    return context.text("Only this page itself may ask.", 403);
  }
  await next();
});

function isLocalHost(host: string): boolean {
  const name = host
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
  return name === "localhost" || name.endsWith(".localhost") || isIP(name) !== 0;
}
