import { readFile } from "node:fs/promises";
import { z } from "zod";
import { errorMessage } from "../lib/error-message.js";
import { decodeBody } from "../lib/http-decode.js";
import type { Source } from "../news/source.js";
import { listPostFiles, type PostFile } from "./post-files.js";
import { type Listed, type ReadDeps, type Reading, SourceUnavailable } from "./reading.js";
import { keep } from "./state.js";

const LARGEST = 4 * 1024 * 1024;

/** Version of every file as it was last stored, by id. */
const versions = z.record(z.string(), z.string()).catch(() => ({}));

/** A folder of posts: whatever file is new, or not what it was. */
export async function readJekyll(source: Source & { kind: "jekyll" }, deps: ReadDeps): Promise<Reading> {
  const files = await listPostFiles(source.path).catch((cause: unknown) => {
    throw new SourceUnavailable(`The folder ${source.path} cannot be read.`, undefined, { cause });
  });
  const key = `files:${source.id}`;
  const stored = versions.parse(await deps.validators.get(key));
  const changed = files.filter((file) => stored[file.id] !== file.version);
  const states = Object.fromEntries(files.map((file) => [file.id, file.version]));
  const gone = Object.keys(stored).some((id) => states[id] === undefined);

  async function* items(): AsyncGenerator<Listed> {
    for (const file of changed) {
      deps.signal.throwIfAborted();
      const listed = await readPost(source, file);
      if (listed.kind === "failed") delete states[file.id];
      yield listed;
    }
  }
  return {
    items: items(),
    commit: async () => {
      if (changed.length > 0 || gone) await keep(deps.validators, key, states);
    },
  };
}

async function readPost(source: Source, file: PostFile): Promise<Listed> {
  const externalId = file.id;
  if (file.outside) {
    return { kind: "unreadable", externalId, reason: "a link that leads out of the folder", body: "" };
  }
  if (file.bytes > LARGEST) {
    return { kind: "unreadable", externalId, reason: `a file of more than ${LARGEST} bytes`, body: "" };
  }
  try {
    const body = decodeBody(await readFile(file.path));
    const format = /^\s*<(?:!doctype|html)/i.test(body) ? "page" : "post";
    return { kind: "item", item: { source: source.id, externalId, format, body, medium: source.medium } };
  } catch (error) {
    return { kind: "failed", externalId, reason: errorMessage(error) };
  }
}
