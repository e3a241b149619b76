import type { DecoyTable } from "./dictionary.js";
import { endsBefore, type Hit, type Occurrence, startsAt } from "./names.js";

/**
 * Takes away what only sounds like the country's own central bank: 韩国央行 and 哈萨克斯坦人民银行 are another
 * country's, 各国央行 is nobody's, and a bare 央行 in a text about foreign rates is the one spoken of there. A text
 * that has the bank's own name anywhere, or speaks of its instruments, keeps the bare ones.
 */
export function createCentralRule({ central }: DecoyTable) {
  const bare = new Set(central.bare);
  const isForeign = (text: string, { start, end }: Occurrence) => {
    const from = text.startsWith("的", start - 1) ? start - 1 : start;
    return (
      endsBefore(text, from, central.foreign) ||
      endsBefore(text, start, central.vagueBefore) ||
      startsAt(text, end, central.vagueAfter)
    );
  };
  return (text: string, names: readonly Occurrence[], hits: readonly Hit[]): Occurrence[] => {
    const own = names.filter((name) => name.bank === central.bank && !isForeign(text, name));
    const isBareOnly = own.every((name) => bare.has(name.alias));
    const kept = isBareOnly && !isDomestic(hits) ? [] : own;
    return names.filter((name) => name.bank !== central.bank || kept.includes(name));
  };
}

function isDomestic(hits: readonly Hit[]): boolean {
  const domestic = hits.some((hit) => hit.meaning.domestic);
  return domestic || !hits.some((hit) => hit.meaning.foreign);
}
