import { bankSchema, type Problem } from "../tag/dictionary.js";
import type { Addition } from "../tag/extend.js";
import type { Names } from "./names.js";
import type { Say } from "./say.js";

/** A term that says as much as most of those in data/topics.json. */
const USUAL_WEIGHT = 3;
const TYPES: readonly string[] = bankSchema.shape.type.options;

/**
 * What an admin typed after /admin add, as an addition that is still to be checked: `alias 北京银行 京行`,
 * `decoy 北京银行间 a market`, `term 儿童金融 小京卡 2`, `bank 某某银行 城商 某行 601000`. Undefined for other words.
 */
export function readAddition(said: string, names: Pick<Names, "meaning">): unknown {
  const [kind = "", name = "", ...rest] = said.split(/\s+/u);
  const meant = () => names.meaning(name).interest?.name ?? name;
  switch (kind.toLowerCase()) {
    case "alias":
      return rest.length === 0 ? undefined : { alias: { bank: meant(), text: rest.join(" ") } };
    case "decoy":
      return name === "" ? undefined : { decoy: { text: name, why: rest.join(" ") } };
    case "term": {
      const weight = Number(rest.at(-1));
      const words = rest.length > 1 && !Number.isNaN(weight) ? rest.slice(0, -1) : rest;
      if (words.length === 0) return undefined;
      const topic = meant().replace(/^[#＃]/u, "");
      return {
        topicTerm: {
          topic,
          text: words.join(" "),
          weight: words === rest ? USUAL_WEIGHT : weight,
        },
      };
    }
    case "bank":
      return name === "" ? undefined : { bank: readBank(name, rest) };
    default:
      return undefined;
  }
}

/** Tickers and the type are told by their form; all other words are aliases, or English names. */
function readBank(name: string, words: string[]): Record<string, unknown> {
  const named = (pattern: RegExp) => words.filter((word) => pattern.test(word));
  const [aShare] = named(/^\d{6}$/u);
  const [hShare] = named(/^\d{5}$/u);
  const type = words.find((word) => TYPES.includes(word));
  return {
    name,
    type,
    aShare,
    hShare,
    aliases: named(/\p{Script=Han}/u).filter((word) => word !== type),
    english: named(/^\p{Script=Latin}[\p{Script=Latin}&.'-]*$/u),
  };
}

/** The addition in a sentence without its full stop. */
export function additionInWords({ bank, alias, decoy, topicTerm }: Addition, say: Say): string {
  return [
    bank && say("additionBank", { name: bank.name, type: bank.type }),
    alias && say("additionAlias", alias),
    decoy && say("additionDecoy", { text: decoy.text }),
    topicTerm && say("additionTerm", topicTerm),
  ]
    .filter((part) => part !== undefined)
    .join("；");
}

/** Why the addition is refused, in a sentence without its full stop. */
export function problemFor(problem: Problem, say: Say): string {
  switch (problem.kind) {
    case "malformed":
      return malformedIn(problem.where, say);
    case "unknownBank":
      return say("problemUnknownBank", problem);
    case "unknownTopic":
      return say("problemUnknownTopic", problem);
    case "nameOfTwo":
      return say("problemNameOfTwo", problem);
    case "nameAndDecoy":
      return say("problemNameAndDecoy", problem);
    case "oneNameTwoTopics":
      return say("problemOneNameTwoTopics");
    case "noSuchSuggestion":
      return say("problemNoSuchSuggestion", problem);
  }
}

function malformedIn(where: string, say: Say): string {
  if (where === "bank.type") return say("problemBankType", { types: TYPES.join("、") });
  if (where === "topicTerm.weight") return say("problemWeight");
  return TEXTS.test(where) ? say("problemTooShort") : say("problemMalformed", { where });
}

const TEXTS = /\.(?:text|name|aliases)\b/u;
