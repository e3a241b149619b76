import { Keyv } from "keyv";
import { expect, it } from "vitest";
import { createCallbackCodec } from "../../src/telegram/callback-data.js";

const codec = createCallbackCodec({ secret: "秘密", keyValues: new Keyv() });
const long = ['bank:工商银行 since:2022-06-01 "养老金融" 个人养老金账户 手机银行', "3"];

it("brings back what was put in", async () => {
  for (const args of [[], ["工商银行"], ["", "2"], long]) {
    expect(await codec.decode(-100123, await codec.encode(-100123, "page", args))).toEqual({
      verb: "page",
      args,
    });
  }
});

it("fits into a button, whatever is put in", async () => {
  for (const args of [["1"], ["中国邮政储蓄银行", "0"], long, ["长".repeat(5000)]]) {
    const data = await codec.encode(-1001234567890, "subscribe", args);
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  }
});

it("is worth nothing in another chat", async () => {
  for (const args of [["1"], long]) {
    expect(await codec.decode(8, await codec.encode(7, "ban", args))).toBeUndefined();
  }
});

it("is worth nothing with any character changed, left out or added", async () => {
  const data = await codec.encode(7, "ban", ["42"]);
  const changed = [...data].map(
    (char, at) => data.slice(0, at) + (char === "A" ? "B" : "A") + data.slice(at + 1),
  );
  for (const forged of [
    ...changed,
    data.slice(1),
    data.slice(0, -1),
    `${data}A`,
    `${data}=`,
    ` ${data}`,
    "",
  ]) {
    expect(await codec.decode(7, forged), forged).toBeUndefined();
  }
});

it("is worth nothing when made with another secret", async () => {
  const other = createCallbackCodec({ secret: "other", keyValues: new Keyv() });
  expect(await codec.decode(7, await other.encode(7, "ban", ["42"]))).toBeUndefined();
});

it("is worth nothing when what it stands for is gone", async () => {
  const keyValues = new Keyv();
  const forgetful = createCallbackCodec({ secret: "秘密", keyValues });
  const data = await forgetful.encode(7, "page", long);
  await keyValues.clear();
  expect(await forgetful.decode(7, data)).toBeUndefined();
});

it("says so when the data cannot be stored", async () => {
  class FullMap extends Map<string, unknown> {
    override set(): this {
      throw new Error("disk full");
    }
  }
  const keyValues = new Keyv({ store: new FullMap() });
  keyValues.on("error", () => {});
  const full = createCallbackCodec({ secret: "秘密", keyValues });
  await expect(full.encode(7, "page", long)).rejects.toThrow();
});
