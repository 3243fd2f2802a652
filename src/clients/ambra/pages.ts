import type { CallOptions } from './commands/command.ts';

/** Everything that a list command finds, one by one, or a page at a time. Nothing is asked before it is wanted. */
export interface Pages<Item> extends AsyncIterable<Item> {
  slices(): AsyncIterable<readonly Item[]>;
}

type ListCommand = (params: never, options?: CallOptions) => Promise<{ readonly page?: unknown }>;
type AnswerOf<List extends ListCommand> = Awaited<ReturnType<List>>;
type FieldOf<Answer> = {
  [Field in keyof Answer]-?: NonNullable<Answer[Field]> extends readonly unknown[] ? Field : never;
}[keyof Answer];
type ItemOf<Items> = NonNullable<Items> extends readonly (infer Item)[] ? Item : never;

interface PagesOptions extends CallOptions {
  /** Of one page; a server gives at most 5000. */
  readonly rows?: number;
}

/**
 * Reads a list command to its end: `for await (const study of pages(commands.study.list, { filter }, 'studies'))`.
 *
 * The API numbers its pages. What is added before the page that is read moves items onto the next one, where they are
 * not given again (by their `uuid`); what is deleted there moves items out of sight. Sorted by `created-asc`, whatever
 * is added comes at the end, and nothing moves.
 */
export function pages<List extends ListCommand, Field extends FieldOf<AnswerOf<List>>>(
  list: List,
  params: NonNullable<Parameters<List>[0]>,
  field: Field,
  { rows = 100, ...options }: PagesOptions = {},
): Pages<ItemOf<AnswerOf<List>[Field]>> {
  type Item = ItemOf<AnswerOf<List>[Field]>;
  const ask = list as unknown as (params: object, options: CallOptions) => Promise<AnswerOf<List>>;
  async function* slices(): AsyncGenerator<Item[]> {
    const given = new Set<string>();
    const isNew = (item: unknown): boolean => {
      const uuid = uuidOf(item);
      return uuid === undefined || (!given.has(uuid) && given.add(uuid).size > 0);
    };
    for (let number = 1; ; number += 1) {
      const answer = await ask({ ...(params as object), page: { number, rows } }, options);
      const items = (answer[field] ?? []) as Item[];
      const fresh = items.filter(isNew);
      if (fresh.length > 0) yield fresh;
      // A server that promises more for ever, and gives nothing, is not asked for ever.
      if (items.length === 0 || !hasMore(answer.page)) return;
    }
  }
  return {
    slices,
    async *[Symbol.asyncIterator]() {
      for await (const slice of slices()) yield* slice;
    },
  };
}

function uuidOf(item: unknown): string | undefined {
  const uuid = typeof item === 'object' && item !== null && 'uuid' in item ? item.uuid : undefined;
  return typeof uuid === 'string' ? uuid : undefined;
}

/** The pagination status: `{ more, rows, number }`. */
function hasMore(page: unknown): boolean {
  const more = typeof page === 'object' && page !== null && 'more' in page ? page.more : false;
  return more === true || more === 1 || more === '1';
}
