import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";

export interface Listening {
  /** Where a browser on this machine finds it, e.g. `http://127.0.0.1:8787`; no slash at the end. */
  url: string;
  port: number;
  /**
   * Takes no new connections, ends streams of events, lets answers under way finish, and cuts what is still open after
   * `graceMs`.
   */
  stop(graceMs?: number): Promise<void>;
}

export class CannotListen extends Error {
  override name = "CannotListen";
}

/** Port 0 takes any free one. Throws CannotListen with a sentence for the operator. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer(
    // A slow sender may not hold a connection for ever; streams of answers are not affected.
    { requestTimeout: 30_000, headersTimeout: 10_000 },
    getRequestListener(fetch, { overrideGlobalObjects: false }),
  );
  const streams = eventStreams(server);
  await bind(server, host, port);
  const actual = portOf(server.address());
  return {
    url: `http://${inUrl(host)}:${actual}`,
    port: actual,
    stop: (graceMs = 2_000) => stop(server, streams, graceMs),
  };
}

/** The open streams of events: they never end by themselves, so a stop need not wait for them. */
function eventStreams(server: Server): Set<ServerResponse> {
  const streams = new Set<ServerResponse>();
  server.on("request", ({ headers }, response) => {
    if (headers.accept !== "text/event-stream") return;
    streams.add(response);
    response.once("close", () => streams.delete(response));
  });
  return streams;
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) =>
      reject(new CannotListen(explain(cause, host, port), { cause }));
    server.once("error", fail);
    server.listen(port, host, () => {
      server.removeListener("error", fail);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is already in use. Set PORT to another one, or PORT=0 for any free one.`;
    case "EACCES":
      return `Port ${port} on ${host} may not be opened by this user. Set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.`;
    default:
      return `Cannot listen on ${host}:${port}: ${error.message}`;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new CannotListen("The server has no port.");
  return address.port;
}

/** A wildcard address is none that a browser can open. */
function inUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function stop(server: Server, streams: Set<ServerResponse>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
    for (const stream of streams) stream.destroy();
  });
}
