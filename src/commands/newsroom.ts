import type { Clock } from "../lib/clock.js";
import { type Newsroom, openConfiguredStore, openNewsroom, readSourcesFile } from "../newsroom.js";
import { processName } from "../process-name.js";
import { serviceClock } from "../service-clock.js";
import { createMetrics } from "../web/metrics.js";
import type { CommandContext } from "./command.js";

/** Gives a command the service's own store and sources, and closes them when it is done. */
export async function withNewsroom<T>(
  { config, log }: CommandContext,
  use: (newsroom: Newsroom, clock: Clock) => Promise<T>,
): Promise<T> {
  const sources = await readSourcesFile(config, log);
  const clock = await serviceClock(config, sources);
  const store = await openConfiguredStore(config, { clock, log });
  const newsroom = await openNewsroom(config, {
    store,
    log,
    clock,
    sources,
    owner: processName(),
    metrics: createMetrics(),
  });
  try {
    return await use(newsroom, clock);
  } finally {
    await newsroom.close();
  }
}
