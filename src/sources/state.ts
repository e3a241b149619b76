import type Keyv from "keyv";
import { z } from "zod";
import type { HttpOutcome } from "../lib/http.js";
import { type ReadDeps, SourceUnavailable } from "./reading.js";

export const validatorsSchema = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
});

/** Keeps a value, or throws: what is not kept would be read again, silently, for ever. */
export async function keep(validators: Keyv, key: string, value: unknown): Promise<void> {
  if (!(await validators.set(key, value))) throw new Error(`the state of a source could not be kept: ${key}`);
}

/** The page that a source lives by; undefined while it is as it was. Throws SourceUnavailable. */
export async function fetchSource(
  url: string,
  key: string,
  deps: ReadDeps,
): Promise<Extract<HttpOutcome, { kind: "fetched" }> | undefined> {
  const validators = validatorsSchema.catch(() => ({})).parse(await deps.validators.get(key));
  const outcome = await deps.http.get(url, { validators, signal: deps.signal });
  if (outcome.kind === "fetched") return outcome;
  if (outcome.kind === "unchanged") return undefined;
  throw new SourceUnavailable(
    `${url} cannot be read: ${outcome.reason}.`,
    outcome.kind === "failed" ? outcome.retryAt : undefined,
  );
}
