import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isZone } from "./lib/zone.js";
import type { Locale } from "./news/subscriber.js";

/** The project's folder, where data/ and prompts/ are, both from src/ and from dist/. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface TelegramConfig {
  token: string;
  /** Undefined: Telegram's own server. */
  apiRoot?: string;
  /** Undefined: long polling. */
  webhook?: { url: string; secret: string };
  paidBroadcast: boolean;
}

export interface ModelConfig {
  apiKey: string;
  baseUrl?: string;
  model: string;
  dailyTokens: number;
}

export interface Config {
  /** Undefined: preview. */
  telegram?: TelegramConfig;
  adminIds: number[];
  access: "open" | "approval" | "invite";
  /** `file:<absolute path>` or `postgres://…`. */
  databaseUrl: string;
  /** Absolute path. */
  sourcesFile: string;
  /** The operator's own RSSHub, which `${RSSHUB_URL}` in the list of sources stands for. */
  rsshubUrl?: string;
  /** Undefined: offline summaries. */
  model?: ModelConfig;
  ingestCron: string;
  defaults: { timezone: string; locale: Locale; digestAt: string };
  /** Messages a second overall, a second per chat, a minute per group. */
  rates: { overall: number; perChat: number; perGroup: number };
  allowPrivateHosts: boolean;
  host: string;
  port: number;
  logLevel: string;
}

/** Everything that is wrong with the settings, a line each, with the way to mend it. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `These settings need mending (.env or the environment):\n${problems.map((line) => `  - ${line}`).join("\n")}`,
    );
    this.name = "ConfigError";
  }
}

type Env = Record<string, string | undefined>;

/** Reads settings and collects what is wrong with them; an empty value counts as absent. */
class Settings {
  readonly problems: string[] = [];

  constructor(private readonly env: Env) {}

  text(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === "" ? undefined : value;
  }

  problem(name: string, mend: string): void {
    const value = this.text(name);
    const shown =
      value === undefined
        ? "is missing"
        : SECRET.test(name)
          ? "is set wrongly"
          : `is ${JSON.stringify(value)}`;
    this.problems.push(`${name} ${shown}: ${mend}`);
  }

  check(name: string, fallback: string, valid: (value: string) => boolean, mend: string): string {
    const value = this.text(name) ?? fallback;
    if (!valid(value)) this.problem(name, mend);
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = this.text(name) ?? fallback;
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) this.problem(name, `use one of ${values.join(", ")}.`);
    return found ?? fallback;
  }

  number(name: string, fallback: number, range: { min: number; max: number; whole?: boolean }): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    const fits = value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value));
    if (!fits)
      this.problem(name, `use a ${range.whole ? "whole " : ""}number from ${range.min} to ${range.max}.`);
    return fits ? value : fallback;
  }

  flag(name: string): boolean {
    const value = (this.text(name) ?? "off").toLowerCase();
    if (!["on", "off", "1", "0", "true", "false", "yes", "no"].includes(value))
      this.problem(name, "use on or off.");
    return ["on", "1", "true", "yes"].includes(value);
  }

  url(name: string, schemes: string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!URL.canParse(text) || !schemes.includes(new URL(text).protocol)) {
      this.problem(name, `use a full address that begins with ${schemes.map((s) => `${s}//`).join(" or ")}.`);
    }
    return text.replace(/\/+$/, "");
  }
}

const SECRET = /TOKEN|KEY|SECRET|DATABASE_URL/;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const BOT_TOKEN = /^\d+:[\w-]+$/;
/** As setWebhook demands it. */
const WEBHOOK_SECRET = /^[\w-]{1,256}$/;

/** Settings as in the table of the README. Throws a ConfigError that names every problem at once. */
export function parseConfig(env: Env, isCronLine: (line: string) => boolean): Config {
  const settings = new Settings(env);
  const config: Config = {
    telegram: telegram(settings),
    adminIds: adminIds(settings),
    access: settings.oneOf("ACCESS", ["open", "approval", "invite"] as const, "open"),
    databaseUrl: databaseUrl(settings),
    sourcesFile: resolve(settings.text("SOURCES_FILE") ?? resolve(ROOT, "data/sources.json")),
    rsshubUrl: settings.url("RSSHUB_URL", ["https:", "http:"]),
    model: model(settings),
    ingestCron: settings.check(
      "INGEST_CRON",
      "*/5 * * * *",
      isCronLine,
      "use a cron line such as */5 * * * * (minute hour day month weekday).",
    ),
    defaults: {
      timezone: settings.check(
        "DEFAULT_TIMEZONE",
        "Asia/Shanghai",
        isZone,
        "use an IANA name such as Asia/Shanghai.",
      ),
      locale: settings.oneOf("DEFAULT_LOCALE", ["zh", "en"] as const, "zh"),
      digestAt: settings.check(
        "DEFAULT_DIGEST",
        "08:30",
        (time) => TIME_OF_DAY.test(time),
        "use HH:MM, 00:00 to 23:59.",
      ),
    },
    rates: {
      overall: settings.number("SEND_RATE", 28, { min: 0.01, max: 10_000 }),
      perChat: settings.number("SEND_RATE_CHAT", 1, { min: 0.01, max: 1_000 }),
      perGroup: settings.number("SEND_RATE_GROUP", 18, { min: 0.01, max: 1_000 }),
    },
    allowPrivateHosts: settings.flag("ALLOW_PRIVATE_HOSTS"),
    host: settings.text("HOST") ?? "127.0.0.1",
    port: settings.number("PORT", 8787, { min: 0, max: 65_535, whole: true }),
    logLevel: settings.oneOf(
      "LOG_LEVEL",
      ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const,
      "info",
    ),
  };
  if (config.access === "approval" && config.telegram !== undefined && config.adminIds.length === 0) {
    settings.problem(
      "ADMIN_IDS",
      "ACCESS=approval needs an admin who approves; put your numeric Telegram id here.",
    );
  }
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);
  return config;
}

function telegram(settings: Settings): TelegramConfig | undefined {
  const token = settings.text("BOT_TOKEN");
  const apiRoot = settings.url("TELEGRAM_API_ROOT", ["https:", "http:"]);
  const url = settings.url("WEBHOOK_URL", ["https:", "http:"]);
  const secret = settings.text("WEBHOOK_SECRET");
  const paidBroadcast = settings.flag("PAID_BROADCAST");
  if (url !== undefined && (secret === undefined || !WEBHOOK_SECRET.test(secret))) {
    settings.problem(
      "WEBHOOK_SECRET",
      "WEBHOOK_URL needs a secret of 1 to 256 letters, digits, _ or -, best 32 random ones.",
    );
  }
  if (url === undefined && secret !== undefined) {
    settings.problem(
      "WEBHOOK_URL",
      "WEBHOOK_SECRET is set, so set the public address too, or remove the secret.",
    );
  }
  if (token === undefined) {
    if (url !== undefined) settings.problem("BOT_TOKEN", "a webhook needs the bot's token from @BotFather.");
    return undefined;
  }
  if (!BOT_TOKEN.test(token)) {
    settings.problem(
      "BOT_TOKEN",
      "a token from @BotFather looks like 123456789:AAH…; remove it to start in preview.",
    );
  }
  return { token, apiRoot, paidBroadcast, webhook: url && secret ? { url, secret } : undefined };
}

function adminIds(settings: Settings): number[] {
  const ids = (settings.text("ADMIN_IDS") ?? "").split(/[,\s]+/).filter((id) => id !== "");
  if (!ids.every((id) => /^\d{1,16}$/.test(id))) {
    settings.problem(
      "ADMIN_IDS",
      "use numeric Telegram user ids, separated by commas; @userinfobot tells yours.",
    );
    return [];
  }
  return ids.map(Number);
}

function databaseUrl(settings: Settings): string {
  const value = settings.text("DATABASE_URL");
  if (value === undefined) return `file:${resolve(ROOT, "data/yinxun.db")}`;
  if (value.startsWith("file:"))
    return `file:${resolve(value.slice("file:".length).replace(/^\/\/(?=\/)/, ""))}`;
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) {
    settings.problem("DATABASE_URL", "use file:data/yinxun.db or postgres://user:password@host/database.");
  }
  return value;
}

function model(settings: Settings): ModelConfig | undefined {
  const baseUrl = settings.url("OPENAI_BASE_URL", ["https:", "http:"]);
  const dailyTokens = settings.number("LLM_DAILY_TOKENS", 500_000, { min: 0, max: 1e12, whole: true });
  const apiKey = settings.text("OPENAI_API_KEY");
  if (apiKey === undefined) return undefined;
  const name = settings.text("OPENAI_MODEL");
  if (name === undefined)
    settings.problem("OPENAI_MODEL", "OPENAI_API_KEY is set, so name the model to ask.");
  return { apiKey, baseUrl, model: name ?? "", dailyTokens };
}
