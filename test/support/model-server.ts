import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server got it. */
export interface ModelRequest {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: { type: string };
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
}

/** How one request is served. */
export type Turn =
  | { kind: "content"; content: string | null; finish?: string; usage?: number | null }
  /** Any status and body, as they stand. */
  | { kind: "raw"; status: number; body: string; headers?: Record<string, string>; type?: string }
  /** Headers at once, then nothing, or a character now and then, until the caller hangs up. */
  | { kind: "stall"; trickle?: boolean }
  | { kind: "cut" };

export const says = (answer: unknown): Turn => ({ kind: "content", content: JSON.stringify(answer) });

export const refuses = (status: number, message: string, headers: Record<string, string> = {}): Turn => ({
  kind: "raw",
  status,
  headers,
  body: JSON.stringify({ error: { message, type: "invalid_request_error" } }),
});

/** An OpenAI-compatible server on loopback that refuses what it does not know, as a small server would. */
export class ModelServer {
  readonly requests: ModelRequest[] = [];
  /** Formats that it knows; "text" is always known. */
  formats = new Set(["json_schema", "json_object"]);
  /** Parts of a request that it refuses by name. */
  refusedParts = new Set<keyof ModelRequest>();
  /** What a refusal of a format says. */
  formatRefusal = refuses(400, "response_format type is not supported");
  private readonly turns: Turn[] = [];
  private always: (request: ModelRequest) => Turn = () => refuses(500, "nothing was prepared");
  private hungUp: () => void = () => {};

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelServer> {
    const server = createServer((request, response) => void api.serve(request, response));
    const api = new ModelServer(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  get baseUrl(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  /** The next requests in turn; after them `answers`. */
  next(...turns: Turn[]): void {
    this.turns.push(...turns);
  }

  answers(by: Turn | ((request: ModelRequest) => Turn)): void {
    this.always = typeof by === "function" ? by : () => by;
  }

  /** Resolves when a caller hangs up on a stalled answer. */
  readonly callerLeft = new Promise<void>((resolve) => {
    this.hungUp = resolve;
  });

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body: ModelRequest = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    this.requests.push(body);
    if (request.url !== "/v1/chat/completions") return this.send(response, refuses(404, "no such path"));
    const part = [...this.refusedParts].find((name) => body[name] !== undefined);
    if (part !== undefined) return this.send(response, refuses(400, `Unsupported parameter: '${part}'`));
    const format = body.response_format?.type;
    if (format !== undefined && !this.formats.has(format)) return this.send(response, this.formatRefusal);
    return this.send(response, this.turns.shift() ?? this.always(body));
  }

  private send(response: ServerResponse, turn: Turn): void {
    if (turn.kind === "cut") {
      response.destroy();
      return;
    }
    if (turn.kind === "raw") {
      response.writeHead(turn.status, { "content-type": turn.type ?? "application/json", ...turn.headers });
      response.end(turn.body);
      return;
    }
    response.writeHead(200, { "content-type": "application/json" });
    if (turn.kind === "stall") {
      response.flushHeaders();
      const trickle = turn.trickle ? setInterval(() => response.write(" "), 5) : undefined;
      response.on("close", () => {
        clearInterval(trickle);
        this.hungUp();
      });
      return;
    }
    const { content, finish = "stop", usage = 100 } = turn;
    const message = { role: "assistant", content, refusal: null };
    const counted = usage === null ? {} : { usage: { total_tokens: usage } };
    response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: finish, message }], ...counted }));
  }
}
