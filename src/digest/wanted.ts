import type { Instant } from "../news/article.js";
import { ANY_STORY, type SearchQuery } from "../news/search.js";
import type { Interest } from "../news/subscriber.js";
import type { StoredArticle, StoryView } from "../store/store.js";

/** What a chat's interests mean at one moment. */
export interface Wanted {
  /** Stories that carry one of these: banks, also those of a wished-for kind, topics, everything. */
  tags: Interest[];
  /** Stories of which a report answers one of these: media and keywords. */
  queries: SearchQuery[];
  /** Banks that were subscribed to by their own name. */
  byName: ReadonlySet<string>;
  mutedBanks: ReadonlySet<string>;
  mutedTopics: ReadonlySet<string>;
}

export interface WantedParts {
  /** Names of the banks of a kind (城商), by the present dictionary. */
  banksOfType(type: string): string[];
  /** As a chat's /search reads a query. */
  parseQuery(text: string, at: { now: Instant; timezone: string }): SearchQuery;
}

/** Interests of one chat, or of chats that share them; `now` and zone are what a keyword's since: goes by. */
export function wantedOf(
  interests: readonly Interest[],
  at: { now: Instant; timezone: string },
  { banksOfType, parseQuery }: WantedParts,
): Wanted {
  const muted = interests.filter((interest) => interest.muted);
  const wished = interests.filter((interest) => !interest.muted);
  const namesOf = (some: Interest[], kind: Interest["kind"]) =>
    some.filter((interest) => interest.kind === kind).map(({ name }) => name);
  const byName = new Set(namesOf(wished, "bank"));
  const byKind = namesOf(wished, "bankType").flatMap(banksOfType);
  return {
    tags: [
      ...wished.filter(({ kind }) => kind === "bank" || kind === "topic" || kind === "all"),
      ...byKind.filter((name) => !byName.has(name)).map((name) => ({ kind: "bank" as const, name })),
    ],
    queries: [
      ...namesOf(wished, "medium").map((name) => ({ ...ANY_STORY, media: [name] })),
      ...namesOf(wished, "keyword").map((text) => parseQuery(text, at)),
    ],
    byName,
    mutedBanks: new Set(namesOf(muted, "bank")),
    mutedTopics: new Set(namesOf(muted, "topic")),
  };
}

/**
 * A muted topic is never shown. A muted bank gives way to one that was subscribed to by name: who follows 工商银行 and
 * mutes 建设银行 still reads what is about both.
 */
export function isMuted(article: StoredArticle, story: StoryView, wanted: Wanted): boolean {
  const banks = [...article.tags.banks, ...story.lead.tags.banks];
  const topics = [...article.tags.topics, ...story.lead.tags.topics];
  if (topics.some((topic) => wanted.mutedTopics.has(topic))) return true;
  if (!banks.some((bank) => wanted.mutedBanks.has(bank))) return false;
  return !banks.some((bank) => wanted.byName.has(bank) && !wanted.mutedBanks.has(bank));
}
