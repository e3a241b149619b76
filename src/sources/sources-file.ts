import { resolve } from "node:path";
import { load } from "cheerio/slim";
import { z } from "zod";
import { errorMessage } from "../lib/error-message.js";
import type { Source } from "../news/source.js";

/** Links of the source site's home and category pages, and of EastMoney's channel lists. */
export const DEFAULT_ITEM = "section ul li a, #newsListContent p a, .repeatList .title a";

/** Everything that is wrong with a list of sources, a line each. */
export class SourcesFileError extends Error {
  override name = "SourcesFileError";

  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
  }
}

const page = load("");

const selector = z
  .string()
  .min(1)
  .refine(compiles, { error: (issue) => `${JSON.stringify(issue.input)} is not a CSS selector` });

const address = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: (issue) => `${JSON.stringify(issue.input)} is not an http or https address`,
  });

const common = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "an id has letters, digits, '.', '-' and '_', at most 64"),
  medium: z.string().min(1).optional(),
};

const sourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("jekyll"), path: z.string().min(1) }),
  z.strictObject({ ...common, kind: z.literal("feed"), url: address }),
  z.strictObject({
    ...common,
    kind: z.literal("listing"),
    url: address,
    item: selector.default(DEFAULT_ITEM),
    title: selector.optional(),
    date: selector.optional(),
    body: selector.optional(),
  }),
]);

export interface SourcesFileOptions {
  /** Values for `${NAME}` in addresses. A source whose name has none is left out, and told to `onLeftOut`. */
  variables?: { [name: string]: string | undefined };
  onLeftOut?(id: string, variable: string): void;
}

const named = z.object({ id: z.string() });
const addressed = z.looseObject({ id: z.string(), url: z.string() });

/**
 * Reads a list of sources. A relative path of a folder starts at `baseDir`. Throws SourcesFileError with every problem
 * at once, each with the place where it stands.
 */
export function parseSources(json: string, baseDir: string, options: SourcesFileOptions = {}): Source[] {
  const problems: string[] = [];
  const sources: Source[] = [];
  for (const [i, written] of readArray(json).entries()) {
    const filled = fillIn(written, options);
    if (filled === undefined) continue;
    const parsed = sourceSchema.safeParse(filled);
    if (!parsed.success) {
      const id = named.safeParse(written).data?.id;
      const place = `source ${i + 1}${id === undefined ? "" : ` (${id})`}`;
      problems.push(
        ...parsed.error.issues.map(({ path, message }) => [place, ...path.map(String), message].join(": ")),
      );
    } else if (sources.some((source) => source.id === parsed.data.id)) {
      problems.push(`source ${i + 1} (${parsed.data.id}): id: stands there twice`);
    } else {
      const source = parsed.data;
      sources.push(source.kind === "jekyll" ? { ...source, path: resolve(baseDir, source.path) } : source);
    }
  }
  if (problems.length > 0) throw new SourcesFileError(problems);
  return sources;
}

function readArray(json: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new SourcesFileError([`not JSON: ${errorMessage(cause)}`]);
  }
  if (!Array.isArray(parsed)) throw new SourcesFileError(["not a list: it must begin with [ and end with ]"]);
  return parsed;
}

/** Puts in the values of `${NAME}`; undefined for a source whose name has none. */
function fillIn(written: unknown, { variables = {}, onLeftOut }: SourcesFileOptions): unknown {
  const source = addressed.safeParse(written);
  if (!source.success) return written;
  let unset: string | undefined;
  const url = source.data.url.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    const value = variables[name];
    if (!value) unset = name;
    return value?.replace(/\/+$/, "") ?? "";
  });
  if (unset === undefined) return { ...source.data, url };
  onLeftOut?.(source.data.id, unset);
  return undefined;
}

function compiles(selector: string): boolean {
  try {
    page(selector);
    return true;
  } catch {
    return false;
  }
}
