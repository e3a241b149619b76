import type { LookupAddress, LookupAllOptions } from "node:dns";
import { lookup as systemLookup } from "node:dns";
import ipaddr from "ipaddr.js";

/** The name or number leads to a place that this service must not call on anybody's behalf. */
export class AddressRefused extends Error {
  override name = "AddressRefused";

  constructor(host: string, range: string) {
    super(`${host} is not a public address (${range})`);
  }
}

/** Resolves a host name to all its addresses, as `dns.lookup` does with `all`. */
export type Lookup = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** An operator's own network. Link-local is not in it: cloud metadata lives there. */
const PRIVATE = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/** `::127.0.0.1` and its like, long deprecated, still reach IPv4 on some systems. */
const COMPATIBLE = ipaddr.IPv6.parseCIDR("::/96");

/** Throws AddressRefused unless the address is a public unicast one, or a private one where those are allowed. */
export function checkAddress(address: string, allowPrivate: boolean, host = address): void {
  if (!ipaddr.isValid(address)) throw new AddressRefused(host, "no address");
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  const allowed = range === "unicast" || (allowPrivate && PRIVATE.has(range));
  const compatible = parsed instanceof ipaddr.IPv6 && range !== "loopback" && parsed.match(COMPATIBLE);
  if (!allowed || compatible) throw new AddressRefused(host, compatible ? "ipv4Compatible" : range);
}

/**
 * A lookup for sockets that checks what a name resolves to at the moment of connecting, so that a name that changes its
 * address between a check and a call gains nothing. One forbidden address among several refuses the name.
 */
export function guardedLookup(allowPrivate: boolean, lookup: Lookup = systemLookup) {
  return (
    host: string,
    options: { all?: boolean | undefined; family?: number | "IPv4" | "IPv6" | undefined },
    callback: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void => {
    const family = options.family === "IPv4" ? 4 : options.family === "IPv6" ? 6 : options.family;
    lookup(host, { all: true, family }, (error, addresses) => {
      if (error) return callback(error, []);
      try {
        for (const { address } of addresses) checkAddress(address, allowPrivate, host);
      } catch (refusal) {
        return callback(refusal instanceof Error ? refusal : new Error(String(refusal)), []);
      }
      const [first] = addresses;
      if (!first) return callback(new Error(`${host} has no address`), []);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}
