/** Does something with every item, at most so many at a time, in order. Rejects with the first error. */
export async function atMost<Item>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: Math.min(width, items.length) }, async () => {
      for (const item of left) {
        await work(item);
      }
    }),
  );
}
