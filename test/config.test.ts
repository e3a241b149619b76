import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "../src/config.js";

const isCronLine = (line: string) => line.split(" ").length === 5;
const read = (env: Record<string, string>) => parseConfig(env, isCronLine);

function problemsOf(env: Record<string, string>): string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("settings", () => {
  it("need nothing to start in preview", () => {
    const config = read({});
    expect(config.telegram).toBeUndefined();
    expect(config.model).toBeUndefined();
    expect(config.databaseUrl).toMatch(/^file:\/.*data\/yinxun\.db$/);
    expect(config.sourcesFile).toMatch(/data\/sources\.json$/);
    expect(config).toMatchObject({
      access: "open",
      ingestCron: "*/5 * * * *",
      defaults: { timezone: "Asia/Shanghai", locale: "zh", digestAt: "08:30" },
      rates: { overall: 28, perChat: 1, perGroup: 18 },
      host: "127.0.0.1",
      port: 8787,
      allowPrivateHosts: false,
    });
  });

  it("are all read", () => {
    const config = read({
      BOT_TOKEN: "123456:abc_DEF-123",
      TELEGRAM_API_ROOT: "http://127.0.0.1:8081/",
      WEBHOOK_URL: "https://bank.example/hook",
      WEBHOOK_SECRET: "s3cret_-",
      ADMIN_IDS: "12, 34",
      ACCESS: "approval",
      DATABASE_URL: "postgres://u:p@db/yinxun",
      OPENAI_API_KEY: "sk-1",
      OPENAI_BASE_URL: "http://localhost:11434/v1",
      OPENAI_MODEL: "qwen",
      LLM_DAILY_TOKENS: "0",
      PAID_BROADCAST: "on",
      PORT: "0",
    });
    expect(config.telegram).toEqual({
      token: "123456:abc_DEF-123",
      apiRoot: "http://127.0.0.1:8081",
      webhook: { url: "https://bank.example/hook", secret: "s3cret_-" },
      paidBroadcast: true,
    });
    expect(config.adminIds).toEqual([12, 34]);
    expect(config.model).toEqual({
      apiKey: "sk-1",
      baseUrl: "http://localhost:11434/v1",
      model: "qwen",
      dailyTokens: 0,
    });
    expect(config.databaseUrl).toBe("postgres://u:p@db/yinxun");
    expect(config.port).toBe(0);
  });

  it("that are wrong are told all at once, each with the way to mend it", () => {
    const problems = problemsOf({
      BOT_TOKEN: "nonsense",
      ADMIN_IDS: "me",
      ACCESS: "everybody",
      DATABASE_URL: "mysql://x",
      OPENAI_API_KEY: "sk-1",
      INGEST_CRON: "often",
      DEFAULT_TIMEZONE: "Mars/Base",
      DEFAULT_DIGEST: "25:00",
      SEND_RATE: "-1",
      PORT: "70000",
      LOG_LEVEL: "loud",
      PAID_BROADCAST: "maybe",
      WEBHOOK_SECRET: "alone",
    });
    const named = problems.map((problem) => problem.split(" ")[0]).sort();
    expect(named).toEqual(
      [
        "ACCESS",
        "ADMIN_IDS",
        "BOT_TOKEN",
        "DATABASE_URL",
        "DEFAULT_DIGEST",
        "DEFAULT_TIMEZONE",
        "INGEST_CRON",
        "LOG_LEVEL",
        "OPENAI_MODEL",
        "PAID_BROADCAST",
        "PORT",
        "SEND_RATE",
        "WEBHOOK_URL",
      ].sort(),
    );
    for (const problem of problems) expect(problem).toMatch(/: .*\.$/);
  });

  it("never repeat a secret in a problem", () => {
    const problems = problemsOf({ BOT_TOKEN: "hush hush", DATABASE_URL: "mysql://u:hush@db/x" }).join("\n");
    expect(problems).not.toContain("hush");
  });

  it("ask for an admin where newcomers are to be approved", () => {
    expect(problemsOf({ BOT_TOKEN: "1:abc", ACCESS: "approval" })[0]).toMatch(/^ADMIN_IDS is missing/);
  });

  it("count an empty value as absent, as .env.example leaves them", () => {
    expect(read({ BOT_TOKEN: "", PORT: " ", ADMIN_IDS: "" })).toEqual(read({}));
  });
});
