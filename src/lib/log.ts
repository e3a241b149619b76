import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** What secrets look like wherever they turn up: Telegram tokens (also within URLs), API keys, passwords in URLs. */
const SECRET_SHAPES: [RegExp, string][] = [
  [/\d{5,}:[\w-]{20,}/g, "[token]"],
  [/\b(?:sk|pk|key)-[\w-]{12,}/g, "[key]"],
  [/(Bearer\s+)[\w.~+/-]+=*/gi, "$1[key]"],
  [/(\/\/[^\s/:@"]+:)[^\s/@"]+(@)/g, "$1[password]$2"],
];

/** Takes secrets out of a text, by their shape and by the exact values given. */
function createRedactor(secrets: (string | undefined)[]): (text: string) => string {
  const values = secrets.filter((secret) => secret !== undefined && secret.length >= 6) as string[];
  const forms = values.flatMap((value) => [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]);
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, "[secret]");
    for (const [shape, mark] of SECRET_SHAPES) clean = clean.replace(shape, mark);
    return clean;
  };
}

/** A logger whose every line passes the redactor after it is made, so that no field or cause escapes it. */
export function createLog(level: string, secrets: (string | undefined)[], to: DestinationStream): Log {
  return pino({ level, base: null, hooks: { streamWrite: createRedactor(secrets) } }, to);
}
