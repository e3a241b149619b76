/**
 * How well stories are told apart on real news: every article goes through the joiner in one stream, as it would in
 * service, then labelled pairs are looked up. Run: npm run eval:stories [-- --errors]
 */
import { parseDate } from "../../src/lib/dates.js";
import { groupStories } from "../../src/stories/group.js";
import { createStoryJoiner } from "../../src/stories/join.js";
import { createMemoryStoryIndex } from "../../src/stories/memory-index.js";
import { loadStoryRules } from "../../src/stories/rules.js";
import { type CorpusArticle, corpusArticles, hasCorpus } from "../support/corpus.js";
import { type LabelledPair, readDevPairs, readJudgedPairs, readTagRows, SEEN_AT } from "./stories-data.js";

type Stories = Map<string, number>;

const EQUAL_TITLES_WITHIN_MS = 3 * 86_400_000;
const NGRAM = 4;
const BASELINE_AT = 0.5;

async function main(): Promise<void> {
  const articles = corpusArticles();
  const byId = new Map(articles.map((article) => [article.id, article]));
  const pairs = readDevPairs();
  const oneEvent = [...sameEventPairs(), ...equalTitles(articles)];
  const streams = [
    { order: "by date", stories: await grouped(articles) },
    { order: "arriving as in the file", stories: await arriving(articles) },
  ];
  console.log(
    `${articles.length} articles, ${pairs.length} labelled pairs, ${oneEvent.length} pairs of one event`,
  );
  console.table([
    ...streams.map(({ order, stories }) => ({
      what: `one stream, ${order}`,
      "one event joined": share(oneEvent.filter((pair) => together(stories, pair)).length, oneEvent.length),
      ...hardPairs(pairs, (pair) => together(stories, pair)),
      "read, one event": ofThoseRead(stories),
    })),
    { what: "each pair alone", ...hardPairs(pairs, await alone(pairs, byId)) },
    {
      what: `baseline: containment of ${NGRAM}-grams at ${BASELINE_AT}`,
      ...hardPairs(pairs, ({ a, b }) => containment(byId.get(a), byId.get(b)) >= BASELINE_AT),
    },
  ]);
  if (process.argv.includes("--errors"))
    for (const { order, stories } of streams) errors(order, stories, pairs);
}

async function grouped(articles: CorpusArticle[]): Promise<Stories> {
  const stories: Stories = new Map();
  for await (const { id, story } of groupStories(articles, { seenAt: SEEN_AT, rules }))
    stories.set(id, story);
  return stories;
}

/** As the service does: each article sees only those that came before it, whatever their dates. */
async function arriving(articles: CorpusArticle[]): Promise<Stories> {
  const index = createMemoryStoryIndex();
  const joiner = createStoryJoiner(index.find, rules);
  const stories: Stories = new Map();
  for (const { id, title, text, date } of articles) {
    const publishedAt = date === undefined ? undefined : parseDate(date);
    const joining = await joiner.join({ title, text, publishedAt, seenAt: SEEN_AT });
    stories.set(id, index.add(joining, { publishedAt, seenAt: SEEN_AT }));
  }
  return stories;
}

async function alone(pairs: LabelledPair[], byId: Map<string, CorpusArticle>) {
  const joined = new Set<LabelledPair>();
  for (const pair of pairs) {
    const two = [byId.get(pair.a), byId.get(pair.b)].flatMap((article) => article ?? []);
    if (together(await grouped(two), pair)) joined.add(pair);
  }
  return (pair: LabelledPair) => joined.has(pair);
}

function together(stories: Stories, { a, b }: { a: string; b: string }): boolean {
  return stories.has(a) && stories.get(a) === stories.get(b);
}

/** Related pairs are neither right nor wrong. */
function hardPairs(pairs: LabelledPair[], joined: (pair: LabelledPair) => boolean) {
  const same = pairs.filter(({ label }) => label === "same");
  const right = same.filter(joined).length;
  const wrong = pairs.filter((pair) => pair.label === "different" && joined(pair)).length;
  const related = pairs.filter((pair) => pair.label === "related" && joined(pair)).length;
  return {
    precision: share(right, right + wrong),
    recall: share(right, same.length),
    "related joined": related,
  };
}

/** Of the joined pairs that were read one by one: how many tell one event; related ones count as wrong here. */
function ofThoseRead(stories: Stories): string {
  const joined = readJudgedPairs().filter((pair) => together(stories, pair));
  const wrong = joined.filter(({ label }) => label === "different").length;
  const related = joined.filter(({ label }) => label === "related").length;
  return `${share(joined.length - wrong, joined.length)} of ${joined.length} (${related} related)`;
}

function sameEventPairs(): { a: string; b: string }[] {
  const marks = new Map<string | number, string[]>();
  for (const { id, same_event } of readTagRows()) {
    if (same_event !== undefined) marks.set(same_event, [...(marks.get(same_event) ?? []), id]);
  }
  return [...marks.values()].flatMap(everyTwo);
}

function equalTitles(articles: CorpusArticle[]): { a: string; b: string }[] {
  const titles = new Map<string, CorpusArticle[]>();
  for (const article of articles) {
    const title = article.title?.trim() ?? "";
    if (title !== "" && article.date) titles.set(title, [...(titles.get(title) ?? []), article]);
  }
  const feed = (id: string) => id.split("-")[0];
  const time = new Map(articles.map(({ id, date }) => [id, Date.parse(date ?? "")]));
  return [...titles.values()]
    .flatMap((some) => everyTwo(some.map(({ id }) => id)))
    .filter(({ a, b }) => feed(a) !== feed(b))
    .filter(({ a, b }) => Math.abs((time.get(a) ?? 0) - (time.get(b) ?? 0)) <= EQUAL_TITLES_WITHIN_MS);
}

function everyTwo(ids: string[]): { a: string; b: string }[] {
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b) => ({ a, b })));
}

function containment(a: CorpusArticle | undefined, b: CorpusArticle | undefined): number {
  const [few, many] = [grams(a), grams(b)].sort((x, y) => x.size - y.size);
  if (few === undefined || many === undefined || few.size === 0) return 0;
  return [...few].filter((gram) => many.has(gram)).length / few.size;
}

function grams(article: CorpusArticle | undefined): Set<string> {
  const text = (article?.text ?? "").replace(/[^\p{L}\p{N}]+/gu, "");
  return new Set(
    Array.from({ length: Math.max(0, text.length - NGRAM + 1) }, (_, at) => text.slice(at, at + NGRAM)),
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? "-" : (part / whole).toFixed(3);
}

function errors(order: string, stories: Stories, pairs: LabelledPair[]): void {
  for (const pair of pairs) {
    if (pair.label === "related" || together(stories, pair) === (pair.label === "same")) continue;
    console.log(`${order}: ${pair.label} ${pair.a} ${pair.b} ${pair.note ?? ""}`);
  }
}

const rules = loadStoryRules();
if (hasCorpus) await main();
else console.log("the corpus is not here: nothing to judge by");
