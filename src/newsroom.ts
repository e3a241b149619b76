import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createAdditions } from "./additions.js";
import { type Config, ConfigError, ROOT } from "./config.js";
import { type DictionaryDesk, openDictionaryDesk } from "./dictionary-desk.js";
import type { DigestRules } from "./digest/rules.js";
import { openDigestRules } from "./digest-rules.js";
import { extractArticle } from "./extract/article.js";
import { createIngest, type IngestCounts } from "./ingest.js";
import { type Clock, systemClock } from "./lib/clock.js";
import { DAY } from "./lib/duration.js";
import { createHttp } from "./lib/http.js";
import type { Log } from "./lib/log.js";
import { createSerial } from "./lib/serial.js";
import { systemWait } from "./lib/wait.js";
import { articleText } from "./news/article.js";
import type { Source } from "./news/source.js";
import type { Stages } from "./pipeline.js";
import { createRefine } from "./refine.js";
import { tagArticle } from "./retag.js";
import { readSource } from "./sources/read.js";
import { parseSources, SourcesFileError } from "./sources/sources-file.js";
import { createExclusive } from "./store/exclusive.js";
import { createKeyv } from "./store/keyv.js";
import { openStore } from "./store/open.js";
import { createRounds } from "./store/rounds.js";
import type { Store } from "./store/store.js";
import { createStoryJoiner } from "./stories/join.js";
import { createModelServer } from "./summarize/model/ask.js";
import { createBreaker } from "./summarize/model/breaker.js";
import { createTokenBudget } from "./summarize/model/budget.js";
import { loadPrompt } from "./summarize/model/prompt.js";
import {
  createModelSummarizer,
  type ModelOutcome,
  type ModelSummarizer,
} from "./summarize/model/summarizer.js";
import { holdTools, openTools, type Tools } from "./tools.js";
import type { Metrics } from "./web/metrics.js";

export interface NewsroomParts {
  /** Open; the newsroom closes it. */
  store: Store;
  log: Log;
  clock: Clock;
  metrics: Metrics;
  /** Names this process among its replicas. */
  owner: string;
  /** As `readSourcesFile` gives them; the store's list is made equal to it. */
  sources: Source[];
}

/** Everything between a source and a stored article: what the service and the operator's commands have in common. */
export interface Newsroom {
  store: Store;
  /** Of data/ and the operators' additions, always the present ones. */
  tools: Tools;
  desk: DictionaryDesk;
  rules: DigestRules;
  /** Undefined without a model. */
  summarizeByModel?: ModelSummarizer;
  /** One run over all sources, or the one named; "taken" while another process is at it. */
  ingest(signal: AbortSignal, only?: string): Promise<IngestCounts | "taken">;
  close(): Promise<void>;
}

/** The store of the settings. Throws what the database says. */
export function openConfiguredStore(
  { databaseUrl }: Config,
  { clock, log }: Pick<NewsroomParts, "clock" | "log">,
): Promise<Store> {
  return openStore(databaseUrl, {
    now: clock.now(),
    onError: (error) => log.error({ err: error }, "database connection lost"),
  });
}

/** Opens what works on the store. Throws what the database says, or a broken table of data/. */
export async function openNewsroom(config: Config, parts: NewsroomParts): Promise<Newsroom> {
  const { store, log, clock, metrics, owner, sources } = parts;
  const held = holdTools(openTools());
  const { tools } = held;
  await store.sources.sync(sources, clock.now());
  const exclusive = createExclusive(store.leases, owner);
  const desk = await openDictionaryDesk({
    articles: store.articles,
    additions: createAdditions(store.keyValues, exclusive, clock),
    held,
    exclusive,
    log,
  });
  const http = createHttp({ clock, allowPrivate: config.allowPrivateHosts, random: Math.random });
  const validators = createKeyv(store.keyValues, { namespace: "sources", clock });
  const summarizeByModel = config.model && openModel(config.model, store, tools, parts);

  const run = createIngest({
    sources: store.sources,
    quarantine: store.quarantine,
    stages: createStages(store, tools),
    read: (source, signal) =>
      readSource(source, {
        http,
        validators,
        known: (id, externalIds) => store.articles.known(id, externalIds),
        clock,
        signal,
      }),
    isPassing: store.isPassing,
    clock,
    random: Math.random,
    wait: systemWait,
    log,
  });
  const ingestRound = createRounds(exclusive, "ingest");
  const oneByOne = createSerial();
  const refine =
    summarizeByModel &&
    createRefine({
      store,
      summarize: summarizeByModel,
      observe(outcome) {
        metrics.modelTokens.inc(outcome.tokens);
        const how = outcome.kind === "written" ? "answered" : outcome.cause;
        metrics.modelCalls.inc({ outcome: outcome.cached ? "cached" : how });
        const { repaired, replaced } =
          outcome.kind === "written" ? outcome : { repaired: 0, replaced: outcome.items };
        metrics.summaryItems.inc({ result: "kept" }, outcome.items - repaired - replaced);
        metrics.summaryItems.inc({ result: "repaired" }, repaired);
        metrics.summaryItems.inc({ result: "replaced" }, replaced);
      },
      log,
    });

  return {
    store,
    tools,
    desk,
    rules: openDigestRules(tools, log),
    summarizeByModel,
    ingest: (signal, only) =>
      ingestRound(async (lost) => {
        const either = AbortSignal.any([signal, lost]);
        // Every source listens to it.
        setMaxListeners(0, either);
        await desk.refresh();
        const { counts, articleIds } = await run(either, only);
        await oneByOne(async () => refine?.(articleIds, either));
        metrics.ingestSeconds.observe(counts.seconds);
        for (const outcome of ["new", "changed", "quarantined", "failed"] as const) {
          metrics.articles.inc({ outcome }, counts[outcome]);
        }
        log.info(counts, "ingest done");
        return counts;
      }),
    async close() {
      await http.close();
      await store.close();
    },
  };
}

/** The stages of the pipeline over this store. */
export function createStages(store: Store, tools: Pick<Tools, "tag" | "summarizeOffline">): Stages {
  const joiner = createStoryJoiner((query) => store.stories.candidates(query));
  return {
    extract: extractArticle,
    tag: (article) => tagArticle(tools.tag, article),
    joinStory: (article, seenAt) => joiner.join({ ...article, text: articleText(article), seenAt }),
    summarize: (article, { banks }) => tools.summarizeOffline({ ...article, banks }),
    articles: store.articles,
  };
}

const CACHE_MS = 30 * DAY;
/** For a whole call; servers on small machines are slow, and nobody waits for it. */
const MODEL_DEADLINE_MS = 60_000;
const ANSWER_TOKENS = 800;

function openModel(
  model: NonNullable<Config["model"]>,
  store: Store,
  tools: Tools,
  { clock, log }: Pick<NewsroomParts, "clock" | "log">,
): ModelSummarizer {
  const cache = createKeyv<ModelOutcome>(store.keyValues, {
    namespace: "summaries",
    clock,
    onError: (error) => log.warn({ err: error }, "the summary cache failed"),
  });
  cache.opts.ttl = CACHE_MS;
  return createModelSummarizer({
    ask: createModelServer({
      ...model,
      deadlineMs: MODEL_DEADLINE_MS,
      answerTokens: ANSWER_TOKENS,
      clock: systemClock,
      wait: systemWait,
    }),
    gate: tools.gate,
    findInstruction: tools.findInstruction,
    prompt: loadPrompt(join(ROOT, "prompts/summarize.md")),
    repair: loadPrompt(join(ROOT, "prompts/repair.md")),
    model: model.model,
    cache,
    budget: createTokenBudget(store.keyValues.reserve, clock, model.dailyTokens),
    breaker: createBreaker(clock, { failures: 3, pauseMs: 5 * 60_000 }),
    answerTokens: ANSWER_TOKENS,
    digest: (text) => createHash("sha256").update(text).digest("base64url"),
  });
}

/** The list of sources. Throws a ConfigError that names all that is wrong with the file. */
export async function readSourcesFile({ sourcesFile, rsshubUrl }: Config, log: Log): Promise<Source[]> {
  try {
    return parseSources(await readFile(sourcesFile, "utf8"), dirname(sourcesFile), {
      variables: { RSSHUB_URL: rsshubUrl },
      onLeftOut: (source, variable) => log.info({ source }, `left out, since ${variable} is not set`),
    });
  } catch (error) {
    const problems = error instanceof SourcesFileError ? error.problems : [String(error)];
    throw new ConfigError(problems.map((problem) => `SOURCES_FILE ${sourcesFile}: ${problem}`));
  }
}
