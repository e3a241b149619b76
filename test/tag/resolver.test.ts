import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/tag/dictionary.js";
import { createResolver } from "../../src/tag/resolver.js";
import { resolverCases } from "./resolver-cases.js";

const dictionary = loadDictionary(new URL("../../data", import.meta.url).pathname);
const resolve = createResolver(dictionary);

describe("what people say", () => {
  for (const { kind, say, bank, topic, near } of resolverCases) {
    const shown = JSON.stringify(say.length > 40 ? `${say.slice(0, 40)}…` : say);
    it(`${kind}: ${shown} means ${bank ?? topic ?? "no bank"}${near ? `, near ${near.join("、")}` : ""}`, () => {
      const resolution = resolve(say);
      expect(resolution.bank).toBe(bank ?? undefined);
      if (topic) expect(resolution.topic).toBe(topic);
      if (near) expect(near.some((name) => resolution.near.includes(name))).toBe(true);
    });
  }

  it("knows every bank by its name, every alias, former and English name", () => {
    for (const bank of dictionary.banks) {
      for (const say of [bank.name, ...bank.aliases, ...bank.former, ...bank.english]) {
        expect([say, resolve(say).bank]).toEqual([say, bank.name]);
      }
    }
  });

  it("knows every bank by its codes", () => {
    for (const { name, aShare, hShare } of dictionary.banks) {
      if (aShare) expect(resolve(aShare).bank).toBe(name);
      if (hShare) expect(resolve(`${hShare}.HK`).bank).toBe(name);
    }
  });

  it("offers at most eight names", () => {
    for (const say of ["银行", "农商", "中国", "行", "ban", "yinhang", "工"]) {
      expect(resolve(say).near.length).toBeLessThanOrEqual(8);
    }
  });

  it("never guesses a name with one character missing that is nobody's name", () => {
    const names = new Set(dictionary.banks.flatMap((b) => [b.name, ...b.aliases, ...b.former, ...b.spoken]));
    for (const { name } of dictionary.banks) {
      for (let i = 0; i < name.length; i++) {
        const say = name.slice(0, i) + name.slice(i + 1);
        const { bank, near } = resolve(say);
        if (names.has(say) || bank === name) continue;
        expect([say, bank]).toEqual([say, undefined]);
        expect(near.length).toBeGreaterThan(0);
      }
    }
  });
});
