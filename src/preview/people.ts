export type Language = "zh" | "en";

/** Somebody who writes to the bot in preview; their private chat has the same id, as on Telegram. */
export interface Person {
  readonly id: number;
  readonly first_name: string;
  readonly username: string;
  /** IETF tag, sent along with every update of this person. */
  language_code: string;
}

export interface People {
  reader: Person;
  admin: Person;
}

export function twoPeople(): People {
  return {
    reader: { id: 10_001, first_name: "读者", username: "preview_reader", language_code: "zh-hans" },
    admin: { id: 10_002, first_name: "管理员", username: "preview_admin", language_code: "zh-hans" },
  };
}

export function languageOf(person: Person): Language {
  return person.language_code.startsWith("zh") ? "zh" : "en";
}

export function setLanguage(person: Person, language: Language): void {
  person.language_code = language === "zh" ? "zh-hans" : "en";
}
