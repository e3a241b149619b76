import { describe, expect, it } from "vitest";
import { createLog } from "../../src/lib/log.js";

const TOKEN = "7123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

function logged(write: (log: ReturnType<typeof createLog>) => void, secrets: string[] = []): string {
  const lines: string[] = [];
  write(createLog("info", secrets, { write: (line) => void lines.push(line) }));
  return lines.join("");
}

describe("the log", () => {
  it("holds no token of any bot, wherever it stands", () => {
    const cause = new Error(`invalid json at https://api.telegram.org/bot${TOKEN}/getMe`);
    const text = logged((log) => {
      log.error({ err: new Error("call failed", { cause }), deep: { url: `/bot${TOKEN}/x` } }, TOKEN);
    });
    expect(text).toContain("call failed");
    expect(text).not.toContain("AAHdqTcv");
  });

  it("holds no exact secret, also not encoded in an address", () => {
    const secret = "p@ss/word+1";
    const text = logged((log) => log.info({ a: secret, b: encodeURIComponent(secret) }), [secret]);
    expect(text).not.toContain("word");
  });

  it("holds no key and no password of an address", () => {
    const text = logged((log) =>
      log.info(
        "Authorization: Bearer abc.def-ghi and sk-proj-abcdefghijklmn at postgres://yinxun:hunter22@db/x",
      ),
    );
    expect(text).not.toMatch(/abc\.def|abcdefghijklmn|hunter22/);
    expect(text).toContain("postgres://yinxun:[password]@db/x");
  });

  it("stays JSON, a line each", () => {
    const line = logged((log) => log.info({ token: TOKEN }, "started")).trim();
    expect(JSON.parse(line)).toMatchObject({ msg: "started", token: "[token]" });
  });
});
