import Keyv from "keyv";
import type { Clock } from "../lib/clock.js";
import type { KeyValueRepository } from "./store.js";

export interface KeyvOptions {
  /** Sets the keys of one use apart from those of another. */
  namespace: string;
  clock: Clock;
  /** Hears of a database that fails; Keyv itself answers such a `get` with undefined. */
  onError?: (error: unknown) => void;
}

/** Keyv over the service's own database. Rows past their time read as missing and go with `keyValues.sweep`. */
export function createKeyv<Value>(
  keyValues: KeyValueRepository,
  { namespace, clock, onError = () => {} }: KeyvOptions,
): Keyv<Value> {
  const prefix = `${namespace}:`;
  const adapter = {
    opts: {},
    namespace,
    get: (key: string) => keyValues.get(key, clock.now()),
    async set(key: string, value: string, ttl?: number) {
      await keyValues.set(key, value, ttl ? clock.now() + ttl : undefined);
      return true;
    },
    delete: (key: string) => keyValues.delete(key),
    clear: () => keyValues.clear(prefix),
    on() {
      return adapter;
    },
  };
  const keyv = new Keyv<Value>(adapter, {
    namespace,
    // Keyv would write an expiry by the system's clock into the value; the row's own, by the clock handed in, decides.
    serialize: ({ value }) => JSON.stringify({ value }),
    deserialize: (text) => JSON.parse(text),
  });
  // Without a listener, Keyv's error event would end the process.
  keyv.on("error", onError);
  return keyv;
}
