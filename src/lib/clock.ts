/** Where time comes from. Handed in everywhere, so that tests and the preview choose it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stood at `instant` when it was made and runs on from there. */
export function clockStartingAt(instant: number): Clock {
  const offset = instant - Date.now();
  return { now: () => Date.now() + offset };
}
