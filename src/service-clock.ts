import { DateTime } from "luxon";
import type { Config } from "./config.js";
import { type Clock, clockStartingAt, systemClock } from "./lib/clock.js";
import type { Source } from "./news/source.js";
import { listPostFiles } from "./sources/post-files.js";

/** Evening in the readers' zone: the day's posts are out, and three hours are left of it. */
const EVENING = 21;

/**
 * The clock that the news goes by. Without a bot's token the service previews samples, so its clock stands at the day
 * of the newest post (by file names) and runs on from there: what is in the samples is news then.
 */
export async function serviceClock(config: Config, sources: Source[]): Promise<Clock> {
  if (config.telegram !== undefined) return systemClock;
  const days: string[] = [];
  for (const source of sources) {
    if (source.kind !== "jekyll") continue;
    const files = await listPostFiles(source.path).catch(() => []);
    for (const { id } of files)
      days.push(...(/(?:^|\/)(\d{4}-\d{1,2}-\d{1,2})-[^/]*$/.exec(id)?.slice(1, 2) ?? []));
  }
  const evenings = days.map((day) =>
    DateTime.fromFormat(day, "yyyy-M-d", { zone: config.defaults.timezone })
      .set({ hour: EVENING })
      .toMillis(),
  );
  const newest = evenings.reduce((latest, evening) => Math.max(latest, evening), 0);
  return newest === 0 ? systemClock : clockStartingAt(Math.min(newest, systemClock.now()));
}
