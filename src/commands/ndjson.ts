import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { type ZodError, type ZodType, z } from "zod";
import { errorMessage } from "../lib/error-message.js";
import type { ExitCode, Terminal } from "./command.js";

/** Writes one object as a line, waiting where the reader is slower. */
export async function writeLine(output: Writable, value: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`)) await once(output, "drain");
}

/** Counts as one object, or for people a line each. */
export async function writeCounts(
  output: Writable,
  counts: object,
  json: boolean | undefined,
): Promise<void> {
  if (json) return writeLine(output, counts);
  for (const [name, count] of Object.entries(counts)) output.write(`${name.padEnd(12)} ${count}\n`);
}

const withId = z.looseObject({ id: z.union([z.string(), z.number()]) });

/** A line that could be read, or what is said in its place; the id is null where it could not be read. */
export type Line<T> = { value: T } | { answer: { id: string | number | null; error: string } };

/** The objects of an NDJSON input, in order. */
export async function* readLines<T>({ input }: Terminal, shape: ZodType<T>): AsyncGenerator<Line<T>> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") yield readLine(line, shape);
  }
}

/**
 * Serves NDJSON: one object in, one out, in the same order. A line that cannot be served gives `{"id","error"}` and
 * exit code 1, and the rest goes on.
 */
export async function serveLines<T extends object>(
  terminal: Terminal,
  shape: ZodType<T>,
  serve: (value: T) => Promise<object> | object,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  for await (const line of readLines(terminal, shape)) {
    const answer = "answer" in line ? line.answer : await served(line.value, serve);
    if ("error" in answer) code = 1;
    await writeLine(terminal.output, answer);
  }
  return code;
}

async function served<T extends object>(
  value: T,
  serve: (value: T) => Promise<object> | object,
): Promise<object> {
  try {
    return await serve(value);
  } catch (error) {
    return { id: idOf(value), error: errorMessage(error) };
  }
}

function readLine<T>(line: string, shape: ZodType<T>): Line<T> {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ""));
  } catch {
    return { answer: { id: null, error: "this line is not JSON" } };
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  return { answer: { id: idOf(value), error: problemsOf(parsed.error) } };
}

/** What is wrong with a line, field by field. */
export function problemsOf(error: ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`).join("; ");
}

function idOf(value: unknown): string | number | null {
  return withId.safeParse(value).data?.id ?? null;
}
