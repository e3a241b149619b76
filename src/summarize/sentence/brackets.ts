/** （…) is met often enough; what stands in a bracket within a bracket ends no outer one. */
const BRACKET = "[（(][^（）()]*[）)]";
const EACH = new RegExp(BRACKET, "gu");
const LAST = new RegExp(`${BRACKET}$`, "u");
const ONLY = new RegExp(`^\\s*${BRACKET}\\s*$`, "u");

/** The round brackets of a text with what they hold, in their order: `index` is that of the opening one. */
export function bracketsIn(text: string): Iterable<RegExpExecArray> {
  return text.matchAll(EACH);
}

/** 今天（1月22日）下午 -> 今天下午 */
export function withoutBrackets(text: string): string {
  return text.replace(EACH, "");
}

export function withoutLastBracket(text: string): string {
  return text.replace(LAST, "");
}

/** （某报记者 张三） */
export function isBracket(text: string): boolean {
  return ONLY.test(text);
}
