import type { Dictionary } from "./dictionary.js";
import type { Hit } from "./names.js";

/**
 * 0 to 3 topics by the weights of data/topics.json. A term counts up to `repeats` times, each time half of the
 * last; in the title it weighs `title` times more. Nothing is scored in a text without a bank and without banking.
 */
export function createTopicRule({ topics, topicRules: { rules } }: Dictionary) {
  return (hits: readonly Hit[], headEnd: number, namesBank: boolean): string[] => {
    const isBanking = namesBank || hits.some((hit) => hit.meaning.banking);
    const counts = new Map<Hit["meaning"], { head: number; body: number }>();
    for (const { meaning, start } of hits) {
      if (meaning.terms.length === 0) continue;
      const count = counts.get(meaning) ?? { head: 0, body: 0 };
      if (start < headEnd) count.head++;
      else count.body++;
      counts.set(meaning, count);
    }
    const scores = new Float64Array(topics.length);
    for (const [{ terms }, { head, body }] of counts) {
      const times = fading(Math.min(body, rules.repeats));
      for (const { topic, weight, titleOnly } of terms) {
        const inHead = head > 0 ? weight * rules.title : 0;
        scores[topic] = (scores[topic] ?? 0) + inHead + (titleOnly ? 0 : weight * times);
      }
    }
    const ranked = topics
      .map((topic, index) => ({ topic, score: scores[index] ?? 0 }))
      .filter(({ topic, score }) => {
        if (topic.needs === "bank" && !namesBank) return false;
        if (topic.needs === "banking" && !isBanking) return false;
        return score >= (topic.least ?? rules.least);
      })
      .sort((a, b) => b.score - a.score);
    const best = ranked[0]?.score ?? 0;
    return ranked
      .filter(({ score }) => score >= best * rules.share)
      .slice(0, rules.most)
      .map(({ topic }) => topic.name);
  };
}

/** 1 + 1/2 + 1/4 …: the tenth mention says little that the first did not. */
function fading(times: number): number {
  return 2 - 2 ** (1 - times);
}
