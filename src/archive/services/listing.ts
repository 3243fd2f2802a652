import type { SQLInputValue } from 'node:sqlite';
import type { Call } from './command.ts';
import { ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { type Condition, type FilterCondition, filterConditions } from './filters.ts';
import { orderOf, sortTerms } from './sorting.ts';
import { savedFilterCondition } from './visible-filters.ts';

export interface Page {
  readonly more: number;
  readonly rows: number;
  readonly number: number;
}

const defaultRows = 100;
const maxRows = 5000;

/** So many rows are put in order sooner than they are found on the way through an index. */
const fewRows = 5000;
/** The orders of so many parts are merged. */
const maxParts = 64;

/** The rows that `scope` and the call's filters let through, in the call's order, one page of them. */
// What a row is, the source's table says.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function list<T>(call: Call, source: ListSource, scope: Condition): { rows: T[]; page: Page } {
  const { sql, values } = joined([scope, ...filtersOf(call, source)]);
  const order = orderOf(sortTerms(call.params['sort_by'], source));
  return pageOf(call, (limit, offset) =>
    call.archive.database.all<T>(
      `SELECT * FROM ${source.table} WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
      ...values,
      limit,
      offset,
    ),
  );
}

/**
 * As {@link list}, of a table that grows large and that indexes divide.
 * @param parts conditions that exclude each other and make up `scope` together
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function listLarge<T>(
  call: Call,
  source: ListSource,
  scope: Condition,
  parts: readonly Condition[],
): { rows: T[]; page: Page } {
  const { sql, values } = largeQuery(call, source, scope, parts);
  return pageOf(call, (limit, offset) => {
    const page = call.archive.database.all<{ seq: number }>(sql, ...values, limit, offset);
    const found = call.archive.database.all<T & { seq: number }>(
      `SELECT * FROM ${source.table} WHERE seq IN (SELECT value FROM json_each(?))`,
      JSON.stringify(page.map(({ seq }) => seq)),
    );
    const bySeq = new Map(found.map((row) => [row.seq, row]));
    return page.flatMap(({ seq }) => bySeq.get(seq) ?? []);
  });
}

/**
 * The numbers of the rows of a page; the last two values are LIMIT and OFFSET. Where a filter lets only few rows
 * through, these are looked at and put in order. Else every part is read off the index of the order, until the page
 * is full, and nothing is sorted.
 */
export function largeQuery(call: Call, source: ListSource, scope: Condition, parts: readonly Condition[]): Condition {
  const filters = filtersOf(call, source);
  const terms = sortTerms(call.params['sort_by'], source);
  const few = fewOf(call, source, scope, filters);
  if (few === undefined && parts.length > 0 && parts.length <= maxParts) {
    const branches = parts.map((part) => joined([part, ...filters]));
    const keys = terms.map(({ field }, index) => `${field} AS ${index === terms.length - 1 ? 'seq' : `key${index}`}`);
    const select = branches.map(({ sql }) => `SELECT ${keys.join(', ')} FROM ${source.table} WHERE ${sql}`);
    // Terms by their number: of a UNION, only what it selects can be its order.
    const order = orderOf(terms.map((term, index) => ({ ...term, field: String(index + 1) })));
    return {
      sql: `${select.join(' UNION ALL ')} ORDER BY ${order} LIMIT ? OFFSET ?`,
      values: branches.flatMap(({ values }) => values),
    };
  }
  const { sql, values } = joined([scope, ...filters]);
  // CROSS JOIN keeps the order of the loops: first the few, then their rows.
  const from =
    few === undefined
      ? source.table
      : `(SELECT value AS few FROM json_each(?)) CROSS JOIN ${source.table} ON ${source.table}.seq = few`;
  return {
    sql: `SELECT ${source.table}.seq FROM ${from} WHERE ${sql} ORDER BY ${orderOf(terms)} LIMIT ? OFFSET ?`,
    values: [...(few === undefined ? [] : [JSON.stringify(few)]), ...values],
  };
}

/** The numbers of the rows that one of the filters lets through, when they are few. */
function fewOf(
  call: Call,
  source: ListSource,
  scope: Condition,
  filters: readonly FilterCondition[],
): number[] | undefined {
  const { database } = call.archive;
  for (const { narrow, search } of filters) {
    const query =
      search === undefined
        ? narrow && { ...joined([scope, narrow]), from: source.table, id: 'seq' }
        : { sql: `${source.searchTable} MATCH ?`, values: [search], from: source.searchTable, id: 'rowid' };
    if (query === undefined) continue;
    const found = database.all<{ seq: number }>(
      `SELECT ${query.id} AS seq FROM ${query.from} WHERE ${query.sql} LIMIT ${fewRows + 1}`,
      ...query.values,
    );
    if (found.length <= fewRows) return found.map(({ seq }) => seq);
  }
  return undefined;
}

function pageOf<T>(call: Call, read: (limit: number, offset: number) => T[]): { rows: T[]; page: Page } {
  const size = Math.min(positive(call, 'page.rows') ?? defaultRows, maxRows);
  const number = positive(call, 'page.number') ?? 1;
  const rows = read(size + 1, (number - 1) * size);
  return { rows: rows.slice(0, size), page: { more: rows.length > size ? 1 : 0, rows: size, number } };
}

export function count(call: Call, source: ListSource, scope: Condition): number {
  const { where, values } = whereOf(call, source, scope);
  const sql = `SELECT count(*) AS count FROM ${source.table} WHERE ${where}`;
  return call.archive.database.get<{ count: number }>(sql, ...values)?.count ?? 0;
}

/** The condition that `scope` and the call's filters make together. */
export function whereOf(call: Call, source: ListSource, scope: Condition): { where: string; values: SQLInputValue[] } {
  const { sql, values } = joined([scope, ...filtersOf(call, source)]);
  return { where: sql, values: [...values] };
}

const filtersOf = (call: Call, source: ListSource): FilterCondition[] => [
  ...savedFilterCondition(call, source),
  ...filterConditions(call.params, source),
];

const joined = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

function positive(call: Call, name: string): number | undefined {
  const value = call.params[name] ?? '';
  if (value === '') return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new ServiceError('INVALID_INTEGER', name);
  return Number(value);
}
