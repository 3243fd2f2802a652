import type { UserRow } from '../access.ts';
import type { NamespaceKind, NamespaceRow } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import type { Call } from './command.ts';
import { notFound, ServiceError } from './errors.ts';

/** What a share may be made out to, and stopped by: parameter → kind of the holder it names. */
export const recipientKeys = {
  account_id: 'account',
  location_id: 'location',
  group_id: 'group',
  user_id: 'user',
} as const satisfies Record<string, NamespaceKind>;

export interface Recipient extends NamespaceRow {
  readonly email: string | null;
}

/** Everyone of one kind in the account. */
export function recipientsOf(database: Database, account: string, kind: NamespaceKind): Recipient[] {
  return database.all<Recipient>(
    `SELECT namespace.*, user.login AS email FROM namespace LEFT JOIN user ON user.uuid = namespace.holder
     WHERE namespace.account = ? AND namespace.kind = ? ORDER BY namespace.name, namespace.uuid`,
    account,
    kind,
  );
}

const maxAddresses = 50;

/** The recipients that a call names, by one id, one share code or a list of e-mail addresses; all of them, or none. */
export function recipientsNamed(call: Call, self: UserRow): Recipient[] {
  const keys = [...Object.keys(recipientKeys), 'user_invite_share_id', 'share_code', 'email'];
  const named = keys.filter((key) => (call.params[key] ?? '') !== '');
  const [key = ''] = named;
  if (named.length > 1) throw new ServiceError('INVALID_PARAMETERS', named);
  const value = (call.params[key] ?? '').trim();
  if (key !== 'email') return [recipientBy(call, self, key, value)];
  const addresses = value.split(/[\s,;]+/).filter(Boolean);
  const isList = addresses.length > 0 && addresses.length <= maxAddresses;
  if (!isList || !addresses.every((each) => /^[^@]+@[^@]+$/.test(each))) throw new ServiceError('INVALID_EMAIL', key);
  return addresses.map((address) => recipientBy(call, self, key, address));
}

function recipientBy(call: Call, self: UserRow, key: string, value: string): Recipient {
  const found = call.archive.database.get<Recipient>(
    `SELECT namespace.*, user.login AS email FROM namespace LEFT JOIN user ON user.uuid = namespace.holder
     WHERE namespace.account = ? AND ${condition(key)}`,
    self.account,
    value,
  );
  // An address without an account gets nothing: there is no mail server here to invite its owner by.
  if (found === undefined || found.kind !== kindOf(key, found.kind)) throw notFound(key);
  return found;
}

function condition(key: string): string {
  if (key === 'share_code') return 'namespace.share_code = ?';
  return key === 'email' ? 'user.login = ?' : 'namespace.holder = ?';
}

function kindOf(key: string, otherwise: NamespaceKind): NamespaceKind {
  return Object.hasOwn(recipientKeys, key) ? recipientKeys[key as keyof typeof recipientKeys] : otherwise;
}
