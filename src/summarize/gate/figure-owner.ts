import { type Mention, type Named, sameName } from "./names.js";
import type { Quantity } from "./quantities.js";
import { isWrittenIn, type Telling } from "./told.js";

/**
 * Whether a figure of a sentence may be the named one's: it is told of already when the figure comes, and no other name
 * with a figure of its own stands between them.
 */
export function mayOwn(
  named: Named,
  quantity: Quantity,
  { reading, mentions }: Telling,
  toldOfBefore: boolean,
): boolean {
  const { text, quantities } = reading;
  const own = mentions.findLast((each) => each.end <= quantity.at && sameName(each, named));
  if (own === undefined) {
    if (isWrittenIn(text.slice(0, quantity.at), named)) return true;
    return toldOfBefore && !isSaidBy(mentions[0], quantity);
  }
  const listed = ownerInList(text, quantities, quantity);
  if (listed !== undefined)
    return listed.includes(named.name) || sameName({ name: listed, known: false }, named);
  return !mentions.some((other) => {
    if (!other.head || other.at < own.end || other.end > quantity.at || sameName(other, named)) return false;
    if (text.slice(own.end, other.at).includes(";")) return true;
    return quantities.some(({ at, end, unit }) => at >= own.end && end <= other.at && unit === quantity.unit);
  });
}

/** 东海科技公告，净利润2亿元: of whoever opens the sentence and speaks. */
function isSaidBy(opener: Mention | undefined, quantity: Quantity): boolean {
  return opener?.head === true && opener.speaks && opener.end <= quantity.at;
}

const JOINT = /^[、和及]$/u;

/** 甲、乙分别增长5%、8%: of as many names as figures, each has its own. */
function ownerInList(text: string, quantities: Quantity[], quantity: Quantity): string | undefined {
  const joined = (a: Quantity | undefined, b: Quantity | undefined) =>
    a !== undefined && b !== undefined && JOINT.test(text.slice(a.end, b.at));
  const place = quantities.indexOf(quantity);
  let first = place;
  let last = place;
  while (joined(quantities[first - 1], quantities[first])) first -= 1;
  while (joined(quantities[last], quantities[last + 1])) last += 1;
  if (first === last) return undefined;
  const before = text.slice(0, quantities[first]?.at);
  const items = before
    .slice(1 + Math.max(...[",", ";", "。"].map((mark) => before.lastIndexOf(mark))))
    .split(/[、和及]/u);
  return items.length === last - first + 1 ? items[place - first] : undefined;
}
