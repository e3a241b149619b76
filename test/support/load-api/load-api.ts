import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { CALM, type LoadCounts, type LoadSettings } from "./settings.js";

export interface LoadApi {
  root: string;
  token: string;
  /** Forgets what came and behaves so from now on; what is left out is as calm as can be. */
  begin(settings?: Partial<LoadSettings>): Promise<void>;
  counts(): Promise<LoadCounts>;
  stop(): Promise<void>;
}

/** Starts the counting Bot API server in a process of its own, so that it takes no time from who is measured. */
export async function startLoadApi(): Promise<LoadApi> {
  const script = fileURLToPath(new URL("server.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = await once(child.stdout, "data");
  const root = `http://127.0.0.1:${Number(port)}`;
  return {
    root,
    token: "123456:load-test-token-that-is-nobody-s",
    async begin(settings = {}) {
      await fetch(`${root}/settings`, { method: "POST", body: JSON.stringify({ ...CALM, ...settings }) });
    },
    async counts() {
      return (await (await fetch(`${root}/counts`)).json()) as LoadCounts;
    },
    async stop() {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}
