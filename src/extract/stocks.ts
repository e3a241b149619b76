import type { Stock } from "../news/article.js";

/** EastMoney's market numbers, as they stand in links and `data-code` attributes. */
const MARKETS = new Map<string, Stock["market"]>([
  ["0", "SZ"],
  ["1", "SH"],
  ["90", "sector"],
  ["105", "US"],
  ["106", "US"],
  ["107", "US"],
  ["116", "HK"],
]);

const CODE = /^[A-Za-z0-9._-]{1,12}$/;

/** `601169|1|1` and `K 601169|1|1`: code, market. */
const CODE_FIRST = /^(?:K\s+)?([^|,]+)\|(\d+)\|/;
/** `1,600160`: market, code. */
const MARKET_FIRST = /^(\d+),([^|,]+)$/;
/** `http://quote.eastmoney.com/unify/r/1.601169`. */
const QUOTE_LINK = /\/unify\/r\/(\d+)\.([A-Za-z0-9]+)/;

/** The company or sector that an element's attributes name; undefined for none, or a market without a name here. */
export function stockOf(attributes: { [name: string]: string }): Stock | undefined {
  const data = attributes["data-code"]?.trim();
  if (data !== undefined) {
    const first = CODE_FIRST.exec(data);
    if (first) return stock(first[2], first[1]);
    const second = MARKET_FIRST.exec(data);
    if (second) return stock(second[1], second[2]);
  }
  const link = attributes.href === undefined ? undefined : QUOTE_LINK.exec(attributes.href);
  return link ? stock(link[1], link[2]) : undefined;
}

function stock(marketNumber: string | undefined, written: string | undefined): Stock | undefined {
  const market = MARKETS.get(marketNumber ?? "");
  const code = written?.trim() ?? "";
  return market && CODE.test(code) ? { market, code } : undefined;
}

/** Each once, in order of first mention. */
export function distinctStocks(stocks: Iterable<Stock>): Stock[] {
  const seen = new Map<string, Stock>();
  for (const one of stocks) {
    const key = `${one.market}.${one.code}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
