import { randomUUID } from 'node:crypto';
import type { RoleGrant } from '../access.ts';
import type { Database } from './database.ts';
import type { NamespaceKind } from './accounts.ts';

export interface RoleRow extends RoleGrant {
  readonly uuid: string;
  readonly account: string;
  readonly name: string;
  readonly description: string | null;
  readonly for_account: number;
  readonly for_group: number;
  readonly for_location: number;
  readonly settings: string;
}

/** The two roles that every account begins with. */
export function addSystemRoles(database: Database, account: string, at: string): void {
  for (const [type, name] of Object.entries({ admin: 'Administrator', user: 'User' })) {
    database.run(
      'INSERT INTO role (uuid, account, name, type, created, updated) VALUES (?, ?, ?, ?, ?, ?)',
      randomUUID(),
      account,
      name,
      type,
      at,
      at,
    );
  }
}

export function findRole(database: Database, uuid: string): RoleRow | undefined {
  return database.get<RoleRow>('SELECT * FROM role WHERE uuid = ?', uuid);
}

export function systemRole(database: Database, account: string, type: 'admin' | 'user'): RoleRow {
  const role = database.get<RoleRow>('SELECT * FROM role WHERE account = ? AND type = ?', account, type);
  if (role === undefined) throw new Error('An account without its system roles');
  return role;
}

/** Whether members of such a namespace may have the role. A user's own namespace has no other member. */
export function fitsRole(role: RoleRow, kind: NamespaceKind): boolean {
  switch (kind) {
    case 'account':
      return role.for_account === 1;
    case 'group':
      return role.for_group === 1;
    case 'location':
      return role.for_location === 1;
    case 'user':
      return role.type === 'admin';
    default:
      return kind satisfies never;
  }
}
