import type { Database } from '../store/database.ts';
import { fillIn, countOneMore, recordsOf, settle, type StorageKey } from '../store/study-records.ts';
import type { StoredHeader } from './stored-header.ts';

export interface InstanceRow extends StorageKey {
  readonly seq: number;
  readonly sop_uid: string;
  readonly version: string;
  readonly object: string;
  readonly series_uid: string;
  readonly sop_class_uid: string;
  readonly transfer_syntax_uid: string;
  readonly series_number: number | null;
  readonly series_description: string | null;
  readonly modality: string | null;
  readonly instance_number: number | null;
  readonly frames: number;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly created: string;
}

/** An object's version is the beginning of its SHA-256: the same bytes are the same version. */
export const versionOf = (sha256: string) => sha256.slice(0, 32);

/**
 * Files an instance and keeps the study records up to date. Bytes that came last become the newest version of their
 * SOP Instance UID, also when they had come before; those that are the newest change nothing.
 * Call inside `database.write`.
 */
export function fileInstance(
  database: Database,
  key: StorageKey,
  object: { readonly sha256: string; readonly size: number; readonly header: StoredHeader },
  at: string,
): void {
  const { header, sha256, size } = object;
  const known = findInstance(database, key, header.sopInstanceUid, '*');
  if (known?.version === versionOf(sha256)) return;
  const older = known && findInstance(database, key, header.sopInstanceUid, versionOf(sha256));
  if (older !== undefined) database.run('DELETE FROM instance WHERE seq = ?', older.seq);
  const isOfKnownSeries =
    database.get(
      'SELECT 1 FROM instance WHERE storage_namespace = ? AND study_uid = ? AND series_uid = ?',
      key.storage_namespace,
      key.study_uid,
      header.seriesInstanceUid,
    ) !== undefined;
  database.run(
    `INSERT INTO instance (storage_namespace, study_uid, sop_uid, version, object, series_uid, sop_class_uid,
       transfer_syntax_uid, series_number, series_description, modality, instance_number, frames, rows, columns, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key.storage_namespace,
    key.study_uid,
    header.sopInstanceUid,
    versionOf(sha256),
    sha256,
    header.seriesInstanceUid,
    header.sopClassUid,
    header.transferSyntaxUid,
    header.seriesNumber ?? null,
    header.seriesDescription ?? null,
    header.modality ?? null,
    header.instanceNumber ?? null,
    header.frames,
    header.rows ?? null,
    header.columns ?? null,
    at,
  );
  if (known === undefined && isOfKnownSeries) return countOneMore(database, key, size, at);
  for (const record of recordsOf(database, key)) {
    if (record.image_count === 0) fillIn(database, record, header.demographics, header.transferSyntaxUid, at);
  }
  settle(database, key, at);
}

/** The newest instances of a study, in the order of their series and instance numbers. */
export function instancesOf(database: Database, key: StorageKey): StoredInstance[] {
  return database.all<StoredInstance>(
    `SELECT latest_instance.*, object.size FROM latest_instance JOIN object ON object.sha256 = latest_instance.object
     WHERE storage_namespace = ? AND study_uid = ?
     ORDER BY series_number NULLS LAST, series_uid, instance_number NULLS LAST, seq`,
    key.storage_namespace,
    key.study_uid,
  );
}

/** The instance that came first, in its first version: records are filled in from it. */
export function firstInstanceOf(database: Database, key: StorageKey): StoredInstance | undefined {
  return database.get<StoredInstance>(
    `SELECT instance.*, object.size FROM instance JOIN object ON object.sha256 = instance.object
     WHERE storage_namespace = ? AND study_uid = ? ORDER BY seq LIMIT 1`,
    key.storage_namespace,
    key.study_uid,
  );
}

/** How many versions of its images a study has in all. */
export function versionCountOf(database: Database, key: StorageKey): number {
  const counted = database.get<{ count: number }>(
    'SELECT count(*) AS count FROM instance WHERE storage_namespace = ? AND study_uid = ?',
    key.storage_namespace,
    key.study_uid,
  );
  return counted?.count ?? 0;
}

export type StoredInstance = InstanceRow & { readonly size: number };

/** One instance; `*` is its newest version. */
export function findInstance(
  database: Database,
  key: StorageKey,
  sopUid: string,
  version: string,
): StoredInstance | undefined {
  return database.get<StoredInstance>(
    `SELECT instance.*, object.size FROM instance JOIN object ON object.sha256 = instance.object
     WHERE storage_namespace = ? AND study_uid = ? AND sop_uid = ? AND (? = '*' OR version = ?)
     ORDER BY seq DESC LIMIT 1`,
    key.storage_namespace,
    key.study_uid,
    sopUid,
    version,
    version,
  );
}

/** The newest version of an instance of a study by its number in the archive, for addresses that must not hold UIDs. */
export function findNumberedInstance(database: Database, key: StorageKey, seq: number): StoredInstance | undefined {
  return database.get<StoredInstance>(
    `SELECT latest_instance.*, object.size FROM latest_instance JOIN object ON object.sha256 = latest_instance.object
     WHERE seq = ? AND storage_namespace = ? AND study_uid = ?`,
    seq,
    key.storage_namespace,
    key.study_uid,
  );
}
