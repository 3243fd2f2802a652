import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Problem } from '../contract/problem-schema.ts';
import { StoredPlace, jsonOf } from './journal-rows.ts';
import type { PlannedAttachment } from './plan.ts';

export const AttachmentRow = z
  .object({
    id: z.number(),
    file: z.string(),
    file_name: z.string(),
    media_type: z.string(),
    place: jsonOf(StoredPlace).nullable(),
    bytes: z.number(),
    file_bytes: z.number(),
    mtime_ms: z.number(),
    state: z.enum(['waiting', 'sent', 'failed']),
    failure: jsonOf(Problem).nullable(),
  })
  .transform((row) => ({
    id: row.id,
    file: row.file,
    fileName: row.file_name,
    mediaType: row.media_type,
    ...(row.place === null ? {} : { place: row.place }),
    bytes: row.bytes,
    fileBytes: row.file_bytes,
    mtimeMs: row.mtime_ms,
    state: row.state,
    failure: row.failure ?? undefined,
  }));
export type AttachmentRow = z.output<typeof AttachmentRow>;

export function addAttachments(
  database: DatabaseSync,
  studyId: number | bigint,
  attachments: readonly PlannedAttachment[],
): void {
  const add = database.prepare(
    `INSERT INTO attachments (study_id, file, place, file_name, media_type, bytes, file_bytes, mtime_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { file, place, fileName, mediaType, bytes, fileBytes, mtimeMs } of attachments) {
    const where = place === undefined ? null : JSON.stringify(place);
    add.run(studyId, file, where, fileName, mediaType, bytes, fileBytes, mtimeMs);
  }
}

export function attachmentsOf(database: DatabaseSync, studyId: number): AttachmentRow[] {
  return database
    .prepare('SELECT * FROM attachments WHERE study_id = ? ORDER BY id')
    .all(studyId)
    .map((row) => AttachmentRow.parse(row));
}

/** How many documents of an import there are, by what became of them, and which failed. */
export function documentTotals(database: DatabaseSync, importId: string) {
  const rows = database
    .prepare('SELECT * FROM attachments WHERE study_id IN (SELECT id FROM studies WHERE import_id = ?) ORDER BY id')
    .all(importId)
    .map((row) => AttachmentRow.parse(row));
  const failed = rows.filter(({ state }) => state === 'failed');
  return { total: rows.length, sent: rows.filter(({ state }) => state === 'sent').length, failed };
}

/** The server has given back what was sent, or it has not. */
export function endAttachment(
  database: DatabaseSync,
  id: number,
  end: { readonly sha256: string } | { readonly failure: Problem },
): void {
  const isSent = 'sha256' in end;
  database
    .prepare('UPDATE attachments SET state = ?, sha256 = ?, failure = ? WHERE id = ?')
    .run(isSent ? 'sent' : 'failed', isSent ? end.sha256 : null, isSent ? null : JSON.stringify(end.failure), id);
}
