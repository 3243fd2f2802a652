import { callerOf, type Permission, permissionsOn, type Caller, permissionsIn } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { recordsOf, type StorageKey, type StudyRow } from '../store/study-records.ts';
import { StorageError } from './errors.ts';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uidPattern = /^[0-9]+(\.[0-9]+)*$/;

/** A namespace id of a path. */
export function namespaceId(value: string): string {
  if (!uuidPattern.test(value)) throw new StorageError('BAD_REQUEST', 'The namespace is not a UUID.');
  return value;
}

/** A DICOM UID of a path (PS3.5 9.1). */
export function dicomUid(value: string): string {
  if (value.length > 64 || !uidPattern.test(value)) throw new StorageError('BAD_REQUEST', 'The UID is malformed.');
  return value;
}

/** Who calls. The sid is a query parameter; a header is as good. */
export function requireCaller(archive: ArchiveContext, request: Request): Caller {
  const sid = new URL(request.url).searchParams.get('sid') || request.headers.get('x-ambrahealth-sid') || '';
  const session = sid === '' ? undefined : archive.sessions.use(sid);
  const caller = session === undefined ? undefined : callerOf(archive.database, session);
  if (caller === undefined) throw new StorageError('UNAUTHORIZED', 'A valid sid is needed.');
  return caller;
}

/** The records through which the caller reaches a stored study with one of these permissions. */
export function requireStudy(
  archive: ArchiveContext,
  caller: Caller,
  key: StorageKey,
  anyOf: readonly Permission[],
): StudyRow[] {
  const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
  const known = recordsOf(archive.database, key)
    .map((study) => ({ study, granted: permissionsOn(archive.database, caller, study) }))
    .filter(({ granted }) => granted.size > 0);
  if (known.length === 0) throw new StorageError('STUDY_NOT_FOUND', 'The study was not found.', { ids });
  const permitted = known.filter(({ granted }) => anyOf.some((permission) => granted.has(permission)));
  if (permitted.length === 0) throw new StorageError('ACCESS_DENIED', 'You are not permitted to do this.', { ids });
  return permitted.map(({ study }) => study);
}

export function requireUpload(archive: ArchiveContext, caller: Caller, namespace: string): void {
  const granted = permissionsIn(archive.database, caller, namespace);
  const ids = { namespace };
  if (granted.size === 0) throw new StorageError('NOT_FOUND', 'The namespace was not found.', { ids });
  if (!granted.has('study_upload'))
    throw new StorageError('ACCESS_DENIED', 'You are not permitted to upload.', { ids });
}

export function requireDelete(archive: ArchiveContext, caller: Caller, key: StorageKey): void {
  if (permissionsIn(archive.database, caller, key.storage_namespace).has('study_delete')) return;
  const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
  throw new StorageError('ACCESS_DENIED', 'You are not permitted to delete what is stored there.', { ids });
}
