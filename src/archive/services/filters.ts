import type { SQLInputValue } from 'node:sqlite';
import { fold } from '../store/study-fields.ts';
import { ServiceError } from './errors.ts';
import { dateValue, instantValue } from './filter-dates.ts';
import { type ColumnKind, columnOf, type ListSource } from './columns.ts';
import { type Params, textList } from './params.ts';

/** A piece of SQL with the values bound to it. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/**
 * A filter. `narrow` is a condition that an index answers, `trigrams` are three letters each that the searched text
 * must have: both are true of more rows at most.
 */
export interface FilterCondition extends Condition {
  readonly narrow?: Condition | undefined;
  readonly trigrams?: readonly string[];
}

const filterPattern = /^filter\.(.+)\.([a-z_]+)$/;

/** Every `filter.FIELD.CONDITION` parameter, all of which must hold. */
export function filterConditions(params: Params, source: ListSource): FilterCondition[] {
  return Object.entries(params).flatMap(([name, value]) => {
    if (!name.startsWith('filter.') || name === 'filter.tz') return [];
    const [, field = '', condition = ''] = filterPattern.exec(name) ?? [];
    if (field === 'SMART_SEARCH' && source.searchColumn !== undefined) {
      if (condition !== 'equals') throw new ServiceError('INVALID_CONDITION', name);
      return smartSearch(source.searchColumn, value);
    }
    const column = columnOf(source, field);
    if (column === undefined) throw new ServiceError('INVALID_FIELD', name);
    const { kind } = column;
    const filter = { name, condition, kind, value, timeZone: params['filter.tz'] };
    if (column.isIndexed !== true) return [compare({ ...filter, field: column.sql })];
    // Which index the rows are read off is for the order to say, not for the filter: hence the unary plus.
    const narrow = narrowed({ ...filter, field: column.sql });
    return [{ ...compare({ ...filter, field: `+${column.sql}` }), narrow }];
  });
}

/** Every word must be somewhere in the searched fields. */
function smartSearch(column: string, value: string): FilterCondition[] {
  return fold(value)
    .split(' ')
    .filter(Boolean)
    .slice(0, 20)
    .map((word) => ({
      sql: `instr(${column}, ?) > 0`,
      values: [word],
      trigrams: trigramsOf(word),
    }));
}

/** Every three letters in a row; none of a word of two. */
export function trigramsOf(text: string): string[] {
  const letters = Array.from(text);
  return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''));
}

interface Comparison {
  readonly name: string;
  readonly field: string;
  readonly condition: string;
  readonly kind: ColumnKind;
  readonly value: string;
  readonly timeZone: string | undefined;
}

const operators: ReadonlyMap<string, string> = new Map(Object.entries({ gt: '>', ge: '>=', lt: '<', le: '<=' }));
/** No field is longer; SQLite refuses patterns of 50,000 bytes. */
const maxPattern = 1024;

function compare(filter: Comparison): Condition {
  const { field, condition, name } = filter;
  const operator = operators.get(condition);
  if (operator !== undefined) {
    const { sql, value } = operand(filter, filter.value);
    return { sql: `${sql} ${operator} ?`, values: [value] };
  }
  switch (condition) {
    case 'equals':
      return equals(filter, filter.value);
    case 'equals_or_null':
      return orNull(field, equals(filter, filter.value));
    case 'not_equals':
      return not(equals(filter, filter.value));
    case 'not_equals_or_null':
      return orNull(field, not(equals(filter, filter.value)));
    case 'like':
      if (filter.value.length > maxPattern) throw new ServiceError('INVALID_CONDITION', name);
      return { sql: String.raw`${field} LIKE ? ESCAPE '\'`, values: [likePattern(filter.value)] };
    case 'in':
      return anyOf(filter);
    case 'in_or_null':
      return orNull(field, anyOf(filter));
    default:
      throw new ServiceError('INVALID_CONDITION', name);
  }
}

function equals(filter: Comparison, text: string): Condition {
  const { sql, value } = operand(filter, text);
  if (filter.kind === 'list')
    return { sql: String.raw`instr('\' || ${sql} || '\', '\' || ? || '\') > 0`, values: [value] };
  return { sql: `${sql} = ?`, values: [value] };
}

function anyOf(filter: Comparison): Condition {
  const list = textList().safeParse(filter.value);
  if (!list.success || list.data.length > 500) throw new ServiceError('INVALID_CONDITION', filter.name);
  const { field, kind } = filter;
  const values = [JSON.stringify(list.data.map((text) => operand(filter, text).value))];
  const matches = matchesEach[kind];
  if (matches === undefined) return { sql: `${field} IN (SELECT value FROM json_each(?))`, values };
  return { sql: `EXISTS (SELECT 1 FROM json_each(?) AS each WHERE ${matches(field)})`, values };
}

/** How a column meets one of several values where being equal is not the question. */
const matchesEach: { readonly [Kind in ColumnKind]?: (field: string) => string } = {
  list: (field) => String.raw`instr('\' || ${field} || '\', '\' || each.value || '\') > 0`,
  instant: (field) => `substr(${field}, 1, length(each.value)) = each.value`,
};

const not = (condition: Condition): Condition => ({ ...condition, sql: `NOT (${condition.sql})` });

/** What an index can answer of a filter: a range of it. */
function narrowed(filter: Comparison): Condition | undefined {
  const { condition, kind, field, value } = filter;
  if (condition === 'like') return startsWith(field, value);
  if (!rangeConditions.has(condition) || value.length > maxPattern) return undefined;
  if (kind === 'list') return undefined;
  const bound = operand(filter, value).value;
  // An instant without a fraction is all of its second; no character of an instant comes after the tilde.
  const end = kind === 'instant' ? `${bound}~` : bound;
  const collate = kind === 'text' ? ' COLLATE NOCASE' : '';
  switch (condition) {
    case 'equals':
      return { sql: `${field} >= ?${collate} AND ${field} <= ?${collate}`, values: [bound, end] };
    case 'gt':
    case 'ge':
      // Texts are compared by case elsewhere: their ranges are not those of the index.
      return kind === 'text' ? undefined : { sql: `${field} >= ?`, values: [bound] };
    default:
      return kind === 'text' ? undefined : { sql: `${field} <= ?`, values: [end] };
  }
}

const rangeConditions: ReadonlySet<string> = new Set(['equals', 'gt', 'ge', 'lt', 'le']);

/** The range of texts that begin as a pattern does, up to its first `%`. */
function startsWith(field: string, pattern: string): Condition | undefined {
  const start = pattern.split('%', 1)[0] ?? '';
  if (start === '' || start.length > maxPattern) return undefined;
  return {
    sql: `${field} >= ? COLLATE NOCASE AND ${field} < ? COLLATE NOCASE`,
    values: [start, `${start}\u{10FFFF}`],
  };
}

/** An empty text counts as null: forms cannot say the difference. */
const orNull = (field: string, condition: Condition): Condition => ({
  ...condition,
  sql: `${condition.sql} OR ${field} IS NULL OR ${field} = ''`,
});

/** Only `%` is a wildcard of the protocol. */
const likePattern = (value: string) => value.replace(/[\\_]/g, String.raw`\$&`);

function operand(filter: Comparison, text: string): { sql: string; value: string | number } {
  const { kind, field, name, timeZone } = filter;
  switch (kind) {
    case 'number': {
      if (!/^-?\d{1,15}$/.test(text)) throw new ServiceError('INVALID_CONDITION', name);
      return { sql: field, value: Number(text) };
    }
    case 'date': {
      const date = dateValue(text);
      if (date === undefined) throw new ServiceError('INVALID_CONDITION', name);
      return { sql: field, value: date };
    }
    case 'instant': {
      const instant = instantValue(text, timeZone);
      if (instant === undefined) throw new ServiceError('INVALID_CONDITION', name);
      return { sql: `substr(${field}, 1, ${instant.length})`, value: instant };
    }
    case 'text':
    case 'list':
      return { sql: field, value: text };
    default:
      return kind satisfies never;
  }
}
