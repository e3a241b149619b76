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
      help: "Items and sources that a run met, by outcome: new, changed, quarantined, failed.",
      labelNames: ["outcome"],
      registers,
    }),
    ingestSeconds: new Histogram({
      name: "yinxun_ingest_seconds",
      help: "How long one run over all sources took.",
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
      registers,
    }),
    deliveries: new Counter({
      name: "yinxun_deliveries_total",
      help: "Attempts to send a message of a digest, by outcome: sent, failed, uncertain, later, unreachable, closed, migrated.",
      labelNames: ["status"],
      registers,
    }),
    modelCalls: new Counter({
      name: "yinxun_model_calls_total",
      help: "Articles brought to the language model, by outcome: answered, cached, refused, failed, capped, insufficient, flagged.",
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
