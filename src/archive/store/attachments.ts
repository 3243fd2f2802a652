import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import type { StorageKey } from './study-records.ts';

export interface AttachmentRow extends StorageKey {
  readonly seq: number;
  readonly uuid: string;
  readonly version: string;
  readonly object: string;
  readonly size: number;
  readonly filename: string;
  readonly mime_type: string;
  readonly created: string;
}

export interface NewAttachment {
  readonly sha256: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly user: string | null;
}

/** Files an attachment of a stored study. Call inside `database.write`, and settle the study afterwards. */
export function addAttachment(database: Database, key: StorageKey, added: NewAttachment, at: string): AttachmentRow {
  const uuid = randomUUID();
  database.run(
    `INSERT INTO attachment (uuid, storage_namespace, study_uid, version, object, filename, mime_type, user, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    uuid,
    key.storage_namespace,
    key.study_uid,
    randomUUID(),
    added.sha256,
    added.filename,
    added.mimeType,
    added.user,
    at,
  );
  const row = attachmentsOf(database, key).find((each) => each.uuid === uuid);
  if (row === undefined) throw new Error('An attachment that was just filed is gone');
  return row;
}

/** The newest last. */
export function attachmentsOf(database: Database, key: StorageKey): AttachmentRow[] {
  return database.all<AttachmentRow>(
    `SELECT attachment.*, object.size FROM attachment JOIN object ON object.sha256 = attachment.object
     WHERE storage_namespace = ? AND study_uid = ? ORDER BY seq`,
    key.storage_namespace,
    key.study_uid,
  );
}

/** Deletes attachments, one or all, and returns what they referred to. Call inside `database.write`. */
export function removeAttachments(database: Database, key: StorageKey, uuid?: string): string[] {
  return database
    .all<{ object: string }>(
      `DELETE FROM attachment WHERE storage_namespace = ? AND study_uid = ? AND uuid = coalesce(?, uuid)
       RETURNING object`,
      key.storage_namespace,
      key.study_uid,
      uuid ?? null,
    )
    .map(({ object }) => object);
}
