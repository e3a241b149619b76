/** Works through the items with at most `width` jobs at a time, each taking the next free item. */
export async function inPool<T>(
  items: Iterable<T>,
  width: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  async function worker(): Promise<void> {
    for (let next = queue.next(); !next.done; next = queue.next()) await job(next.value);
  }
  await Promise.all(Array.from({ length: width }, worker));
}
