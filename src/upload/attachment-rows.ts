import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Problem } from '../contract/problem.ts';
import type { PlannedAttachment } from './plan.ts';

export const AttachmentRow = z
  .object({
    id: z.number(),
    file: z.string(),
    file_name: z.string(),
    media_type: z.string(),
    bytes: z.number(),
    mtime_ms: z.number(),
    state: z.enum(['waiting', 'sent', 'failed']),
    failure: z
      .string()
      .transform((text) => Problem.parse(JSON.parse(text)))
      .nullable(),
  })
  .transform((row) => ({
    id: row.id,
    file: row.file,
    fileName: row.file_name,
    mediaType: row.media_type,
    bytes: row.bytes,
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
    'INSERT INTO attachments (study_id, file, file_name, media_type, bytes, mtime_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { file, fileName, mediaType, bytes, mtimeMs } of attachments)
    add.run(studyId, file, fileName, mediaType, bytes, mtimeMs);
}

export function attachmentsOf(database: DatabaseSync, studyId: number): AttachmentRow[] {
  return database
    .prepare('SELECT * FROM attachments WHERE study_id = ? ORDER BY id')
    .all(studyId)
    .map((row) => AttachmentRow.parse(row));
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
