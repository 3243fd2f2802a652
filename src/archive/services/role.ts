import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Permission, permissionFlags, permissions, permissionsOf } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { insertRow, updateRow } from '../store/records.ts';
import { findRole, type RoleRow, systemRole } from '../store/roles.ts';
import { type Answer, type Call, type Command, command, type Need } from './command.ts';
import { notFound, ServiceError } from './errors.ts';
import type { ListSource } from './columns.ts';
import { list } from './listing.ts';
import { inAccount, requireInAccount, signedIn } from './needs.ts';
import { flag, hash, optional, type Params, text } from './params.ts';

const roleParams = {
  name: optional(text()),
  description: text().optional(),
  for_account: flag().optional(),
  for_group: flag().optional(),
  for_location: flag().optional(),
  permissions: optional(hash()),
  settings: optional(hash()),
};
type Input = z.output<z.ZodObject<typeof roleParams>>;

const roleList: ListSource = {
  table: 'role',
  columns: { uuid: 'text', name: 'text', description: 'text', type: 'text', created: 'instant', updated: 'instant' },
};

function onRole(permission: Permission): Need<RoleRow> {
  return {
    find: (call) => {
      const role = findRole(call.archive.database, call.params['uuid'] ?? '');
      if (role === undefined) throw notFound('role');
      requireInAccount(call, permission, role.account, 'role');
      return role;
    },
  };
}

export const roleCommands: readonly Command[] = [
  command({
    url: '/role/list',
    required: ['account_id'],
    needs: inAccount('role_view'),
    run: (_, call) => {
      const { rows, page } = list<RoleRow>(call, roleList, { sql: 'account = ?', values: [call.target] });
      return { roles: rows.map(describeRole), page };
    },
  }),
  command({
    url: '/role/get',
    required: ['uuid'],
    needs: onRole('role_view'),
    run: (_, { target }) => describeRole(target),
  }),
  command({
    url: '/role/default/permissions',
    needs: signedIn,
    run: () => {
      const [admin, user] = (['admin', 'user'] as const).map((type) => permissionsOf({ type, permissions: '[]' }));
      const values = permissions.map((name) => [name, [Number(admin?.has(name)), Number(user?.has(name))]] as const);
      return { permissions: Object.fromEntries(values) };
    },
  }),
  command({
    url: '/role/add',
    required: ['name', 'account_id'],
    params: roleParams,
    needs: inAccount('role_edit', 'ACCOUNT_NOT_FOUND'),
    run: (input, { archive, params, target: account }) => {
      const uuid = randomUUID();
      const at = timestamp(archive.now());
      const base = permissionsOf(systemRole(archive.database, account, 'user'));
      insertRow(archive.database, 'role', {
        ...columnsOf(input),
        uuid,
        account,
        permissions: JSON.stringify([...changed(base, wantedOf(input, params))]),
        created: at,
        updated: at,
      });
      return { uuid };
    },
  }),
  command({
    url: '/role/set',
    required: ['uuid'],
    params: roleParams,
    needs: onRole('role_edit'),
    run: (input, call) => {
      const { archive, params, target: role } = call;
      const wanted = wantedOf(input, params);
      const named = [...wanted.keys()];
      // What the two system roles may do is the program's.
      if (role.type !== null && named.length > 0) throw new ServiceError('NOT_PERMITTED', named);
      if (wanted.get('role_edit') === false) requireOtherEditor(call, role);
      updateRow(archive.database, 'role', role.uuid, {
        ...columnsOf(input),
        permissions: named.length === 0 ? undefined : JSON.stringify([...changed(permissionsOf(role), wanted)]),
        updated: timestamp(archive.now()),
      });
      return {};
    },
  }),
  command({
    url: '/role/delete',
    required: ['uuid'],
    needs: onRole('role_edit'),
    run: (_, { archive: { database }, target: role }) => {
      if (role.type !== null) throw new ServiceError('NOT_PERMITTED', 'role_edit');
      const used =
        database.get('SELECT 1 FROM member WHERE role = ?', role.uuid) ??
        database.get('SELECT 1 FROM namespace WHERE default_role = ?', role.uuid);
      if (used !== undefined) throw new ServiceError('IN_USE');
      database.run('DELETE FROM role WHERE uuid = ?', role.uuid);
      return {};
    },
  }),
];

/** Permissions by name from the hash, and from `permission_NAME`, which is easier for forms. */
function wantedOf({ permissions: given = {} }: Input, params: Params): ReadonlyMap<Permission, boolean> {
  const single = Object.entries(params).filter(([name]) => name.startsWith('permission_'));
  const all = [...Object.entries(given), ...single.map(([name, value]) => [name.slice('permission_'.length), value])];
  return new Map(
    all.map(([name, value]): [Permission, boolean] => {
      const known = permissions.find((each) => each === name);
      if (known === undefined) throw new ServiceError('INVALID_PERMISSION', name);
      const flags: Readonly<Record<string, boolean>> = { 1: true, true: true, 0: false, false: false };
      const wanted = flags[String(value)];
      if (wanted === undefined) throw new ServiceError('INVALID_PERMISSION_VALUE', known);
      return [known, wanted];
    }),
  );
}

function changed(base: ReadonlySet<Permission>, wanted: ReadonlyMap<Permission, boolean>): Set<Permission> {
  return new Set(permissions.filter((name) => wanted.get(name) ?? base.has(name)));
}

/** The system's administrators always may; they only have to be there. */
function requireOtherEditor({ archive }: Call, role: RoleRow): void {
  const members = archive.database.all<RoleRow>(
    'SELECT DISTINCT role.* FROM member JOIN role ON role.uuid = member.role WHERE role.account = ? AND role.uuid <> ?',
    role.account,
    role.uuid,
  );
  if (!members.some((other) => permissionsOf(other).has('role_edit'))) throw new ServiceError('NO_OTHER_ROLE_EDIT');
}

const numberOf = (value: boolean | undefined): number | undefined => (value === undefined ? undefined : Number(value));

function columnsOf({ name, description, for_account, for_group, for_location, settings }: Input) {
  return {
    name,
    description,
    for_account: numberOf(for_account),
    for_group: numberOf(for_group),
    for_location: numberOf(for_location),
    settings: settings === undefined ? undefined : JSON.stringify(settings),
  };
}

function describeRole(role: RoleRow): Answer {
  return {
    uuid: role.uuid,
    name: role.name,
    description: role.description,
    for_account: role.for_account,
    for_group: role.for_group,
    for_location: role.for_location,
    type: role.type,
    permissions: permissionFlags(permissionsOf(role)),
    settings: JSON.parse(role.settings) as unknown,
  };
}
