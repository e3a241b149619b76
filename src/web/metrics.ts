import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

/** The service's figures for Prometheus, in a registry of their own: two services in one process do not mix. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    articles: new Counter({
      name: "yinxun_articles_total",
      help: "Articles that went through the pipeline, by outcome: saved, revised, unchanged, quarantined, failed.",
      labelNames: ["outcome"],
      registers,
    }),
    ingestSeconds: new Histogram({
      name: "yinxun_ingest_seconds",
      help: "How long one run over all sources took.",
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
      registers,
    }),
    sourceFailures: new Counter({
      name: "yinxun_source_failures_total",
      help: "Sources that could not be read, by source.",
      labelNames: ["source"],
      registers,
    }),
    deliveries: new Counter({
      name: "yinxun_deliveries_total",
      help: "Messages of digests, by how they ended: sent, failed, uncertain, retried.",
      labelNames: ["status"],
      registers,
    }),
    updates: new Counter({
      name: "yinxun_updates_total",
      help: "Updates from Telegram, by outcome: handled, failed.",
      labelNames: ["outcome"],
      registers,
    }),
    modelCalls: new Counter({
      name: "yinxun_model_calls_total",
      help: "Articles brought to the language model, by outcome: written, cached, refused, failed, capped, insufficient, flagged.",
      labelNames: ["outcome"],
      registers,
    }),
    modelTokens: new Counter({
      name: "yinxun_model_tokens_total",
      help: "Tokens that the language model counted, of prompts and answers.",
      registers,
    }),
    summaryItems: new Counter({
      name: "yinxun_summary_items_total",
      help: "Headlines and bullets written by the model, by result: kept, repaired, replaced by the offline summary.",
      labelNames: ["result"],
      registers,
    }),
  };
}
