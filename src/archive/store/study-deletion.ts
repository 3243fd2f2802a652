import type { ArchiveContext } from '../archive-context.ts';
import { timestamp } from '../archive-context.ts';
import { removeAttachments } from './attachments.ts';
import { recordsOf, settle, type StorageKey, type StudyRow } from './study-records.ts';

/** Deletes one record. When it was the last one that points at the stored study, the objects go too. */
export function deleteStudy(archive: ArchiveContext, study: StudyRow): void {
  archive.database.write(() => removeStudy(archive, study));
  archive.objects.removeDiscarded();
}

/** {@link deleteStudy} inside `database.write`; the objects' files go with `removeDiscarded` after it. */
export function removeStudy(archive: ArchiveContext, study: StudyRow): void {
  const { database } = archive;
  database.run('DELETE FROM study WHERE uuid = ?', study.uuid);
  if (recordsOf(database, study).length > 0) return;
  removeInstances(archive, study);
  for (const table of ['annotation', 'keyimage']) {
    database.run(
      `DELETE FROM ${table} WHERE storage_namespace = ? AND study_uid = ?`,
      study.storage_namespace,
      study.study_uid,
    );
  }
}

interface Part {
  /** One image in all its versions; without it, all there is. */
  readonly sopUid?: string;
  readonly keepAttachments?: boolean;
}

/** Deletes what storage holds of a study, or a part of it. Returns how many instances. */
export function deleteStored(archive: ArchiveContext, key: StorageKey, part: Part = {}): number {
  const { database, objects } = archive;
  const removed = database.write(() => {
    const count = removeInstances(archive, key, part);
    settle(database, key, timestamp(archive.now()));
    return count;
  });
  objects.removeDiscarded();
  return removed;
}

function removeInstances({ database, objects }: ArchiveContext, key: StorageKey, part: Part = {}): number {
  const rows = database.all<{ object: string }>(
    `DELETE FROM instance WHERE storage_namespace = ? AND study_uid = ? AND sop_uid = coalesce(?, sop_uid)
     RETURNING object`,
    key.storage_namespace,
    key.study_uid,
    part.sopUid ?? null,
  );
  objects.discardUnreferenced(rows.map(({ object }) => object));
  // The whole study goes, and what lies beside its images.
  if (part.sopUid === undefined && part.keepAttachments !== true)
    objects.discardUnreferenced(removeAttachments(database, key));
  return rows.length;
}
