import type { UserRow } from '../access.ts';
import type { Call } from './command.ts';
import { ServiceError } from './errors.ts';
import { type Condition, filterConditions } from './filters.ts';
import type { ListSource } from './columns.ts';

export interface FilterRow {
  readonly uuid: string;
  readonly owner: string;
  readonly account: string | null;
  readonly name: string;
  readonly type: string;
  readonly configuration: string;
}

/** A condition on `saved_filter` that holds for a user's own filters and those shared with them. */
export function visibleFilters(user: UserRow): Condition {
  return {
    sql: `owner = ? OR EXISTS (SELECT 1 FROM filter_share WHERE filter = saved_filter.uuid AND (
      (kind = 'role' AND holder IN (SELECT role FROM member WHERE user = ?)) OR
      (kind <> 'role' AND holder IN (SELECT namespace.holder FROM member
         JOIN namespace ON namespace.uuid = member.namespace WHERE member.user = ?))))`,
    values: [user.uuid, user.uuid, user.uuid],
  };
}

/** Filters may name filters, themselves included: so many in one list, and no more. */
const maxFilters = 200;

/** The condition that the filter named by `filter_id` stands for. */
export function savedFilterCondition(call: Call, source: ListSource): Condition[] {
  const uuid = call.params['filter_id'] ?? '';
  if (uuid === '') return [];
  if (call.caller?.kind !== 'user') throw new ServiceError('FILTER_NOT_FOUND', uuid);
  return [conditionOf(call, source, { uuid, user: call.caller.user, budget: { left: maxFilters } })];
}

interface Named {
  readonly uuid: string;
  readonly user: UserRow;
  readonly budget: { left: number };
}

function conditionOf(call: Call, source: ListSource, { uuid, user, budget }: Named): Condition {
  budget.left -= 1;
  if (budget.left < 0) throw new ServiceError('FILTER_NOT_FOUND', uuid);
  const { sql, values } = visibleFilters(user);
  const row = call.archive.database.get<FilterRow>(
    `SELECT * FROM saved_filter WHERE uuid = ? AND (${sql})`,
    uuid,
    ...values,
  );
  if (row === undefined) throw new ServiceError('FILTER_NOT_FOUND', uuid);
  const configuration = JSON.parse(row.configuration) as Readonly<Record<string, string>> | readonly string[];
  if (Array.isArray(configuration)) {
    const names = configuration as readonly string[];
    return joined(
      names.map((each) => conditionOf(call, source, { uuid: each, user, budget })),
      'OR',
    );
  }
  const zone = call.params['filter.tz'];
  const params = { ...(zone === undefined ? {} : { 'filter.tz': zone }), ...(configuration as Record<string, string>) };
  return joined(filterConditions(params, source), 'AND');
}

/** An empty filter lets everything through. */
const joined = (conditions: readonly Condition[], by: 'AND' | 'OR'): Condition => ({
  sql: conditions.length === 0 ? '1' : conditions.map(({ sql }) => `(${sql})`).join(` ${by} `),
  values: conditions.flatMap(({ values }) => values),
});
