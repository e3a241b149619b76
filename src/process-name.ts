import { hostname } from "node:os";

/** Names this process among all that may share a database. */
export function processName(): string {
  return `${hostname()}:${process.pid}`;
}

/** Whether the process of that name ran on this machine and has ended; false for what cannot be known from here. */
export function hasEnded(name: string): boolean {
  const [, host, pid] = /^(.*):(\d+)$/.exec(name) ?? [];
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
