import type { Rates } from "./limits.js";

/** How the server behaves from the next call on. */
export interface LoadSettings {
  rates: Rates;
  /** Before an answer goes out. */
  latencyMs: number;
  /** Share of messages that take effect and whose answer is lost with the connection. */
  loseShare: number;
  /** Share of calls that are answered with 429, and for how many seconds at least and at most. */
  floodShare: number;
  floodSeconds: [number, number];
  /** Seconds of the server's clock in one real second; it begins at the epoch. */
  clockSpeed: number;
}

export const CALM: LoadSettings = {
  rates: {},
  latencyMs: 0,
  loseShare: 0,
  floodShare: 0,
  floodSeconds: [1, 60],
  clockSpeed: 1,
};

export interface LoadCounts {
  calls: number;
  /** Messages that arrived, each time they did. */
  arrived: number;
  /** Different pairs of chat and text that arrived. */
  distinct: number;
  /** Arrivals beyond the first of their pair. */
  twice: number;
  /** Calls answered with 429. */
  floods: number;
  /** Calls made when an earlier 429 had long been heard and its time was not over. */
  whileWaiting: number;
  /** Answers that were lost. */
  lost: number;
  /** Real milliseconds from the first to the last arrival. */
  spanMs: number;
}
