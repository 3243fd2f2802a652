import { type Permission, permissionsIn, permissionsOf, type RoleGrant } from '../access.ts';
import { findNamespaceOf, type NamespaceRow } from '../store/accounts.ts';
import { findRole, fitsRole, type RoleRow, systemRole } from '../store/roles.ts';
import type { Call } from './command.ts';
import { ServiceError } from './errors.ts';
import { callerOf } from './needs.ts';
import type { Params } from './params.ts';

/** A member with what the lists of users say of them. */
export interface MemberRow {
  readonly user_id: string;
  readonly user_name: string;
  readonly user_email: string;
  readonly user_alt_emails: string;
  readonly role_id: string;
  readonly role_name: string;
  readonly events: string;
  readonly disabled: number;
  readonly global: number;
  readonly alias: string | null;
  readonly last_login: string | null;
}

/** The members of every namespace, for lists to choose from. */
export const memberTable = `(SELECT member.namespace, member.events, user.rowid AS seq, user.uuid AS user_id,
  user.name AS user_name, user.login AS user_email, user.alt_emails AS user_alt_emails, user.disabled, user.global, user.alias, user.last_login,
  role.uuid AS role_id, role.name AS role_name
  FROM member JOIN user ON user.uuid = member.user JOIN role ON role.uuid = member.role)`;

export function findMember(call: Call, namespace: string, user: string): MemberRow | undefined {
  const sql = `SELECT * FROM ${memberTable} WHERE namespace = ? AND user_id = ?`;
  return call.archive.database.get<MemberRow>(sql, namespace, user);
}

/**
 * The role that a member is to have: the one named, the namespace's default, or the system's for users.
 * Nobody gives away more than they have in the account.
 */
export function roleFor(call: Call, namespace: NamespaceRow): RoleRow {
  const { database } = call.archive;
  const named = call.params['role_id'] || namespace.default_role || '';
  const role = named === '' ? systemRole(database, namespace.account, 'user') : findRole(database, named);
  if (role === undefined || role.account !== namespace.account) throw new ServiceError('ROLE_NOT_FOUND', 'role_id');
  if (!fitsRole(role, namespace.kind)) {
    const data = { role_id: role.uuid, namespace_id: namespace.uuid };
    throw new ServiceError('ROLE_NAMESPACE_MISMATCH', 'INCOMPATIBLE_ROLE', data);
  }
  if (isAboveCaller(call, namespace.account, role)) throw new ServiceError('CAN_NOT_PROMOTE');
  return role;
}

/** Whether a role permits something that the caller may not do in the account. */
export function isAboveCaller(call: Call, account: string, role: RoleGrant): boolean {
  const { database } = call.archive;
  const own = permissionsIn(database, callerOf(call), findNamespaceOf(database, account)?.uuid ?? '');
  return [...permissionsOf(role)].some((permission) => !own.has(permission));
}

/** Adds a member, or changes what one may do and is told. */
export function putMember(call: Call, namespace: NamespaceRow, user: string, role: RoleRow): void {
  const before = findMember(call, namespace.uuid, user);
  const events = { ...(JSON.parse(before?.events ?? '{}') as object), ...eventsOf(call.params) };
  requireSomebodyLeft(call, namespace, user, role);
  call.archive.database.run(
    `INSERT INTO member (user, namespace, role, events) VALUES (?, ?, ?, ?)
     ON CONFLICT (user, namespace) DO UPDATE SET role = excluded.role, events = excluded.events`,
    user,
    namespace.uuid,
    role.uuid,
    JSON.stringify(events),
  );
}

export function removeMember(call: Call, namespace: NamespaceRow, user: string): void {
  requireSomebodyLeft(call, namespace, user, undefined);
  call.archive.database.run('DELETE FROM member WHERE namespace = ? AND user = ?', namespace.uuid, user);
}

const manages = (role: RoleGrant): boolean => permissionsOf(role).has('account_user_edit');

/** An account whose last manager is gone could never be managed again. */
function requireSomebodyLeft(call: Call, namespace: NamespaceRow, user: string, next: RoleRow | undefined): void {
  if (namespace.kind !== 'account' || (next !== undefined && manages(next))) return;
  const others = call.archive.database.all<RoleRow>(
    `SELECT role.* FROM member JOIN role ON role.uuid = member.role JOIN user ON user.uuid = member.user
     WHERE member.namespace = ? AND member.user <> ? AND user.disabled = 0`,
    namespace.uuid,
    user,
  );
  if (!others.some(manages)) throw new ServiceError('IN_USE', 'account_user_edit' satisfies Permission);
}

/** What a member wants to be told: every `event_…` flag that was passed. Kept; nothing here sends mail. */
export function eventsOf(params: Params): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([name]) => /^event_[a-z_]{1,40}$/.test(name))
      .map(([name, value]): [string, number] => {
        if (value !== '0' && value !== '1' && value !== '') throw new ServiceError('INVALID_FLAG', name);
        return [name, Number(value)];
      }),
  );
}

export function describeMember(member: MemberRow): Readonly<Record<string, unknown>> {
  return {
    user_id: member.user_id,
    user_name: member.user_name,
    user_email: member.user_email,
    role_id: member.role_id,
    role_name: member.role_name,
    ...(JSON.parse(member.events) as object),
  };
}
