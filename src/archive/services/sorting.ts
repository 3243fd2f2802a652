import { ServiceError } from './errors.ts';
import type { ListSource } from './listing.ts';

/** `name-asc,date-desc` as ORDER BY. Always ends in `seq`, so that pages never overlap. */
export function orderBy(sortBy: string | undefined, source: ListSource): string {
  const terms = new Map<string, string>();
  for (const term of (sortBy ?? '').split(',').map((each) => each.trim())) {
    if (term === '') continue;
    const dash = term.lastIndexOf('-');
    const field = dash < 0 ? term : term.slice(0, dash);
    const order = dash < 0 ? '' : term.slice(dash + 1).toLowerCase();
    if (!Object.hasOwn(source.columns, field)) throw new ServiceError('INVALID_SORT_FIELD', field);
    if (order !== 'asc' && order !== 'desc') throw new ServiceError('INVALID_SORT_ORDER', field);
    // A field named again says nothing new, and SQL takes only so many terms.
    if (terms.has(field)) continue;
    terms.set(field, `${field}${source.columns[field] === 'text' ? ' COLLATE NOCASE' : ''} ${order}`);
  }
  return [...terms.values(), 'seq DESC'].join(', ');
}
