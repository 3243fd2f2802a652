import { ServiceError } from './errors.ts';
import { columnOf, type ListSource } from './columns.ts';

/** One column of an order. */
export interface SortTerm {
  readonly field: string;
  readonly collate: '' | ' COLLATE NOCASE';
  readonly order: 'asc' | 'desc';
}

/**
 * `name-asc,date-desc` in terms. Always ends in `seq`, so that pages never overlap, in the direction of the term before
 * it: an index that holds the column is read one way only. Without a wish, the newest first.
 */
export function sortTerms(sortBy: string | undefined, source: ListSource): readonly [SortTerm, ...SortTerm[]] {
  const terms = new Map<string, SortTerm>();
  for (const term of (sortBy ?? '').split(',').map((each) => each.trim())) {
    if (term === '') continue;
    const dash = term.lastIndexOf('-');
    const field = dash < 0 ? term : term.slice(0, dash);
    const order = dash < 0 ? '' : term.slice(dash + 1).toLowerCase();
    const column = columnOf(source, field);
    if (column === undefined) throw new ServiceError('INVALID_SORT_FIELD', field);
    if (order !== 'asc' && order !== 'desc') throw new ServiceError('INVALID_SORT_ORDER', field);
    // A field named again says nothing new, and SQL takes only so many terms.
    if (terms.has(field)) continue;
    terms.set(field, { field: column.sql, collate: column.kind === 'text' ? ' COLLATE NOCASE' : '', order });
  }
  const [first, ...more] = terms.values();
  const last: SortTerm = { field: 'seq', collate: '', order: (more.at(-1) ?? first)?.order ?? 'desc' };
  return first === undefined ? [last] : [first, ...more, last];
}

export const orderOf = (terms: readonly SortTerm[]): string =>
  terms.map(({ field, collate, order }) => `${field}${collate} ${order}`).join(', ');
