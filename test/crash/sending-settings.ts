import type { DeathPoint } from "./death-points.js";

/** What a sending process is told. */
export interface SendingSettings {
  databaseUrl: string;
  root: string;
  token: string;
  /** Messages a second, of its own clock. */
  rate: number;
  /** Of the lease on sending: the same again finds its own lease at once. */
  owner: string;
  leaseMs: number;
  clockSpeed: number;
  /** It ends when it passes this point for the nth time. */
  death?: { point: DeathPoint; passages: number };
}
