import type { Features } from "./features.js";
import { readFigure, writeFigure } from "./figures.js";
import type { Institution } from "./institutions.js";
import { packTokens, unpackTokens } from "./tokens.js";

const FIELDS = 17;
const WITHIN = "\u001f";

/** Tab-separated; token lists in base64. About half a kilobyte for a flash, 1.5 for a long article. */
export function writeFeatures(features: Features): string {
  const { framed } = features;
  return [
    features.at,
    features.dated ? 1 : 0,
    features.length,
    features.wire,
    features.roundUp ? 1 : 0,
    framed === undefined ? "" : [framed.frame, framed.who, framed.whom, framed.way].join(WITHIN),
    features.institutions.map(({ name, place }) => `${name}/${place}`).join(" "),
    features.kinds.join(" "),
    features.periods.join(" "),
    features.terms.join(" "),
    features.codes.join(" "),
    features.days.join(" "),
    features.figures.map(writeFigure).join(" "),
    features.headFigures,
    packTokens(features.head),
    packTokens(features.claim),
    packTokens(features.text),
  ].join("\t");
}

/** Undefined for what another version wrote: such an article is simply not compared. */
export function readFeatures(written: string): Features | undefined {
  const fields = written.split("\t");
  if (fields.length !== FIELDS) return undefined;
  const [at, dated, length, wire = "", roundUp, framed = "", institutions = "", ...lists] = fields;
  const [
    kinds = "",
    periods = "",
    terms = "",
    codes = "",
    days = "",
    figures = "",
    headFigures,
    head = "",
    claim = "",
    text = "",
  ] = lists;
  const [frame = "", who = "", whom = "", way = ""] = framed.split(WITHIN);
  return {
    at: Number(at),
    dated: dated === "1",
    length: Number(length),
    wire,
    roundUp: roundUp === "1",
    framed: framed === "" ? undefined : { frame, who, whom, way: way === "up" || way === "down" ? way : "" },
    institutions: listed(institutions).map(readInstitution),
    kinds: listed(kinds),
    periods: listed(periods),
    terms: listed(terms),
    codes: listed(codes),
    days: listed(days),
    figures: listed(figures).flatMap((figure) => readFigure(figure) ?? []),
    headFigures: Number(headFigures),
    head: unpackTokens(head),
    claim: unpackTokens(claim),
    text: unpackTokens(text),
  };
}

function listed(field: string): string[] {
  return field === "" ? [] : field.split(" ");
}

function readInstitution(written: string): Institution {
  const [name = "", place = ""] = written.split("/");
  return { name, place };
}
