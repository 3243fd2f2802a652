/**
 * Runs `action` for every item, `limit` at a time. The first error ends it: nothing new is begun, what runs is
 * waited for, then the error is thrown.
 */
export async function forEachConcurrent<T>(
  items: Iterable<T>,
  limit: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const lane = async (): Promise<void> => {
    while (!failed) {
      const next = iterator.next();
      if (next.done === true) return;
      try {
        await action(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: limit }, lane));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
