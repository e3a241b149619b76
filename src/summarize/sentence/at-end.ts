/**
 * A pattern that is bound to the end of a text, tried only where the text ends on one of these characters: it would else be
 * tried at each place of most texts in vain. The characters are those on which the pattern's alternatives end.
 */
export function atEnd(characters: string, pattern: RegExp): Pick<RegExp, "test"> {
  const last = new Set(characters);
  return { test: (text) => last.has(text.charAt(text.length - 1)) && pattern.test(text) };
}
