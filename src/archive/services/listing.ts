import type { SQLInputValue } from 'node:sqlite';
import type { Call } from './command.ts';
import { ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { type Condition, type FilterCondition, filterConditions } from './filters.ts';
import { rareQuery } from './rare-trigrams.ts';
import { orderOf, type SortTerm, sortTerms } from './sorting.ts';
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
/** So many are still put in order sooner than a whole table. */
const manyRows = 300_000;
/** So many rows are read in order, in the hope that a filter lets a page of them through. */
const windowRows = 10_000;
/** The orders of so many parts are merged: SQLite takes a union of 500. */
const maxParts = 400;

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
// What a row is, the source's table says.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function listLarge<T>(
  call: Call,
  source: ListSource,
  scope: Condition,
  parts: readonly Condition[],
): { rows: T[]; page: Page } {
  return pageOf(call, (limit, offset) => {
    const page = largePage(call, source, { scope, parts }, limit, offset);
    const found = call.archive.database.all<T & { seq: number }>(
      `SELECT * FROM ${source.table} WHERE seq IN (SELECT value FROM json_each(?))`,
      JSON.stringify(page),
    );
    const bySeq = new Map(found.map((row) => [row.seq, row]));
    return page.flatMap((seq) => bySeq.get(seq) ?? []);
  });
}

/** What a large list is made of. */
interface Reach {
  readonly scope: Condition;
  readonly parts: readonly Condition[];
}

/** The numbers of the rows of a page. */
function largePage(call: Call, source: ListSource, reach: Reach, limit: number, offset: number): number[] {
  const { database } = call.archive;
  const { sql, values, isWindow } = largeQuery(call, source, reach.scope, reach.parts);
  if (!isWindow) return database.all<{ seq: number }>(sql, ...values, limit, offset).map(({ seq }) => seq);
  const hits: number[] = [];
  let read = 0;
  for (const { seq, hit } of database.each<{ seq: number; hit: number | null }>(sql, ...values, windowRows, 0)) {
    read += 1;
    if (hit === 1) hits.push(seq);
    if (hits.length === offset + limit) break;
  }
  if (hits.length === offset + limit || read < windowRows) return hits.slice(offset);
  const whole = sortedQuery(call, source, reach.scope);
  return database.all<{ seq: number }>(whole.sql, ...whole.values, limit, offset).map(({ seq }) => seq);
}

/**
 * The numbers of the rows of a page; the last two values are LIMIT and OFFSET. Where a filter lets only few rows
 * through, these are looked at and put in order. Else every part is read off the index of the order, and nothing is
 * sorted: as `isWindow`, all rows, and `hit` is 1 of those that the filters let through.
 */
export function largeQuery(
  call: Call,
  source: ListSource,
  scope: Condition,
  parts: readonly Condition[],
): Condition & { readonly isWindow?: true } {
  const filters = filtersOf(call, source);
  const terms = sortTerms(call.params['sort_by'], source);
  const few = foundBy(call, source, scope, filters, fewRows);
  if (few !== undefined) return sortedFew(source, joined([scope, ...filters]), terms, few);
  const [{ field: first }] = terms;
  const isOrdered = first === 'seq' || source.ordered?.has(first) === true;
  if (!isOrdered || parts.length === 0 || parts.length > maxParts) return sortedQuery(call, source, scope);
  const keys = terms.map(({ field }, index) => `${field} AS ${index === terms.length - 1 ? 'seq' : `key${index}`}`);
  const hit = filters.length === 0 ? undefined : joined(filters);
  const select = parts.map(
    ({ sql }) =>
      `SELECT ${keys.join(', ')}${hit === undefined ? '' : `, ${hit.sql} AS hit`} FROM ${source.table} WHERE ${sql}`,
  );
  // Terms by their number: of a UNION, only what it selects can be its order.
  const orders = orderOf(terms.map(({ collate, order }, index) => ({ field: String(index + 1), collate, order })));
  return {
    sql: `${select.join(' UNION ALL ')} ORDER BY ${orders} LIMIT ? OFFSET ?`,
    values: parts.flatMap(({ values }) => [...(hit?.values ?? []), ...values]),
    ...(hit === undefined ? {} : { isWindow: true }),
  };
}

/** As `largeQuery`, where what is sought lies far down the order: what a filter finds is sorted, else all of it. */
function sortedQuery(call: Call, source: ListSource, scope: Condition): Condition {
  const filters = filtersOf(call, source);
  const terms = sortTerms(call.params['sort_by'], source);
  const many = foundBy(call, source, scope, filters, manyRows);
  const { sql, values } = joined([scope, ...filters]);
  if (many !== undefined) return sortedFew(source, { sql, values }, terms, many);
  // One pass through the table as it lies: an index would lead to and fro.
  return {
    sql: `SELECT seq FROM ${source.table} NOT INDEXED WHERE ${sql} ORDER BY ${orderOf(terms)} LIMIT ? OFFSET ?`,
    values,
  };
}

/** CROSS JOIN keeps the order of the loops: first the few, then their rows. */
function sortedFew(
  source: ListSource,
  where: Condition,
  terms: readonly SortTerm[],
  few: readonly number[],
): Condition {
  return {
    sql: `SELECT ${source.table}.seq FROM (SELECT value AS few FROM json_each(?)) CROSS JOIN ${source.table}
      ON ${source.table}.seq = few WHERE ${where.sql} ORDER BY ${orderOf(terms)} LIMIT ? OFFSET ?`,
    values: [JSON.stringify(few), ...where.values],
  };
}

/** The numbers of the rows that one of the filters lets through, when they are no more than `limit`. */
function foundBy(
  call: Call,
  source: ListSource,
  scope: Condition,
  filters: readonly FilterCondition[],
  limit: number,
): number[] | undefined {
  const { database } = call.archive;
  const trigrams = filters.flatMap((filter) => filter.trigrams ?? []);
  const search = source.searchTable === undefined ? undefined : rareQuery(database, source, trigrams);
  const queries = [
    ...(search === undefined
      ? []
      : [{ sql: `${source.searchTable} MATCH ?`, values: [search], from: source.searchTable, id: 'rowid' }]),
    ...filters.flatMap(({ narrow }) =>
      narrow === undefined ? [] : [{ ...joined([scope, narrow]), from: source.table, id: 'seq' }],
    ),
  ];
  for (const { sql, values, from, id } of queries) {
    const found = database.all<{ seq: number }>(
      `SELECT ${id} AS seq FROM ${from} WHERE ${sql} LIMIT ?`,
      ...values,
      limit + 1,
    );
    if (found.length <= limit) return found.map(({ seq }) => seq);
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

/** As {@link count}, of a table that grows large: each part is counted by an index where that is all it takes. */
export function countLarge(call: Call, source: ListSource, scope: Condition, parts: readonly Condition[]): number {
  if (parts.length === 0 || parts.length > maxParts) return count(call, source, scope);
  const filters = filtersOf(call, source);
  const branches = parts.map((part) => joined([part, ...filters.flatMap(({ narrow }) => narrow ?? []), ...filters]));
  const counted = branches.map(({ sql }) => `SELECT count(*) AS counted FROM ${source.table} WHERE ${sql}`);
  return (
    call.archive.database.get<{ total: number }>(
      `SELECT sum(counted) AS total FROM (${counted.join(' UNION ALL ')})`,
      ...branches.flatMap(({ values }) => values),
    )?.total ?? 0
  );
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
