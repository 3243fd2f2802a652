import type { SQLInputValue } from 'node:sqlite';
import { fold } from '../store/study-fields.ts';
import { ServiceError } from './errors.ts';
import { dateValue, instantValue } from './filter-dates.ts';
import type { ColumnKind, ListSource } from './listing.ts';
import { type Params, textList } from './params.ts';

/** A piece of SQL with the values bound to it. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

const filterPattern = /^filter\.(.+)\.([a-z_]+)$/;

/** Every `filter.FIELD.CONDITION` parameter, all of which must hold. */
export function filterConditions(params: Params, source: ListSource): Condition[] {
  return Object.entries(params).flatMap(([name, value]) => {
    if (!name.startsWith('filter.') || name === 'filter.tz') return [];
    const [, field = '', condition = ''] = filterPattern.exec(name) ?? [];
    if (field === 'SMART_SEARCH' && source.searchColumn !== undefined) {
      if (condition !== 'equals') throw new ServiceError('INVALID_CONDITION', name);
      return smartSearch(source.searchColumn, value);
    }
    const kind = Object.hasOwn(source.columns, field) ? source.columns[field] : undefined;
    if (kind === undefined) throw new ServiceError('INVALID_FIELD', name);
    return [compare({ name, field, condition, kind, value, timeZone: params['filter.tz'] })];
  });
}

/** Every word must be somewhere in the searched fields. */
function smartSearch(column: string, value: string): Condition[] {
  return fold(value)
    .split(' ')
    .filter(Boolean)
    .slice(0, 20)
    .map((word) => ({ sql: `instr(${column}, ?) > 0`, values: [word] }));
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

/** An empty text counts as null: forms cannot say the difference. */
const orNull = (field: string, condition: Condition): Condition => ({
  ...condition,
  sql: `${condition.sql} OR ${field} IS NULL OR ${field} = ''`,
});

/** Only `%` is a wildcard of the protocol. */
const likePattern = (value: string) => value.replace(/[\\_]/g, String.raw`\$&`);

function operand(filter: Comparison, text: string): { sql: string; value: SQLInputValue } {
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
