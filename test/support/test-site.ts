import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import {
  postPath,
  renderCategory,
  renderFeed,
  renderHome,
  renderPost,
  type SitePost,
} from "./test-site-pages.js";

export type { SitePost } from "./test-site-pages.js";

/** What a path does in place of, or on top of, serving its page. */
export interface Knob {
  status?: number;
  headers?: { [name: string]: string };
  /** Sent as it stands; the Content-Type of `headers` says what it claims to be. */
  body?: string | Buffer;
  /** Never answers, or stops in the middle of the body. */
  stall?: "headers" | "body";
  /** A small gzip body that unfolds to this many bytes. */
  bombBytes?: number;
  redirect?: string;
}

export interface SeenRequest {
  path: string;
  headers: IncomingHttpHeaders;
}

/** A site on loopback that serves feed, home, categories and posts as the Jekyll site does that is read in real life. */
export interface TestSite {
  /** Without a slash at the end. */
  url: string;
  requests: SeenRequest[];
  /** The most requests that were under way at one time. */
  busiest(): number;
  add(...posts: SitePost[]): void;
  edit(id: string, change: Partial<SitePost>): void;
  /** As the site does with posts older than three days. */
  remove(id: string): void;
  addressOf(id: string): string;
  /** Without a knob, the path is as before. */
  turn(path: string, knob?: Knob): void;
  close(): Promise<void>;
}

export async function openTestSite(): Promise<TestSite> {
  const posts = new Map<string, SitePost>();
  const knobs = new Map<string, Knob>();
  const requests: SeenRequest[] = [];
  let underWay = 0;
  let most = 0;

  const server = createServer((request, response) => {
    const path = decodeURI(request.url ?? "/");
    requests.push({ path, headers: request.headers });
    most = Math.max(most, ++underWay);
    response.on("close", () => underWay--);
    const knob = knobs.get(path);
    if (knob && turned(response, knob)) return;
    const page = pageAt(path, [...posts.values()].sort(newestFirst), url);
    if (page === undefined) return void response.writeHead(404).end("404");
    serve(
      response,
      request.headers,
      page,
      path.endsWith(".xml") ? "application/xml" : "text/html; charset=utf-8",
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;

  function find(id: string): SitePost {
    const post = posts.get(id);
    if (!post) throw new Error(`no post ${id}`);
    return post;
  }

  return {
    url,
    requests,
    busiest: () => most,
    add: (...added) => {
      for (const post of added) posts.set(post.id, post);
    },
    edit: (id, change) => posts.set(id, { ...find(id), ...change }),
    remove: (id) => posts.delete(id),
    addressOf: (id) => `${url}${postPath(find(id))}`,
    turn: (path, knob) => {
      if (knob) knobs.set(path, knob);
      else knobs.delete(path);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function newestFirst(a: SitePost, b: SitePost): number {
  return b.date.localeCompare(a.date) || b.id.localeCompare(a.id);
}

function pageAt(path: string, posts: SitePost[], base: string): string | undefined {
  if (path === "/") return renderHome(posts, base);
  if (path === "/feed.xml") return renderFeed(posts, base);
  const category = /^\/category\/(.+)\.html$/.exec(path)?.[1];
  if (category !== undefined) return renderCategory(category, posts, base);
  const post = posts.find((candidate) => postPath(candidate) === path);
  return post && renderPost(post, base);
}

/** Validators as a static host gives them: both, made of the page itself. */
function serve(response: ServerResponse, asked: IncomingHttpHeaders, page: string, type: string): void {
  const hash = createHash("sha256").update(page).digest("hex");
  const etag = `"${hash.slice(0, 16)}"`;
  const modified = new Date(
    Date.UTC(2022, 5, 2) + Number.parseInt(hash.slice(0, 6), 16) * 1000,
  ).toUTCString();
  const validators = { etag, "last-modified": modified };
  if (
    asked["if-none-match"] === etag ||
    (!asked["if-none-match"] && asked["if-modified-since"] === modified)
  ) {
    response.writeHead(304, validators).end();
    return;
  }
  response
    .writeHead(200, { ...validators, "content-type": type, "content-encoding": "gzip" })
    .end(gzipSync(page));
}

/** Whether the knob answered. */
function turned(response: ServerResponse, knob: Knob): boolean {
  if (knob.stall === "headers") return true;
  if (knob.stall === "body") {
    response.writeHead(200, { "content-type": "text/html", "content-length": "1000" }).write("<p>");
  } else if (knob.redirect !== undefined) {
    response.writeHead(302, { location: knob.redirect }).end();
  } else if (knob.bombBytes !== undefined) {
    response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(knob.bombBytes, 0x61)));
  } else if (knob.body !== undefined || knob.status !== undefined) {
    response.writeHead(knob.status ?? 200, knob.headers).end(knob.body);
  } else {
    return false;
  }
  return true;
}
