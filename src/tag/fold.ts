/**
 * The character that a UTF-16 unit counts as when names are compared: fullwidth ASCII as ASCII, traditional as
 * simplified. Every unit keeps its place, so offsets stay true.
 */
export function createFold(traditional: ReadonlyMap<string, string>): (unit: number) => number {
  const simplified = new Map<number, number>();
  for (const [from, to] of traditional) simplified.set(from.charCodeAt(0), to.charCodeAt(0));
  return (unit) => {
    if (unit >= 0xff01 && unit <= 0xff5e) return unit - 0xfee0;
    return simplified.get(unit) ?? unit;
  };
}
