/** Grows by doubling from `baseMs` to `maxMs`, the upper half of it by chance, so that many do not come back at once. */
export function backoff(
  failures: number,
  { baseMs, maxMs, random }: { baseMs: number; maxMs: number; random: () => number },
): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + random() / 2));
}
