import type { SQLInputValue } from 'node:sqlite';
import type { Call } from './command.ts';
import { ServiceError } from './errors.ts';
import { type Condition, filterConditions } from './filters.ts';
import { orderBy } from './sorting.ts';
import { savedFilterCondition } from './visible-filters.ts';

/** `instant` columns hold `YYYY-MM-DD hh:mm:ss.mmm`, `date` columns YYYYMMDD; `list` columns values parted by `\`. */
export type ColumnKind = 'text' | 'number' | 'instant' | 'date' | 'list';

/** What a list command may filter and sort by: the only names that reach an SQL text. */
export interface ListSource {
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** The column of folded words that `filter.SMART_SEARCH.equals` looks through. */
  readonly searchColumn?: string;
}

export interface Page {
  readonly more: number;
  readonly rows: number;
  readonly number: number;
}

const defaultRows = 100;
const maxRows = 5000;

/** The rows that `scope` and the call's filters let through, in the call's order, one page of them. */
// What a row is, the source's table says.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function list<T>(call: Call, source: ListSource, scope: Condition): { rows: T[]; page: Page } {
  const { where, values } = whereOf(call, source, scope);
  const size = Math.min(positive(call, 'page.rows') ?? defaultRows, maxRows);
  const number = positive(call, 'page.number') ?? 1;
  const rows = call.archive.database.all<T>(
    `SELECT * FROM ${source.table} WHERE ${where} ORDER BY ${orderBy(call.params['sort_by'], source)} LIMIT ? OFFSET ?`,
    ...values,
    size + 1,
    (number - 1) * size,
  );
  return { rows: rows.slice(0, size), page: { more: rows.length > size ? 1 : 0, rows: size, number } };
}

export function count(call: Call, source: ListSource, scope: Condition): number {
  const { where, values } = whereOf(call, source, scope);
  const sql = `SELECT count(*) AS count FROM ${source.table} WHERE ${where}`;
  return call.archive.database.get<{ count: number }>(sql, ...values)?.count ?? 0;
}

/** The condition that `scope` and the call's filters make together. */
export function whereOf(call: Call, source: ListSource, scope: Condition): { where: string; values: SQLInputValue[] } {
  const conditions = [scope, ...savedFilterCondition(call, source), ...filterConditions(call.params, source)];
  return {
    where: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

function positive(call: Call, name: string): number | undefined {
  const value = call.params[name] ?? '';
  if (value === '') return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new ServiceError('INVALID_INTEGER', name);
  return Number(value);
}
