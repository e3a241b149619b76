import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { streamSSE } from "hono/streaming";
import * as z from "zod";
import type { Clock } from "../lib/clock.js";
import { BotApiError } from "./errors.js";
import { localHostsOnly } from "./local-hosts.js";
import { type Language, languageOf } from "./people.js";
import { NoAnswer } from "./questions.js";
import type { LocalTelegram } from "./telegram.js";

/** Plain files, served as they stand in the source folder: the compiled code lies as deep as the source. */
const FOLDER = new URL("../../src/preview/page/", import.meta.url);

/** A list rather than a folder on the web: a path from outside never reaches the disk. */
const FILES = new Set([
  "page.css",
  "conversation.css",
  "composer.css",
  "page.js",
  "service.js",
  "timeline.js",
  "render.js",
  "menu.js",
  "suggest.js",
  "notices.js",
  "words.js",
  "icon.svg",
]);
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const HEARTBEAT_MS = 20_000;

const person = z.number().int();
const said = z.object({ person, text: z.string().max(4096) });
const pressed = z.object({ person, message: z.number().int(), data: z.string() });
const spoken = z.object({ person, language: z.enum(["zh", "en"]) });
const chosen = z.object({ person, result: z.string() });
const asked = z.object({ person, query: z.string().max(256) });

interface PageParts {
  clock: Clock;
  /** Ends the streams of open pages. */
  closing: AbortSignal;
  speak(personId: number, language: Language): Promise<void>;
}

/** The chat page and its own small API. No CORS, JSON bodies only, local hosts only: no other site can press a button. */
export function chatPage(telegram: LocalTelegram, { clock, closing, speak }: PageParts): Hono {
  const app = new Hono();
  app.use(localHostsOnly);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // Spoken over plain HTTP on this machine.
      strictTransportSecurity: false,
      referrerPolicy: "no-referrer",
      xFrameOptions: "DENY",
    }),
  );
  app.use(bodyLimit({ maxSize: 64 * 1024 }));
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-cache");
  });

  app.get("/", async (context) => context.html(await readFile(new URL("index.html", FOLDER), "utf8")));
  app.get("/preview/:file", async (context, next) => {
    const file = context.req.param("file");
    const type = TYPES[extname(file)];
    if (!FILES.has(file) || type === undefined) return next();
    return context.body(await readFile(new URL(file, FOLDER), "utf8"), 200, { "content-type": type });
  });

  app.get("/preview/events", (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, data: unknown) => stream.writeSSE({ event, data: JSON.stringify(data) });
      const stopListening = telegram.chats.listen((event) => {
        void send(event.kind, event.kind === "commands" ? menus(telegram) : event);
      });
      await send("snapshot", snapshot(telegram, clock));
      const heartbeat = setInterval(() => void send("alive", {}), HEARTBEAT_MS);
      await new Promise<void>((resolve) => {
        const end = () => resolve();
        stream.onAbort(() => {
          closing.removeEventListener("abort", end);
          end();
        });
        closing.addEventListener("abort", end, { once: true });
        if (closing.aborted) end();
      });
      clearInterval(heartbeat);
      stopListening();
    }),
  );

  app.post("/preview/say", async (context) => {
    const { person, text } = await body(context, said);
    return context.json(telegram.say(person, text));
  });
  app.post("/preview/press", async (context) => {
    const { person, message, data } = await body(context, pressed);
    return context.json(await telegram.press(person, message, data));
  });
  app.post("/preview/language", async (context) => {
    const { person, language } = await body(context, spoken);
    await speak(person, language);
    return context.json(menus(telegram));
  });
  app.post("/preview/inline", async (context) => {
    const { person, query } = await body(context, asked);
    const { results } = await telegram.inline(person, query);
    return context.json(results.map(({ id, title = "", description = "" }) => ({ id, title, description })));
  });
  app.post("/preview/choose", async (context) => {
    const { person, result } = await body(context, chosen);
    return context.json(telegram.choose(person, result));
  });

  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof BotApiError) return context.json({ error: error.description }, 400);
    if (error instanceof NoAnswer) return context.json({ error: "no answer" }, 504);
    if (error instanceof RangeError || error instanceof z.ZodError) {
      return context.json({ error: error.message }, 400);
    }
    return context.json({ error: "internal" }, 500);
  });
  return app;
}

/** Only JSON, which another site's form cannot send. Throws HTTPException or ZodError. */
async function body<T extends z.ZodType>(context: Context, schema: T): Promise<z.infer<T>> {
  if (!/^application\/json\b/i.test(context.req.header("content-type") ?? ""))
    throw new HTTPException(415, { message: "JSON only" });
  const json: unknown = await context.req.json().catch(() => undefined);
  return schema.parse(json);
}

function snapshot(telegram: LocalTelegram, clock: Clock) {
  return {
    now: clock.now(),
    bot: telegram.me,
    people: Object.entries(telegram.people).map(([role, person]) => ({
      role,
      id: person.id,
      name: person.first_name,
      language: languageOf(person),
      messages: telegram.chats.messages(person.id),
    })),
    menus: menus(telegram),
  };
}

/** Commands by person. */
function menus(telegram: LocalTelegram) {
  return Object.fromEntries(
    Object.values(telegram.people).map((person) => [person.id, telegram.menus.seenBy(person)]),
  );
}
