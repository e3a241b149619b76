import type { Source } from "../news/source.js";
import { readFeed } from "./feed.js";
import { readJekyll } from "./jekyll.js";
import { readListing } from "./listing.js";
import type { ReadDeps, Reading } from "./reading.js";

/** Reads one source, whatever its kind. Throws SourceUnavailable when the source as a whole cannot be read now. */
export async function readSource(source: Source, deps: ReadDeps): Promise<Reading> {
  switch (source.kind) {
    case "jekyll":
      return readJekyll(source, deps);
    case "feed":
      return readFeed(source, deps);
    case "listing":
      return readListing(source, deps);
  }
}
