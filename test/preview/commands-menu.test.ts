import { describe, expect, it } from "vitest";
import { refusal, useBotInPreview } from "./bot-in-preview.js";

const subject = useBotInPreview();

describe("the commands' menu", () => {
  it("follows scope and language of the person", async () => {
    const { preview, bot, reader } = subject();
    const { admin } = preview.people;
    await bot.telegram.setMyCommands([{ command: "help", description: "Help" }]);
    await bot.telegram.setMyCommands([{ command: "help", description: "帮助" }], { language_code: "zh" });
    await bot.telegram.setMyCommands([{ command: "admin", description: "管理" }], {
      scope: { type: "chat", chat_id: admin.id },
    });
    expect(preview.commands(reader)).toEqual([{ command: "help", description: "帮助" }]);
    expect(preview.commands(admin.id)).toEqual([{ command: "admin", description: "管理" }]);
    await preview.speak(reader, "en");
    expect(preview.commands(reader)).toEqual([{ command: "help", description: "Help" }]);
    expect(await bot.telegram.getMyCommands({ language_code: "zh" })).toEqual([
      { command: "help", description: "帮助" },
    ]);
  });

  it("refuses a command with capital letters", async () => {
    const { bot } = subject();
    expect(
      (await refusal(bot.telegram.setMyCommands([{ command: "Help", description: "x" }]))).description,
    ).toBe("Bad Request: BOT_COMMAND_INVALID");
  });
});
