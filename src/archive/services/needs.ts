import { type Caller, type Permission, permissionsIn, permissionsOn, type UserRow } from '../access.ts';
import { type NamespaceRow, findNamespace, findNamespaceOf } from '../store/accounts.ts';
import { findStudy, findStudyByTriplet, type StudyRow } from '../store/study-records.ts';
import type { Call, Need } from './command.ts';
import { NoSessionError, notFound, notPermitted, ServiceError } from './errors.ts';

export const anyone: Need<undefined> = { withoutSession: true, find: () => undefined };

export const signedIn: Need<Caller> = { find: callerOf };

/** A person with an account, not a visit through a link. */
export const person: Need<UserRow> = {
  find: (call) => {
    const caller = callerOf(call);
    if (caller.kind !== 'user') throw notPermitted();
    return caller.user;
  },
};

/** The study named by `key` or by the storage triplet. One that the caller may not know of is not found. */
export function onStudy(permission: Permission, key: 'uuid' | 'study_id' = 'uuid'): Need<StudyRow> {
  return { find: (call) => requirePermission(call, permission, knownStudy(call, key)) };
}

/** The study that a call names, when the caller may know that it is there. */
export function knownStudy(call: Call, key: 'uuid' | 'study_id'): StudyRow | undefined {
  const found = locate(call, key);
  if (found === undefined) return undefined;
  return permissionsOn(call.archive.database, callerOf(call), found).size === 0 ? undefined : found;
}

export function requirePermission(call: Call, permission: Permission, found: StudyRow | undefined): StudyRow {
  if (found === undefined) throw notFound('study');
  const granted = permissionsOn(call.archive.database, callerOf(call), found);
  if (!granted.has(permission)) throw notPermitted(permission);
  return found;
}

export function inNamespace(permission: Permission, key: string): Need<NamespaceRow> {
  return {
    find: (call) => {
      const found = knownNamespace(call, call.params[key] ?? '');
      if (found === undefined) throw notFound('namespace');
      const granted = permissionsIn(call.archive.database, callerOf(call), found.uuid);
      if (!granted.has(permission)) throw notPermitted(permission);
      return found;
    },
  };
}

/**
 * The account named by `account_id`: rights in an account are those in its own namespace.
 * @param refusal what the command's documentation calls an account that is not there
 */
export function inAccount(permission: Permission, refusal = 'NOT_FOUND'): Need<string> {
  return { find: (call) => requireInAccount(call, permission, call.params['account_id'] ?? '', 'account', refusal) };
}

/** @throws NOT_FOUND for an account that the caller has nothing to do with. */
export function requireInAccount(
  call: Call,
  permission: Permission,
  account: string,
  what = 'account',
  refusal = 'NOT_FOUND',
): string {
  const namespace = findNamespaceOf(call.archive.database, account);
  const granted = namespace && permissionsIn(call.archive.database, callerOf(call), namespace.uuid);
  if (granted === undefined || granted.size === 0) throw new ServiceError(refusal, what);
  if (!granted.has(permission)) throw notPermitted(permission);
  return account;
}

/** A namespace, when the caller may know that it is there. */
export function knownNamespace(call: Call, uuid: string): NamespaceRow | undefined {
  const found = findNamespace(call.archive.database, uuid);
  if (found === undefined) return undefined;
  return permissionsIn(call.archive.database, callerOf(call), found.uuid).size === 0 ? undefined : found;
}

function locate({ archive, params }: Call, key: string): StudyRow | undefined {
  const uuid = params[key] ?? '';
  if (uuid !== '') return findStudy(archive.database, uuid);
  return findStudyByTriplet(archive.database, {
    study_uid: params['study_uid'] ?? '',
    storage_namespace: params['storage_namespace'] ?? '',
    phi_namespace: params['phi_namespace'] ?? '',
  });
}

export function callerOf(call: Call): Caller {
  if (call.caller === undefined) throw new NoSessionError();
  return call.caller;
}
