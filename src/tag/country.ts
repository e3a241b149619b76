import type { Bank, DecoyTable } from "./dictionary.js";
import { endsBefore, type Hit, type Occurrence, startsAt } from "./names.js";
import { createVicinity } from "./spans.js";

/** How far around a bare 央行 its country may be told, in UTF-16 units. */
const REACH = 40;
const HAN = /\p{Script=Han}/u;
const ABROAD: ReadonlySet<Bank["type"]> = new Set(["外资", "多边", "境外央行"]);

/**
 * Takes away the banks of other countries that go by a name of one's own: 韩国央行, 泰国农业银行. The bare 央行 is
 * the one that the text speaks of: the own one where the bank's full name stands anywhere, where a word of its
 * trade stands near (逆回购), where the headline begins with it, and else unless the headline is about another
 * country. 各国央行 is nobody's.
 */
export function createCountryRule(banks: readonly Bank[], { central }: DecoyTable) {
  const bare = new Set(central.bare);
  const countries = central.foreign.filter((name) => name.length > 1);
  const letters = central.foreign.filter((name) => name.length === 1);
  const domestic = new Set(banks.filter((bank) => !ABROAD.has(bank.type)).map((bank) => bank.name));

  const isForeign = (text: string, { start, end, bank, alias }: Occurrence): boolean => {
    if (!domestic.has(bank) || alias.startsWith("中国")) return false;
    if (endsBefore(text, start, countries)) return true;
    if (bank !== central.bank) return false;
    if (endsBefore(text, start, central.vagueBefore) || startsAt(text, end, central.vagueAfter)) return true;
    if (text.startsWith("的", start - 1) && endsBefore(text, start - 1, countries)) return true;
    return endsBefore(text, start, letters) && !HAN.test(text.charAt(start - 2));
  };

  return (
    text: string,
    headEnd: number,
    names: readonly Occurrence[],
    hits: readonly Hit[],
  ): Occurrence[] => {
    const own = names.filter((name) => !isForeign(text, name));
    const isNamed = own.some((name) => name.bank === central.bank && !bare.has(name.alias));
    if (isNamed || !own.some((name) => name.bank === central.bank)) return own;
    const head = text.slice(0, headEnd);
    const isHome = isAboutHome(
      hits,
      headEnd,
      countries.some((country) => head.includes(country)),
    );
    const isNearHome = createVicinity(
      hits.filter((hit) => hit.meaning.domestic),
      REACH,
    );
    return own.filter((name) => name.bank !== central.bank || isHome || name.start <= 1 || isNearHome(name));
  };
}

function isAboutHome(hits: readonly Hit[], headEnd: number, namesCountry: boolean): boolean {
  const inHead = hits.filter((hit) => hit.start < headEnd);
  if (inHead.some((hit) => hit.meaning.domestic)) return true;
  if (namesCountry || inHead.some((hit) => hit.meaning.foreign)) return false;
  return hits.some((hit) => hit.meaning.domestic) || !hits.some((hit) => hit.meaning.foreign);
}
