/** The pages of a list that is read from behind the last item on; one that is not full is the last, an empty one none. */
export async function* pages<Item>(
  size: number,
  read: (size: number, after: Item | undefined) => Promise<Item[]>,
): AsyncGenerator<Item[]> {
  let last: Item | undefined;
  for (;;) {
    const page = await read(size, last);
    if (page.length > 0) yield page;
    if (page.length < size) return;
    last = page.at(-1);
  }
}
