import { join } from "node:path";
import { z } from "zod";
import { readTable } from "../../lib/table.js";

const words = z
  .array(z.string().min(1))
  .refine((list) => new Set(list).size === list.length, { error: "a word stands twice" });

const gateTable = z.strictObject({
  /** Class of a unit -> how it is written. Figures of different classes never bear each other out. */
  units: z.record(z.string(), words),
  /** Units that small Chinese numerals stand before without counting: 三大指数, 一家. */
  loose: words,
  /** What stands before a figure that the true one is above, below or near. */
  over: words,
  under: words,
  about: words,
  /** Words that say the same in the surroundings of a figure, the second being the shorter. */
  same: z.array(z.tuple([z.string(), z.string()])),
  /** Words that tell one figure of an article from another: 新增 and 累计. */
  measures: words,
  /** Opposites, group by group: a word of one group never contradicts one of another. */
  directions: z.record(z.string(), z.strictObject({ up: words, down: words })),
  /** Words that hold a direction's characters and have none. */
  noDirection: words,
  /** Pairs of which one takes the other's place in a phrase turned round: 稳增长, 稳下降. */
  opposites: z.array(z.tuple([z.string(), z.string()])),
  negations: words,
  noNegation: words,
  /** Words that a statement may put a negation for: 暂停交易 is 不交易. */
  likeNegations: words,
  /** Words that keep a statement from being a fact. */
  modals: z.strictObject({ plan: words, future: words, expect: words, maybe: words }),
  /** Words that open a condition. */
  conditions: words,
  noModal: words,
  /** Those of a source that a statement must not drop: never mere particles (将X调整为) or conjunctions (A或B). */
  softeners: words,
  /** Words that tell what is not known to be so, and those that a summary may keep in their place. */
  rumours: words,
  hedges: words,
  /** After them a plan has become a fact. */
  done: words,
  /** What a plan has come to that is none any more. */
  ended: words,
  /** Words of a statement that speak of the future by themselves. */
  proposals: words,
  /** What stands before a headline's colon and is nobody. */
  speakersOfNothing: words,
  /** What only a text speaks that wants something from the model or the reader. */
  instructions: words,
  /** How names of organisations end; the weak endings are common words too and count at a clause's start only. */
  organisations: words,
  weakOrganisations: words,
  /** What stands before such an ending and makes it nobody in particular. */
  noOrganisation: words,
  /** Ministries, offices and exchanges: known by their whole names, as their endings (部, 局) are anything's. */
  authorities: words,
  /** What follows the one who speaks, and the one who acts on the market. */
  speakerVerbs: words,
  actorVerbs: words,
  /** What speaks or acts in a text and is nobody in particular. */
  nobodies: words,
  /** Latin words that stand for Chinese ones. */
  latinTerms: words,
});

export type GateTable = z.infer<typeof gateTable>;

/** Reads gate.json; throws BrokenTable when it cannot be read or is malformed. */
export function loadGateTable(dataDir: string): GateTable {
  return readTable(join(dataDir, "gate.json"), gateTable);
}
