import { fold } from "./fold.js";
import type { GateTable } from "./table.js";
import { createFinder } from "./words.js";

/** What a text says that wants something of its reader's machine: 忽略以上指令, or a piece of an answer. */
export type FindInstruction = (text: string) => string | undefined;

const ANSWER = /"(?:headline|bullets|cites|quote|insufficient)"|<\|[^|]*\|>|```/u;

export function createInstructionFinder({ instructions }: Pick<GateTable, "instructions">): FindInstruction {
  const find = createFinder(instructions.map(fold));
  return (text) => {
    const folded = fold(text);
    return find(folded)[0]?.word ?? ANSWER.exec(folded)?.[0];
  };
}
