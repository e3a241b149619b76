import type { Log } from "./lib/log.js";
import { inPool } from "./lib/pool.js";
import type { Store } from "./store/store.js";
import type { ModelOutcome, ModelSummarizer } from "./summarize/model/summarizer.js";

/** Calls to the model at a time: enough to keep up with a busy hour, few enough for small servers. */
const WIDTH = 4;

/** What a server that failed is asked again with the next run, at most; older ones keep their excerpts. */
const MOST_WAITING = 200;

export interface RefineParts {
  store: Pick<Store, "articles" | "stories">;
  summarize: ModelSummarizer;
  observe(outcome: ModelOutcome): void;
  log: Log;
}

/**
 * Betters the offline summaries of new articles by the model. Only articles that some reader may be shown are worth a
 * call: tagged ones that lead their story, since a story is summarized once, for everybody.
 */
export function createRefine({ store, summarize, observe, log }: RefineParts) {
  let waiting: number[] = [];

  return async function refine(articleIds: number[], signal: AbortSignal): Promise<void> {
    const due = [...new Set([...articleIds, ...waiting])];
    waiting = [];
    await inPool(due, WIDTH, async (id) => {
      if (signal.aborted) return;
      const article = await store.articles.get(id);
      if (article === undefined || article.tags.banks.length + article.tags.topics.length === 0) return;
      const story = await store.stories.get(article.storyId);
      if (story?.lead.id !== id) return;
      const { title, blocks, publishedAt, summary: offline } = article;
      const outcome = await summarize({ title, blocks, publishedAt, offline }, signal);
      observe(outcome);
      if (outcome.kind === "written") await store.articles.replaceSummary(id, outcome.summary);
      else {
        log.debug({ articleId: id, reason: outcome.reason }, "offline summary kept");
        if (outcome.cause === "failed" && waiting.length < MOST_WAITING) waiting.push(id);
      }
    });
  };
}

export type Refine = ReturnType<typeof createRefine>;
