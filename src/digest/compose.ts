import type { Digest, DigestGroup, DigestItem } from "../news/digest.js";
import type { StoredArticle } from "../store/store.js";
import type { Choice, ChosenStory } from "./choose.js";
import { type ImportanceWeights, importanceOf } from "./importance.js";
import { sentencesBeside } from "./sentences.js";
import { isStale } from "./stale.js";
import type { Wanted } from "./wanted.js";

/** Heading of stories that name neither a bank nor a topic; only who follows everything gets them. */
const UNTAGGED = "综合";

export interface ComposeOptions {
  zone: string;
  /** Stories shown at most; the rest is counted in `more`. */
  limit: number;
  /** Stories that an earlier part of the same digest has shown. */
  from?: number;
  weights: ImportanceWeights;
}

interface Group {
  heading: string;
  /** Banks stand before topics. */
  rank: 0 | 1 | 2;
  stories: ChosenStory[];
}

type Order = (a: ChosenStory, b: ChosenStory) => number;

/**
 * Groups stories by bank, those without a wished-for bank by topic, each by importance. A story stands once: under the
 * wished-for bank that it is most about. When there are more stories than `limit`, every group gives its first before
 * any gives its second, so that a bank in the news all day does not hide the others.
 */
export function composeDigest(choice: Choice, wanted: Wanted, options: ComposeOptions): Digest {
  const { limit, from = 0 } = options;
  const order = byImportance(choice, wanted, options);
  const groups = grouped(choice.stories, wanted);
  for (const group of groups) group.stories.sort(order);
  groups.sort((a, b) => a.rank - b.rank || compareFirst(a, b, order));
  const kept = new Set(inTurn(groups).slice(from, from + limit));
  const shown = groups.map((group) => ({
    ...group,
    stories: group.stories.filter((story) => kept.has(story)),
  }));
  // Before the latest there is always more, which is no news to anybody.
  const more = choice.kind === "latest" ? 0 : choice.stories.length - from - kept.size;
  return {
    kind: choice.kind,
    ...spanOf(choice, [...kept]),
    groups: shown.filter((group) => group.stories.length > 0).map(toGroup),
    ...(more > 0 ? { more } : {}),
    ...(more > 0 && choice.again ? { rest: { ...choice.again, from: from + limit } } : {}),
  };
}

function grouped(stories: ChosenStory[], wanted: Wanted): Group[] {
  const groups = new Map<string, Group>();
  for (const chosen of stories) {
    const { heading, rank } = headingOf(chosen, wanted);
    const key = `${rank} ${heading}`;
    const group = groups.get(key) ?? { heading, rank, stories: [] };
    group.stories.push(chosen);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function headingOf({ article, story }: ChosenStory, { tags }: Wanted): Pick<Group, "heading" | "rank"> {
  const wished = (kind: "bank" | "topic", names: string[]) =>
    names.filter((name) => tags.some((tag) => tag.kind === kind && tag.name === name));
  const about = banksByWeight(article);
  const [bank] = wished("bank", about);
  if (bank !== undefined) return { heading: bank, rank: 0 };
  const [leadBank] = wished("bank", banksByWeight(story.lead));
  if (leadBank !== undefined) return { heading: leadBank, rank: 0 };
  const [topic] = wished("topic", [...article.tags.topics, ...story.lead.tags.topics]);
  if (topic !== undefined) return { heading: topic, rank: 1 };
  if (about[0] !== undefined) return { heading: about[0], rank: 0 };
  if (article.tags.topics[0] !== undefined) return { heading: article.tags.topics[0], rank: 1 };
  return { heading: UNTAGGED, rank: 2 };
}

/** A bank in the title outweighs any number of mentions; then the one named most often, then first. */
function banksByWeight(article: StoredArticle): string[] {
  const weight = (bank: string) => {
    const places = article.tags.evidence.filter(({ name }) => name === bank).map(({ at }) => at);
    const titled = places.some((at) => at < article.title.length) ? 1 : 0;
    return { titled, count: places.length, first: Math.min(...places, Number.MAX_SAFE_INTEGER) };
  };
  const weights = new Map(article.tags.banks.map((bank) => [bank, weight(bank)]));
  const of = (bank: string) => weights.get(bank) ?? weight(bank);
  return [...article.tags.banks].sort(
    (a, b) => of(b).titled - of(a).titled || of(b).count - of(a).count || of(a).first - of(b).first,
  );
}

/** The weightiest first; of equals the newest. */
function byImportance(choice: Choice, { tags }: Wanted, { zone, weights }: ComposeOptions): Order {
  const banks = new Set(tags.filter(({ kind }) => kind === "bank").map(({ name }) => name));
  const readers = { zone, banks, at: choice.until - 1 };
  const importance = new Map(choice.stories.map((one) => [one, importanceOf(one, readers, weights)]));
  const of = (chosen: ChosenStory) => importance.get(chosen) ?? 0;
  const time = ({ article }: ChosenStory) => article.publishedAt ?? article.seenAt;
  return (a, b) => of(b) - of(a) || time(b) - time(a);
}

function compareFirst(a: Group, b: Group, order: Order): number {
  const [first] = a.stories;
  const [second] = b.stories;
  return first && second ? order(first, second) : 0;
}

/** The first of every group, then the second of every group, and so on. */
function inTurn(groups: Group[]): ChosenStory[] {
  const deepest = Math.max(0, ...groups.map((group) => group.stories.length));
  return Array.from({ length: deepest }, (_, depth) =>
    groups.flatMap(({ stories }) => stories[depth] ?? []),
  ).flat();
}

/** What is merely the latest reaches as far back as what it shows. */
function spanOf(choice: Choice, shown: ChosenStory[]): Pick<Digest, "since" | "until"> {
  const times = shown.flatMap(({ article }) => article.publishedAt ?? []);
  if (choice.kind === "latest" && times.length > 0) {
    return { since: Math.min(...times), until: choice.until };
  }
  return { since: choice.since, until: choice.until };
}

function toGroup({ heading, stories }: Group): DigestGroup {
  return { heading, items: stories.map(toItem) };
}

function toItem({ story, article, followUp }: ChosenStory): DigestItem {
  const { summary, tags, url, medium, publishedAt } = article;
  return {
    storyId: story.id,
    headline: summary.headline,
    url,
    sentences: sentencesBeside(summary.headline, summary),
    banks: tags.banks,
    topics: tags.topics,
    medium,
    publishedAt,
    others: Math.max(0, story.reports - 1),
    followUp,
    method: summary.method,
    ...(isStale(article) ? { stale: true } : {}),
  };
}
