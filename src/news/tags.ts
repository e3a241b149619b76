/** Why a bank was tagged: `alias` stands at UTF-16 offset `at` of title + "\n" + text, accepted by `rule`. */
export interface Evidence {
  name: string;
  alias: string;
  at: number;
  rule: string;
}

/** Canonical names of data/banks.json and data/topics.json. */
export interface Tags {
  banks: string[];
  topics: string[];
  evidence: Evidence[];
}

/** A bank as a text names it. */
export interface NamedBank {
  bank: string;
  alias: string;
}

/** What a person's word means: at most one bank or topic, else the nearest names to choose from. */
export interface Resolution {
  bank?: string;
  topic?: string;
  near: string[];
}
