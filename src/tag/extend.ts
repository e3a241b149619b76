import { z } from "zod";
import {
  BrokenDictionary,
  bankSchema,
  contradictions,
  type Dictionary,
  type Problem,
  problemInWords,
} from "./dictionary.js";

const text = z.string().trim().min(1);

const additionSchema = z
  .strictObject({
    /** A bank that the tables do not have. */
    bank: bankSchema.optional(),
    /** One more name of a bank; taken in texts and from people. */
    alias: z.strictObject({ bank: text, text: text.min(2) }).optional(),
    /** A string that holds a bank's name and is something else. */
    decoy: z.strictObject({ text: text.min(2), why: z.string().default("") }).optional(),
    /** A word of a topic; a negative weight speaks against it. */
    topicTerm: z
      .strictObject({ topic: text, text: text.min(2), weight: z.number().min(-10).max(10) })
      .optional(),
  })
  .refine((addition) => Object.values(addition).some((part) => part !== undefined), "nothing is added");

/** What an operator adds to the tables of data/, kept elsewhere and laid over them. */
export type Addition = z.infer<typeof additionSchema>;

export type Validation = { ok: true; addition: Addition } | { ok: false; problems: Problem[] };

/** Reads an addition from outside and tries it on `dictionary`; lists everything that is wrong with it. */
export function validateAddition(dictionary: Dictionary, input: unknown): Validation {
  const parsed = additionSchema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }): Problem => ({ kind: "malformed", where: path.join(".") || "addition", message }),
    );
    return { ok: false, problems };
  }
  const problems = [
    ...unknownNames(dictionary, parsed.data),
    ...contradictions(lay(dictionary, parsed.data)),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, addition: parsed.data };
}

/**
 * The dictionary with the addition laid over it; `dictionary` stays as it is.
 * @throws BrokenDictionary when the addition names what is not there or contradicts the tables.
 */
export function extendDictionary(dictionary: Dictionary, addition: Addition): Dictionary {
  const extended = lay(dictionary, addition);
  const problems = [...unknownNames(dictionary, addition), ...contradictions(extended)];
  if (problems.length > 0) throw new BrokenDictionary(problems.map(problemInWords));
  return extended;
}

function unknownNames(dictionary: Dictionary, { bank, alias, topicTerm }: Addition): Problem[] {
  const problems: Problem[] = [];
  const banks = [...dictionary.banks, ...(bank ? [bank] : [])];
  if (alias && !banks.some(({ name }) => name === alias.bank))
    problems.push({ kind: "unknownBank", name: alias.bank });
  if (topicTerm && !dictionary.topics.some(({ name }) => name === topicTerm.topic)) {
    problems.push({ kind: "unknownTopic", name: topicTerm.topic });
  }
  return problems;
}

function lay(dictionary: Dictionary, { bank, alias, decoy, topicTerm }: Addition): Dictionary {
  const banks = [...dictionary.banks, ...(bank ? [bank] : [])].map((known) =>
    known.name === alias?.bank ? { ...known, aliases: [...known.aliases, alias.text] } : known,
  );
  const topics = dictionary.topics.map((topic) => {
    if (topic.name !== topicTerm?.topic) return topic;
    const weight = String(topicTerm.weight);
    return {
      ...topic,
      terms: { ...topic.terms, [weight]: [...(topic.terms[weight] ?? []), topicTerm.text] },
    };
  });
  const decoys = decoy
    ? [...dictionary.decoys.decoys, { texts: [decoy.text], why: decoy.why, unless: [] }]
    : dictionary.decoys.decoys;
  return { ...dictionary, banks, topics, decoys: { ...dictionary.decoys, decoys } };
}
