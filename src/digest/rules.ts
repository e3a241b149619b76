import type { ImportanceWeights } from "./importance.js";
import type { IsTradingDay } from "./trading-days.js";
import type { WantedParts } from "./wanted.js";

/** What digests go by beside the news and the wishes: tables of data/, the dictionary, the language of /search. */
export interface DigestRules extends WantedParts {
  weights: ImportanceWeights;
  isTradingDay: IsTradingDay;
}
