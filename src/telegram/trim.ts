const SENTENCE_END = /[。！？!?；;][”’"』」）)]*/gu;
/** Not the comma of 1,000 nor the colon of 20:21. */
const CLAUSE_END = /[，、：]|(?<!\d)[,:]|[,:](?!\d)/gu;
/** A cut further forward than this would leave too little of the text. */
const LEAST_KEPT = 0.4;

/**
 * At most `max` UTF-16 units of a text: whole sentences where that keeps enough, else up to a clause, else up to a whole
 * character, both with an ellipsis. Never half a surrogate pair, half an emoji or half a number.
 */
export function trimText(text: string, max: number): string {
  if (text.length <= max) return text;
  const window = text.slice(0, max);
  const sentence = lastEnd(window, SENTENCE_END);
  if (sentence >= max * LEAST_KEPT) return window.slice(0, sentence);
  const room = Math.max(0, max - 1);
  const clause = lastStart(text.slice(0, room), CLAUSE_END);
  return `${text.slice(0, clause >= max * LEAST_KEPT ? clause : lastWholePiece(text, room)).trimEnd()}…`;
}

function lastEnd(text: string, mark: RegExp): number {
  const found = [...text.matchAll(mark)].at(-1);
  return found ? found.index + found[0].length : 0;
}

function lastStart(text: string, mark: RegExp): number {
  return [...text.matchAll(mark)].at(-1)?.index ?? 0;
}

function lastWholePiece(text: string, max: number): number {
  // A little more than the cut is enough to see whether it falls inside a character.
  const reach = text.slice(0, max + 32);
  const starts = [...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(reach)].map(
    (s) => s.index,
  );
  const cut = starts.findLast((start) => start <= max) ?? 0;
  // A number without its end or its unit is a wrong number.
  return text.slice(0, cut).replace(/\d[\d.,]*[十百千万]*$/, "").length;
}
