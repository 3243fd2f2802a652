import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ArchiveContext } from '../archive-context.ts';
import type { Database, Row } from './database.ts';
import { insertRow } from './records.ts';
import { deleteStudy, removeStudy } from './study-deletion.ts';
import { recordsOf, settle, type StorageKey, type StudyRow } from './study-records.ts';

/** What belongs to a record, and what to the stored study: in the order in which it can be written again. */
const ofRecord = ['study_star', 'study_comment', 'study_tag', 'study_customfield', 'study_status_change'];
const ofStored = ['instance', 'attachment', 'annotation', 'keyimage'];

export interface DeletedStudy extends StorageKey {
  readonly uuid: string;
  readonly phi_namespace: string;
  /** Rows by table, as JSON. */
  readonly content: string;
}
const Content = z.record(z.string(), z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))));

/**
 * Deletes a record. When it was the last one that points at the stored study, all of it goes from what the archive
 * shows at once, and from its disk when the delay is over: until then it can be brought back.
 */
export function deleteForNow(archive: ArchiveContext, study: StudyRow): void {
  const { database, objects, deleteDelayMs, now } = archive;
  if (deleteDelayMs === 0) return deleteStudy(archive, study);
  database.write(() => {
    if (recordsOf(database, study).length === 1) keep(database, study, now() + deleteDelayMs);
    removeStudy(archive, study);
  });
  objects.removeDiscarded();
}

function keep(database: Database, study: StudyRow, due: number): void {
  const { uuid, study_uid, storage_namespace, phi_namespace } = study;
  const rows = (table: string, condition: string, ...values: string[]): [string, Row[]] => [
    table,
    database.all(`SELECT * FROM ${table} WHERE ${condition}`, ...values),
  ];
  const stored = ofStored.map((table) =>
    rows(table, 'storage_namespace = ? AND study_uid = ?', storage_namespace, study_uid),
  );
  const content = Object.fromEntries([
    rows('study', 'uuid = ?', uuid),
    ...ofRecord.map((table) => rows(table, 'study = ?', uuid)),
    ...stored,
  ]);
  insertRow(database, 'deleted_study', {
    uuid,
    study_uid,
    storage_namespace,
    phi_namespace,
    content: JSON.stringify(content),
    due,
  });
  const objects = stored.flatMap(([, found]) =>
    found.flatMap(({ object }) => (typeof object === 'string' ? [object] : [])),
  );
  for (const object of new Set(objects)) insertRow(database, 'deleted_object', { study: uuid, object });
}

export function findDeleted(database: Database, uuid: string): DeletedStudy | undefined {
  return database.get<DeletedStudy>('SELECT * FROM deleted_study WHERE uuid = ?', uuid);
}

/** The one that was deleted last. */
export function findDeletedByTriplet(
  database: Database,
  key: StorageKey & { readonly phi_namespace: string },
): DeletedStudy | undefined {
  return database.get<DeletedStudy>(
    `SELECT * FROM deleted_study WHERE study_uid = ? AND storage_namespace = ? AND phi_namespace = ?
     ORDER BY seq DESC LIMIT 1`,
    key.study_uid,
    key.storage_namespace,
    key.phi_namespace,
  );
}

/**
 * Brings a deleted study back, as a new record. Call inside `database.write`. Undefined when there is a study in its
 * place, nothing is stored of it, or what it belonged to is gone.
 */
export function revive(database: Database, deleted: DeletedStudy, at: string): StudyRow | undefined {
  const content = Content.parse(JSON.parse(deleted.content));
  const { storage_namespace, phi_namespace } = deleted;
  const isPlaceThere = [storage_namespace, phi_namespace].every(
    (uuid) => database.get('SELECT 1 FROM namespace WHERE uuid = ?', uuid) !== undefined,
  );
  const isStored = (content['instance']?.length ?? 0) + (content['attachment']?.length ?? 0) > 0;
  if (!isPlaceThere || !isStored || recordsOf(database, deleted).length > 0) return undefined;
  const uuid = randomUUID();
  for (const table of ['study', ...ofRecord, ...ofStored]) {
    for (const { seq: _, ...row } of content[table] ?? []) {
      const renewed = { ...row, ...(table === 'study' && { uuid }), ...('study' in row && { study: uuid }) };
      // Whose note it was, or what it was the value of, may have gone in the meantime.
      if (isWhole(database, renewed)) insertRow(database, table, renewed);
    }
  }
  database.run('DELETE FROM deleted_study WHERE uuid = ?', deleted.uuid);
  settle(database, deleted, at);
  return recordsOf(database, deleted)[0];
}

/** What else a row refers to; where nothing need be there, it is left out. */
const referred = { user: 'user', customfield: 'customfield', created_by: 'user', shared_from: 'study' } as const;

function isWhole(database: Database, row: Record<string, string | number | null>): boolean {
  return Object.entries(referred).every(([column, table]) => {
    const uuid = row[column];
    if (typeof uuid !== 'string' || database.get(`SELECT 1 FROM ${table} WHERE uuid = ?`, uuid) !== undefined)
      return true;
    if (!nullable.has(column)) return false;
    row[column] = null;
    return true;
  });
}
const nullable: ReadonlySet<string> = new Set(['created_by', 'shared_from']);

/** Takes from the disk what is due. */
export function purgeDeleted(archive: ArchiveContext): void {
  const { database, objects, now } = archive;
  const due = database.all<{ uuid: string }>('SELECT uuid FROM deleted_study WHERE due <= ?', now());
  for (const { uuid } of due) database.write(() => forget(archive, uuid));
  if (due.length > 0) objects.removeDiscarded();
}

function forget({ database, objects }: ArchiveContext, uuid: string): void {
  const kept = database.all<{ object: string }>('SELECT object FROM deleted_object WHERE study = ?', uuid);
  database.run('DELETE FROM deleted_study WHERE uuid = ?', uuid);
  objects.discardUnreferenced(kept.map(({ object }) => object));
}

const purgeEveryMs = 60_000;

/** Purges now and from time to time. Returns what ends that. */
export function startPurging(archive: ArchiveContext): () => void {
  purgeDeleted(archive);
  const timer = setInterval(() => {
    try {
      purgeDeleted(archive);
    } catch (error) {
      archive.report(error);
    }
  }, purgeEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
