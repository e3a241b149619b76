/** Keys in lower case, values as written but for quotes; every value of a list is one entry. */
export interface FrontMatter {
  fields: Map<string, string[]>;
  body: string;
}

/** A head in another language, `---js` or `---json`: never run, and no text either. */
const FOREIGN_HEAD = /^\s*---[ \t]*[a-z]+[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|$)/i;
const FIELD = /^([A-Za-z_][\w-]*)\s*:(?:\s+(.*)|)$/;

/**
 * Reads the head of a post line by line. It takes what a YAML parser refuses: unescaped quotes and colons in a title, a
 * date that is only a zone, a blank line or a byte order mark before the first `---`, a head that is never closed.
 */
export function readFrontMatter(post: string): FrontMatter {
  const text = post
    .replace(/^\ufeff/, "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n");
  const foreign = FOREIGN_HEAD.exec(text);
  if (foreign) return { fields: new Map(), body: text.slice(foreign[0].length) };
  const opening = /^\s*---[ \t]*\n/.exec(text);
  const fields = new Map<string, string[]>();
  if (!opening) return { fields, body: text };

  let at = opening[0].length;
  let key: string | undefined;
  while (at < text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end).trimEnd();
    const field = FIELD.exec(line);
    if (/^(?:---|\.\.\.)$/.test(line)) return { fields, body: text.slice(end + 1) };
    if (field?.[1] !== undefined) {
      key = field[1].toLowerCase();
      fields.set(key, readValue(key, field[2] ?? ""));
    } else if (key !== undefined && /^\s*-\s+\S/.test(line)) {
      fields.get(key)?.push(unquote(line.replace(/^\s*-\s+/, "")));
    } else if (key !== undefined && /^\s+\S/.test(line)) {
      fields.set(key, [[...(fields.get(key) ?? []), unquote(line.trim())].join(" ")]);
    } else if (line.trim() !== "" && !line.startsWith("#")) {
      break;
    }
    at = end + 1;
  }
  return { fields, body: text.slice(at) };
}

function readValue(key: string, written: string): string[] {
  const value = written.trim();
  if (value === "" || /^[>|][+-]?$/.test(value)) return [];
  if (key !== "title" && value.startsWith("[") && value.endsWith("]")) {
    return value
      .slice(1, -1)
      .split(/[,，]/)
      .map((item) => unquote(item.trim()))
      .filter((item) => item !== "");
  }
  return [unquote(value)];
}

/** Only the outermost pair goes: quotes inside a title are the title's own. */
function unquote(value: string): string {
  const quote = value[0];
  if (value.length < 2 || (quote !== '"' && quote !== "'") || !value.endsWith(quote)) return value;
  const inner = value.slice(1, -1);
  return quote === "'" ? inner.replaceAll("''", "'") : inner.replaceAll('\\"', '"');
}
