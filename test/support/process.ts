import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { ROOT } from "../../src/config.js";

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  child: ChildProcess;
  /** What it has printed so far. */
  stdout(): string;
  finished: Promise<Finished>;
}

/** Runs a file of src/ as a process of its own, with these settings alone. */
export function start(file: string, args: string[], env: Record<string, string>, input = ""): Started {
  const child = spawn(process.execPath, ["--import", "tsx", `${ROOT}/src/${file}`, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: "pipe",
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
  const finished = once(child, "close").then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    stdout: text(out),
    stderr: text(err),
  }));
  return { child, stdout: () => text(out), finished };
}

/** One of the operator's commands, to its end. */
export function cli(args: string[], env: Record<string, string> = {}, input = ""): Promise<Finished> {
  return start("cli.ts", args, env, input).finished;
}

/** The objects of an NDJSON output. */
export function objects(stdout: string): Record<string, unknown>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
