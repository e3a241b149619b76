import type { Instant } from "../../news/article.js";
import type { Reading } from "./reading.js";

/** What a statement may lean on: the cited sentences in their order, the title, the day of publication. */
export interface Evidence {
  sentences: Reading[];
  publishedAt?: Instant;
}
