import { describe, expect, it } from "vitest";
import { createMenu } from "../../src/bot/index.js";
import { en } from "../../src/bot/texts/en.js";
import { zh } from "../../src/bot/texts/zh.js";

const blanks = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
const both = Object.entries(zh).map(([key, text]) => [key, text, en[key as keyof typeof zh]] as const);

describe("texts in two languages", () => {
  it.each(both)("%s has the same blanks in both", (_key, chinese, english) => {
    expect(blanks(english)).toEqual(blanks(chinese));
  });

  it.each(both)("%s is written as Chinese is: full-width marks, no blank beside digits", (_key, chinese) => {
    // Examples of commands and queries keep their own marks.
    const prose = chinese.replace(/[/“][^\n，。、：；]*|\w+:\S+/gu, "");
    expect(prose).not.toMatch(/\p{Script=Han}[,.;!?]/u);
    expect(prose).not.toMatch(/\p{Script=Han} \d|\d \p{Script=Han}/u);
  });
});

it("keeps the menu within the limits of the Bot API", () => {
  const { commands, adminCommands, about } = createMenu();
  for (const { command, description } of [...commands, ...adminCommands]) {
    expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
    for (const text of Object.values(description)) expect(text.length).toBeLessThanOrEqual(40);
  }
  for (const text of Object.values(about.long)) expect(text.length).toBeLessThanOrEqual(512);
  for (const text of Object.values(about.short)) expect(text.length).toBeLessThanOrEqual(120);
});
