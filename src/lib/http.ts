import { isIP } from "node:net";
import { Agent, request } from "undici";
import type { Clock } from "./clock.js";
import { MINUTE } from "./duration.js";
import { errorMessage } from "./error-message.js";
import { AddressRefused, checkAddress, guardedLookup, type Lookup } from "./http-address.js";
import { BodyTooLarge, readBody } from "./http-body.js";
import { createTurns } from "./http-turns.js";
import { retryAfterMs } from "./retry-after.js";

/** What a server gave to ask by, next time, whether a page changed. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/**
 * fetched: a page. unchanged: the validators still hold. gone: 404 or 410. refused: this service will not call there, or
 * not take what comes; trying again is of no use. failed: try again, not before `retryAt` (milliseconds since 1970) if
 * the server named a time, or was silent several times in a row.
 */
export type HttpOutcome =
  | { kind: "fetched"; url: string; body: Uint8Array; contentType?: string; validators: Validators }
  | { kind: "unchanged" }
  | { kind: "gone"; reason: string }
  | { kind: "refused"; reason: string }
  | { kind: "failed"; reason: string; retryAt?: number };

export interface Http {
  /** Throws only what `signal` was aborted with; everything else is an outcome. */
  get(url: string, options?: { validators?: Validators; signal?: AbortSignal }): Promise<HttpOutcome>;
  close(): Promise<void>;
}

export interface HttpOptions {
  clock: Clock;
  /** Loopback and private networks may be called: for sources at home, and for tests. */
  allowPrivate: boolean;
  /** 0 to 1, for the pause between two requests to one host. */
  random(): number;
  /** For each hop of a request, from its turn to the last byte of its body. */
  deadlineMs?: number;
  /** After decompression. */
  maxBytes?: number;
  pauseMs?: { least: number; most: number };
  userAgent?: string;
  lookup?: Lookup;
}

const MOST_REDIRECTS = 5;
const LONGEST_URL = 4_000;
const LONGEST_VALIDATOR = 1_000;
/** A host that let so many requests in a row run into the deadline is not called for this long. */
const SILENT_IN_A_ROW = 3;
const SILENT_PAUSE_MS = 10 * MINUTE;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

type Hop = HttpOutcome | { kind: "redirect"; location: string };

/** A client for pages that others run: polite, and wary of where names and redirects lead. */
export function createHttp(options: HttpOptions): Http {
  const { clock, allowPrivate, random } = options;
  const deadlineMs = options.deadlineMs ?? 20_000;
  const maxBytes = options.maxBytes ?? 8 * 1024 * 1024;
  const userAgent = options.userAgent ?? "yinxun/0.1 (self-hosted reader of bank news)";
  const agent = new Agent({
    connect: { lookup: guardedLookup(allowPrivate, options.lookup), timeout: deadlineMs },
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
    keepAliveTimeout: 4_000,
  });
  const inTurn = createTurns(options.pauseMs ?? { least: 300, most: 1_200 }, random);
  /** Hosts that asked to be left alone, or do not answer, until when. */
  const closedUntil = new Map<string, number>();
  /** Deadlines missed since a host's last answer. */
  const silences = new Map<string, number>();

  async function hop(url: URL, validators: Validators, signal: AbortSignal): Promise<Hop> {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        "user-agent": userAgent,
        accept: "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5",
        "accept-encoding": "gzip, deflate, br",
        "accept-language": "zh-CN, zh;q=0.9, en;q=0.5",
        ...(validators.etag === undefined ? {} : { "if-none-match": validators.etag }),
        ...(validators.lastModified === undefined ? {} : { "if-modified-since": validators.lastModified }),
      },
    });
    const header = (name: string): string | undefined => {
      const value = headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    // A body that is not wanted is dropped, and may then complain.
    body.on("error", () => {});
    if (statusCode >= 200 && statusCode < 300) {
      if (Number(header("content-length")) > maxBytes) {
        body.destroy();
        throw new BodyTooLarge(maxBytes);
      }
      return {
        kind: "fetched",
        url: url.href,
        body: await readBody(body, header("content-encoding") ?? "", maxBytes, signal),
        contentType: header("content-type"),
        validators: { etag: validator(header("etag")), lastModified: validator(header("last-modified")) },
      };
    }
    body.destroy();
    const location = header("location");
    if (REDIRECTS.has(statusCode) && location !== undefined) return { kind: "redirect", location };
    const reason = `${url.host} answered ${statusCode}`;
    if (statusCode === 304) return { kind: "unchanged" };
    if (statusCode === 404 || statusCode === 410) return { kind: "gone", reason };
    const now = clock.now();
    const wish = retryAfterMs(header("retry-after"), now);
    const retryAt = wish === undefined ? undefined : now + wish;
    if (retryAt !== undefined) closedUntil.set(url.host, retryAt);
    return { kind: "failed", reason, retryAt };
  }

  /** One hop under its deadline. The caller's abort is thrown, the deadline is an outcome. */
  async function guardedHop(url: URL, validators: Validators, signal: AbortSignal | undefined): Promise<Hop> {
    const until = closedUntil.get(url.host);
    if (until !== undefined && until > clock.now()) {
      return { kind: "failed", reason: `${url.host} is not to be called yet`, retryAt: until };
    }
    closedUntil.delete(url.host);
    signal?.throwIfAborted();
    const controller = new AbortController();
    const abort = (): void => controller.abort(signal?.reason);
    const timer = setTimeout(() => controller.abort(new Error("deadline")), deadlineMs);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      const outcome = await hop(url, validators, controller.signal);
      silences.delete(url.host);
      return outcome;
    } catch (error) {
      signal?.throwIfAborted();
      const reason = errorMessage(error);
      if (error instanceof AddressRefused || error instanceof BodyTooLarge)
        return { kind: "refused", reason };
      if (controller.signal.aborted) {
        const retryAt = notedSilence(url.host);
        return { kind: "failed", reason: `${url.host} did not answer in ${deadlineMs / 1000} s`, retryAt };
      }
      return { kind: "failed", reason: `${url.host}: ${reason}` };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  }

  function notedSilence(host: string): number | undefined {
    const inARow = (silences.get(host) ?? 0) + 1;
    silences.set(host, inARow);
    if (inARow < SILENT_IN_A_ROW) return undefined;
    const until = clock.now() + SILENT_PAUSE_MS;
    closedUntil.set(host, until);
    return until;
  }

  return {
    async get(address, { validators = {}, signal } = {}) {
      let url = readUrl(address, undefined, allowPrivate);
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        if (!(url instanceof URL)) return { kind: "refused", reason: url.problem };
        const target = url;
        const outcome = await inTurn(target.host, signal, () => guardedHop(target, validators, signal));
        if (outcome.kind !== "redirect") return outcome;
        url = readUrl(outcome.location, target, allowPrivate);
      }
      return { kind: "refused", reason: `more than ${MOST_REDIRECTS} redirects` };
    },
    close: () => agent.destroy(),
  };
}

/** Numbers in place of names never reach the lookup, so they are checked here, after the parser undid their disguises. */
function readUrl(address: string, base: URL | undefined, allowPrivate: boolean): URL | { problem: string } {
  if (address.length > LONGEST_URL) return { problem: `an address of more than ${LONGEST_URL} characters` };
  if (!URL.canParse(address, base?.href)) return { problem: "not a web address" };
  const url = new URL(address, base);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return { problem: `${url.protocol} is no web address` };
  if (url.username !== "" || url.password !== "") return { problem: "an address with a password in it" };
  url.hash = "";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  try {
    if (isIP(host) !== 0) checkAddress(host, allowPrivate);
  } catch (error) {
    if (error instanceof AddressRefused) return { problem: error.message };
    throw error;
  }
  return url;
}

function validator(value: string | undefined): string | undefined {
  return value !== undefined && value.length <= LONGEST_VALIDATOR ? value : undefined;
}
