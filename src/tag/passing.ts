import type { DecoyTable } from "./dictionary.js";
import { endsBefore, type Occurrence } from "./names.js";

const CLAUSE_END = /[，。、；：！？“”‘’（）()《》【】\s,;:!?]/;
const REACH = 12;
/** How soon after a name 该行 still means it, in UTF-16 units. */
const CONTINUED = 60;

/**
 * Whether the name is only somebody's employer, a custodian or a comparison there (高盛首席经济学家, 托管人招商银行).
 * Never in the head: who speaks in the headline is a subject. Nor where the text goes on about it (该行).
 */
export function createPassingRule({ passing, continued }: DecoyTable) {
  return (text: string, name: Occurrence, headEnd: number): boolean => {
    if (name.start < headEnd) return false;
    const next = text.slice(name.end, name.end + CONTINUED);
    if (continued.some((word) => next.includes(word))) return false;
    if (endsBefore(text, name.start, passing.before)) return true;
    const rest = text.slice(name.end, name.end + REACH);
    const stop = rest.search(CLAUSE_END);
    const clause = stop === -1 ? rest : rest.slice(0, stop);
    return passing.after.some((word) => clause.includes(word));
  };
}
