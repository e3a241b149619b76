/** Of a quarter, half or whole year whose figures are told: q1 to q4, 9m, h1, h2, y. */
const PERIODS: [RegExp, string][] = [
  [/前三季度|前9个月/u, "9m"],
  [/(?:第?一|首)季度?|1季度|q1|一季报/u, "q1"],
  [/第?二季度|2季度|q2/u, "q2"],
  [/(?<!前)第?三季度|(?<!前)3季度|q3|三季报/u, "q3"],
  [/第?四季度|4季度|q4/u, "q4"],
  [/上半年|中期业绩|半年报/u, "h1"],
  [/下半年/u, "h2"],
  [/\d{4}年?(?:全年|年度|年报|度)|全年|去年(?=净|归|营|业绩|实现)|\d{4}年(?=净|归|营|业绩|实现)/u, "y"],
];

/** The reporting periods that an opening names. */
export function periodsIn(opening: string): string[] {
  return PERIODS.filter(([pattern]) => pattern.test(opening)).map(([, period]) => period);
}

/** 3 of 3年期: the terms of bonds, deposits and rates. */
export function termsIn(opening: string): string[] {
  return [
    ...new Set([...opening.matchAll(/(\d{1,3})(年|个月)期/gu)].map(([, count, unit]) => `${count}${unit}`)),
  ];
}
