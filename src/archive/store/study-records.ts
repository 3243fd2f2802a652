import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import { type Demographics, demographicNames, searchText } from './study-fields.ts';

export interface StorageKey {
  readonly storage_namespace: string;
  readonly study_uid: string;
}

export interface StudyRow extends StorageKey, Demographics {
  readonly seq: number;
  readonly uuid: string;
  readonly phi_namespace: string;
  readonly source: 'upload' | 'share';
  readonly shared_from: string | null;
  readonly share_message: string | null;
  readonly created_by: string | null;
  readonly created_in: string | null;
  readonly phantom: number;
  /** 1 as long as nobody has approved it where that is asked for. */
  readonly must_approve: number;
  readonly frozen: number;
  readonly study_status: string | null;
  readonly expected_count: number | null;
  readonly image_count: number;
  readonly series_count: number;
  readonly attachment_count: number;
  readonly size: number;
  readonly transfer_syntax_uid: string | null;
  readonly integration_key: string | null;
  readonly created: string;
  readonly updated: string;
}

export function findStudy(database: Database, uuid: string): StudyRow | undefined {
  return database.get<StudyRow>('SELECT * FROM study WHERE uuid = ?', uuid);
}

export function findStudyByTriplet(
  database: Database,
  key: StorageKey & { readonly phi_namespace: string },
): StudyRow | undefined {
  return database.get<StudyRow>(
    'SELECT * FROM study WHERE study_uid = ? AND storage_namespace = ? AND phi_namespace = ?',
    key.study_uid,
    key.storage_namespace,
    key.phi_namespace,
  );
}

/** Every record that points at one stored study: its own and its shares. */
export function recordsOf(database: Database, key: StorageKey): StudyRow[] {
  return database.all<StudyRow>(
    'SELECT * FROM study WHERE storage_namespace = ? AND study_uid = ? ORDER BY seq',
    key.storage_namespace,
    key.study_uid,
  );
}

/** Adds a record and returns its uuid. Call inside `database.write`. */
export function addStudy(
  database: Database,
  study: StorageKey & Pick<StudyRow, 'phi_namespace' | 'source' | 'created_by' | 'created_in'> & Partial<StudyRow>,
  at: string,
): string {
  const uuid = randomUUID();
  const values = {
    shared_from: null,
    share_message: null,
    phantom: 1,
    expected_count: null,
    integration_key: null,
    transfer_syntax_uid: null,
    ...study,
    uuid,
    search: searchText(study),
    created: at,
    updated: at,
  };
  const columns = Object.keys(values).filter((name) => !computed.has(name));
  database.run(
    `INSERT INTO study (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ...columns.map((name) => values[name as keyof typeof values] ?? null),
  );
  settle(database, study, at);
  return uuid;
}

const computed = new Set(['seq', 'image_count', 'series_count', 'attachment_count', 'size']);

/** Changes a record's own fields and keeps its search text. Call inside `database.write`. */
export function updateStudy(
  database: Database,
  study: StudyRow,
  change: Demographics &
    Partial<Pick<StudyRow, 'expected_count' | 'integration_key' | 'transfer_syntax_uid' | 'created_in'>>,
  at: string,
): void {
  const values = { ...change, search: searchText({ ...study, ...change }), updated: at };
  const columns = Object.keys(values) as (keyof typeof values)[];
  database.run(
    `UPDATE study SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE uuid = ?`,
    ...columns.map((name) => values[name] ?? null),
    study.uuid,
  );
}

/** Fills in, from an object's header, what a record does not say yet. Call inside `database.write`. */
export function fillIn(
  database: Database,
  study: StudyRow,
  found: Demographics,
  transferSyntaxUid: string,
  at: string,
): void {
  const missing = demographicNames.filter((name) => (study[name] ?? '') === '' && (found[name] ?? '') !== '');
  const values = Object.fromEntries(missing.map((name) => [name, found[name] ?? null]));
  updateStudy(database, study, { ...values, transfer_syntax_uid: transferSyntaxUid }, at);
}

interface Counts {
  readonly images: number;
  readonly series: number;
  readonly bytes: number;
  readonly modalities: string | null;
}

/** Brings the counts of all records of a stored study up to date. Call inside `database.write`. */
export function settle(database: Database, key: StorageKey, at: string): void {
  const stored = database.get<Counts>(
    `SELECT count(*) AS images, count(DISTINCT series_uid) AS series, coalesce(sum(size), 0) AS bytes,
       group_concat(DISTINCT modality) AS modalities
     FROM latest_instance JOIN object ON object.sha256 = latest_instance.object
     WHERE storage_namespace = ? AND study_uid = ?`,
    key.storage_namespace,
    key.study_uid,
  );
  if (stored === undefined) return;
  database.run(
    `UPDATE study SET image_count = ?, series_count = ?, size = ?, attachment_count =
       (SELECT count(*) FROM attachment
        WHERE attachment.storage_namespace = study.storage_namespace AND attachment.study_uid = study.study_uid)
     WHERE storage_namespace = ? AND study_uid = ?`,
    stored.images,
    stored.series,
    stored.bytes,
    key.storage_namespace,
    key.study_uid,
  );
  // Several modalities are written as DICOM writes several values.
  const modality = stored.modalities?.split(',').sort().join('\\');
  for (const record of recordsOf(database, key)) {
    updateStudy(database, record, modality === undefined ? {} : { modality }, at);
  }
  completeWhenAllAreThere(database, key);
}

/** As `settle`, for one more object of a known series: without counting all. */
export function countOneMore(database: Database, key: StorageKey, bytes: number, at: string): void {
  database.run(
    `UPDATE study SET image_count = image_count + 1, size = size + ?, updated = ?
     WHERE storage_namespace = ? AND study_uid = ?`,
    bytes,
    at,
    key.storage_namespace,
    key.study_uid,
  );
  completeWhenAllAreThere(database, key);
}

/** A study that announced its size is complete when storage holds that many. */
function completeWhenAllAreThere(database: Database, key: StorageKey): void {
  database.run(
    `UPDATE study SET phantom = 0
     WHERE storage_namespace = ? AND study_uid = ? AND phantom = 1 AND expected_count > 0 AND image_count >= expected_count`,
    key.storage_namespace,
    key.study_uid,
  );
}
