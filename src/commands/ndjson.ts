import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { type ZodType, z } from "zod";
import type { ExitCode, Terminal } from "./command.js";

/** Writes one object as a line, waiting where the reader is slower. */
export async function writeLine(output: Writable, value: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`)) await once(output, "drain");
}

const withId = z.looseObject({ id: z.union([z.string(), z.number()]) });

/**
 * Serves NDJSON: one object in, one out, in the same order. A line that cannot be served gives `{"id","error"}` (the
 * id null where it could not be read) and exit code 1, and the rest goes on.
 */
export async function serveLines<T>(
  terminal: Terminal,
  shape: ZodType<T>,
  serve: (value: T) => Promise<object> | object,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  for await (const line of createInterface({ input: terminal.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const answer = await serveLine(line, shape, serve);
    if ("error" in answer) code = 1;
    await writeLine(terminal.output, answer);
  }
  return code;
}

async function serveLine<T>(
  line: string,
  shape: ZodType<T>,
  serve: (value: T) => Promise<object> | object,
): Promise<object> {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ""));
  } catch {
    return { id: null, error: "this line is not JSON" };
  }
  const id = withId.safeParse(value).data?.id ?? null;
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join(".") || "line"}: ${issue.message}`,
    );
    return { id, error: problems.join("; ") };
  }
  try {
    return await serve(parsed.data);
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
