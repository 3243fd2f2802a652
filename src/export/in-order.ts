/**
 * Runs `action` over the items, `ahead` of them before they are asked for, and gives the results in order.
 * @param unused gets what was made and not asked for any more
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  ahead: number,
  action: (item: T) => Promise<R>,
  unused: (result: R) => Promise<void>,
): AsyncGenerator<{ readonly item: T; readonly result: PromiseSettledResult<R> }> {
  const begun = new Map<number, Promise<PromiseSettledResult<R>>>();
  const begin = (index: number): void => {
    const item = items[index];
    if (item === undefined) return;
    begun.set(
      index,
      Promise.allSettled([action(item)]).then(([result]) => result),
    );
  };
  try {
    for (let index = 0; index < ahead; index += 1) begin(index);
    for (const [index, item] of items.entries()) {
      const result = await begun.get(index);
      if (result === undefined) return;
      begun.delete(index);
      begin(index + ahead);
      yield { item, result };
    }
  } finally {
    for (const one of begun.values()) {
      const result = await one;
      if (result.status === 'fulfilled') await unused(result.value);
    }
  }
}
