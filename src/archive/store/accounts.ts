import { randomUUID } from 'node:crypto';
import { generateShareCode } from '../security/password.ts';
import type { Database } from './database.ts';
import { addSystemRoles } from './roles.ts';

export type NamespaceKind = 'account' | 'location' | 'group' | 'user';

export interface NamespaceRow {
  readonly uuid: string;
  readonly account: string;
  readonly kind: NamespaceKind;
  readonly holder: string;
  readonly name: string;
  readonly share_code: string | null;
  readonly anonymize_rules: string;
  readonly prompt_for_anonymize: number;
  readonly share_description: string | null;
  readonly default_role: string | null;
  /** Whether a study must be approved that was shared; uploaded, harvested, moved, copied. */
  readonly must_approve: number;
  readonly must_approve_upload: number;
  readonly must_approve_harvest: number;
  readonly must_approve_move: number;
  readonly must_approve_copy: number;
  readonly no_share: number;
}

export interface AccountInfo {
  readonly accountName: string;
  readonly login: string;
  readonly userId: string;
  /** The account's own namespace, where uploads go unless another is named. */
  readonly namespaceId: string;
  readonly shareCode: string;
}

export function findNamespace(database: Database, uuid: string): NamespaceRow | undefined {
  return database.get<NamespaceRow>('SELECT * FROM namespace WHERE uuid = ?', uuid);
}

/** The namespace of an account, location, group or user. */
export function findNamespaceOf(database: Database, holder: string): NamespaceRow | undefined {
  return database.get<NamespaceRow>('SELECT * FROM namespace WHERE holder = ?', holder);
}

/** The account of this archive with its first user, or undefined before the first start. */
export function accountInfo(database: Database): AccountInfo | undefined {
  return database.get<AccountInfo>(
    `SELECT account.name AS accountName, user.login, user.uuid AS userId,
       namespace.uuid AS namespaceId, namespace.share_code AS shareCode
     FROM account JOIN namespace ON namespace.holder = account.uuid JOIN user ON user.account = account.uuid
     ORDER BY user.rowid LIMIT 1`,
  );
}

/** The first start: an account with a group beside it, and its first user. Call inside `database.write`. */
export function createAccount(database: Database, owner: NewUser & { accountName: string }, at: string): void {
  const account = randomUUID();
  database.run('INSERT INTO account (uuid, name, created) VALUES (?, ?, ?)', account, owner.accountName, at);
  addSystemRoles(database, account, at);
  const own = addNamespace(database, { account, kind: 'account', holder: account, name: owner.accountName }, at);
  const group = addNamespace(database, { account, kind: 'group', holder: randomUUID(), name: 'Second reading' }, at);
  const user = addUser(database, account, owner, at);
  for (const namespace of [own, group]) addMember(database, user, namespace, 'admin');
}

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Adds a user with a namespace of their own; returns their uuid. Call inside `database.write`. */
export function addUser(database: Database, account: string, user: NewUser, at: string): string {
  const uuid = randomUUID();
  const namespace = addNamespace(database, { account, kind: 'user', holder: uuid, name: user.name }, at);
  database.run(
    'INSERT INTO user (uuid, account, login, name, namespace, password_hash, created) VALUES (?, ?, ?, ?, ?, ?, ?)',
    uuid,
    account,
    user.login,
    user.name,
    namespace,
    user.passwordHash,
    at,
  );
  addMember(database, uuid, namespace, 'admin');
  return uuid;
}

/** Makes a user a member with a system role of the account. */
export function addMember(database: Database, user: string, namespace: string, type: 'admin' | 'user'): void {
  database.run(
    `INSERT INTO member (user, namespace, role)
     SELECT ?, namespace.uuid, role.uuid FROM namespace JOIN role ON role.account = namespace.account
     WHERE namespace.uuid = ? AND role.type = ?`,
    user,
    namespace,
    type,
  );
}

/** A namespace with its share code, and the upload link that a visitor with the code enters by. */
export function addNamespace(
  database: Database,
  namespace: Pick<NamespaceRow, 'account' | 'kind' | 'holder' | 'name'>,
  at: string,
): string {
  const uuid = randomUUID();
  database.run(
    'INSERT INTO namespace (uuid, account, kind, holder, name, share_code, created) VALUES (?, ?, ?, ?, ?, ?, ?)',
    uuid,
    namespace.account,
    namespace.kind,
    namespace.holder,
    namespace.name,
    generateShareCode(),
    at,
  );
  database.run(
    `INSERT INTO link (uuid, action, namespace, of_share_code, created) VALUES (?, 'STUDY_UPLOAD', ?, 1, ?)`,
    randomUUID(),
    uuid,
    at,
  );
  return uuid;
}
