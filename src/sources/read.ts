import type { Source } from "../news/source.js";
import { readJekyll } from "./jekyll.js";
import { type ReadDeps, type Reading, SourceUnavailable } from "./reading.js";

/** Reads one source, whatever its kind. Throws SourceUnavailable when the source as a whole cannot be read now. */
export async function readSource(source: Source, deps: ReadDeps): Promise<Reading> {
  switch (source.kind) {
    case "jekyll":
      return readJekyll(source, deps);
    default:
      throw new SourceUnavailable(`Sources of the kind ${source.kind} cannot be read.`);
  }
}
