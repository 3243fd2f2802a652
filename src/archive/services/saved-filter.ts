import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { UserRow } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { insertRow, updateRow } from '../store/records.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, notPermitted, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { person, requireInAccount } from './needs.ts';
import { optional, text } from './params.ts';
import { type FilterRow, visibleFilters } from './visible-filters.ts';

const filterList: ListSource = {
  table: 'saved_filter',
  columns: { uuid: 'text', name: 'text', type: 'text', created: 'instant', updated: 'instant' },
};
const filterParams = { name: text().optional(), type: text(100).optional(), configuration: optional(text(64 * 1024)) };

/** Expressions that must all hold, or filters of which one must (notes of /filter/add). */
const Configuration = z.union([
  z.record(z.string().startsWith('filter.'), z.union([z.string(), z.number().transform(String)])),
  z.array(z.string().max(64)).min(1).max(50),
]);

const holders = ['account', 'location', 'group', 'user', 'role'] as const;

/** A filter of the caller's own. One that is shared with them may be used, and not changed. */
function onFilter(change: boolean): Need<{ user: UserRow; filter: FilterRow }> {
  return {
    find: (call) => {
      const user = person.find(call);
      const { sql, values } = visibleFilters(user);
      const filter = call.archive.database.get<FilterRow>(
        `SELECT * FROM saved_filter WHERE uuid = ? AND (${sql})`,
        call.params['uuid'] ?? '',
        ...values,
      );
      if (filter === undefined) throw notFound('filter');
      if (change && filter.owner !== user.uuid) throw notPermitted('filter');
      return { user, filter };
    },
  };
}

export const savedFilterCommands: readonly Command[] = [
  command({
    url: '/filter/list',
    needs: person,
    run: (_, call) => {
      const { sql, values } = visibleFilters(call.target);
      const type = call.params['type'] || null;
      const scope = { sql: `(${sql}) AND type = coalesce(?, type)`, values: [...values, type] };
      const { rows, page } = list<FilterRow>(call, filterList, scope);
      return { filters: rows.map((filter) => describe(filter, call.target)), page };
    },
  }),
  command({
    url: '/filter/get',
    required: ['uuid'],
    needs: onFilter(false),
    run: (_, { target }) => describe(target.filter, target.user),
  }),
  command({
    url: '/filter/add',
    required: ['name', 'type', 'configuration'],
    params: filterParams,
    needs: person,
    run: (input, call) => {
      const uuid = randomUUID();
      const at = timestamp(call.archive.now());
      insertRow(call.archive.database, 'saved_filter', {
        ...columnsOf(call, input),
        uuid,
        owner: call.target.uuid,
        created: at,
        updated: at,
      });
      return { uuid };
    },
  }),
  command({
    url: '/filter/set',
    required: ['uuid'],
    params: filterParams,
    needs: onFilter(true),
    run: (input, call) => {
      const { filter } = call.target;
      const updated = timestamp(call.archive.now());
      updateRow(call.archive.database, 'saved_filter', filter.uuid, { ...columnsOf(call, input), updated });
      return { uuid: filter.uuid };
    },
  }),
  command({
    url: '/filter/delete',
    required: ['uuid'],
    needs: onFilter(true),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM saved_filter WHERE uuid = ?', target.filter.uuid);
      return {};
    },
  }),
  command({
    url: '/filter/share',
    required: ['uuid', 'account_id || location_id || group_id || user_id || role_id'],
    needs: onFilter(true),
    run: (_, call) => {
      const { kind, holder } = recipientOf(call, call.target.user);
      call.archive.database.run(
        'INSERT INTO filter_share (filter, kind, holder) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        call.target.filter.uuid,
        kind,
        holder,
      );
      return {};
    },
  }),
  command({
    url: '/filter/share/stop',
    required: ['uuid', 'account_id || location_id || group_id || user_id || role_id'],
    needs: onFilter(true),
    run: (_, call) => {
      const { kind, holder } = recipientOf(call, call.target.user);
      const sql = 'DELETE FROM filter_share WHERE filter = ? AND kind = ? AND holder = ?';
      if (call.archive.database.run(sql, call.target.filter.uuid, kind, holder) === 0) throw notFound(`${kind}_id`);
      return {};
    },
  }),
  command({
    url: '/filter/share/list',
    required: ['uuid'],
    needs: onFilter(true),
    run: (_, { archive, target }) => {
      const shares = archive.database.all<{ kind: string; holder: string }>(
        'SELECT kind, holder FROM filter_share WHERE filter = ?',
        target.filter.uuid,
      );
      return Object.fromEntries(
        holders.map((kind) => [`${kind}_id`, shares.filter((each) => each.kind === kind).map(({ holder }) => holder)]),
      );
    },
  }),
];

function columnsOf(
  call: Call,
  { name, type, configuration }: { readonly [Name in keyof typeof filterParams]?: string | undefined },
) {
  if (configuration !== undefined && !isConfiguration(configuration)) throw new ServiceError('INVALID_CONFIG');
  const account_id = call.params['account_id'] ?? '';
  const account = account_id === '' ? undefined : requireInAccount(call, 'study_view', account_id);
  return { name: name === '' ? undefined : name, type, configuration, account };
}

function isConfiguration(text_: string): boolean {
  try {
    return Configuration.safeParse(JSON.parse(text_)).success;
  } catch {
    return false; // not even JSON
  }
}

/** Whom a share names: one of the caller's own account. */
function recipientOf(call: Call, user: UserRow): { kind: (typeof holders)[number]; holder: string } {
  const named = holders.filter((kind) => (call.params[`${kind}_id`] ?? '') !== '');
  const [kind] = named;
  if (kind === undefined || named.length > 1) throw new ServiceError('INVALID_PARAMETERS', named);
  const holder = call.params[`${kind}_id`] ?? '';
  const sql =
    kind === 'role'
      ? 'SELECT 1 FROM role WHERE uuid = ? AND account = ?'
      : `SELECT 1 FROM namespace WHERE holder = ? AND account = ? AND kind = '${kind}'`;
  if (call.archive.database.get(sql, holder, user.account) === undefined) throw notFound(`${kind}_id`);
  return { kind, holder };
}

function describe(filter: FilterRow, user: UserRow): Answer {
  return {
    uuid: filter.uuid,
    name: filter.name,
    type: filter.type,
    configuration: JSON.parse(filter.configuration) as unknown,
    owner: Number(filter.owner === user.uuid),
    account_id: filter.account,
    tier_children: [],
    tier_parent_id: null,
  };
}
