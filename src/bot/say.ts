import i18next from "i18next";
import type { Locale } from "../news/subscriber.js";
import { en } from "./texts/en.js";
import { zh } from "./texts/zh.js";

export type TextKey = keyof typeof zh;

/** The names between {{ and }} in a text. */
type Blanks<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Blanks<Rest>
  : never;

/** Texts without blanks. */
export type PlainKey = {
  [Key in TextKey]: [Blanks<(typeof zh)[Key]>] extends [never] ? Key : never;
}[TextKey];

type Values<Key extends TextKey> = Record<Blanks<(typeof zh)[Key]>, string | number>;

/** A text in one language. A text with blanks demands a value for each; `count` chooses the plural. */
export type Say = <Key extends TextKey>(
  key: Key,
  ...values: [Blanks<(typeof zh)[Key]>] extends [never] ? [] : [Values<Key>]
) => string;

/** The texts of the bot in every language. */
export function createTexts(): (locale: Locale) => Say {
  const texts = i18next.createInstance();
  texts.init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    fallbackLng: false,
    // Chinese has one plural form, so that its texts need no suffix.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  });
  return (locale) => {
    const translate = texts.getFixedT(locale);
    return (key, ...[values]) => translate(key, values ?? {});
  };
}
