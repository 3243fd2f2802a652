import { createHash } from 'node:crypto';
import type { ArchiveContext } from '../archive-context.ts';
import type { ByteSource } from '../../dicom/byte-source.ts';
import { editedStream, planEdit } from '../../dicom/edit-stream.ts';
import type { NewElement } from '../../dicom/new-element.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { DicomWriteError } from '../../dicom/write-error.ts';
import { type Content, storedContent } from './content.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';

/** The object's bytes as they were stored, or with `set` laid over them. */
export async function payloadOf(
  archive: ArchiveContext,
  instance: StoredInstance,
  set: readonly NewElement[],
): Promise<Content> {
  const headers = {
    'content-type': 'application/dicom',
    'content-disposition': `attachment; filename="${instance.sop_uid}.dcm"`,
    etag: `"${instance.version}${set.length === 0 ? '' : `-${digest(set)}`}"`,
    'cache-control': 'private, no-cache',
  };
  const stored = await storedContent(archive, { sha256: instance.object, size: instance.size }, headers);
  if (stored === undefined) throw damaged(instance);
  return set.length === 0 ? stored : overlaid(stored, set, instance);
}

/** Pixels are copied from the file as they are read; only what is not pixels is in memory. */
async function overlaid(stored: Content, set: readonly NewElement[], instance: StoredInstance): Promise<Content> {
  const source: ByteSource = { size: stored.size, seekable: true, stream: (start) => stored.open(start, stored.size) };
  const plan = await planEdit(source, { set }).catch((cause: unknown) => {
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid };
    if (cause instanceof DicomReadError)
      throw new StorageError('ERROR_ON_READING_DICOM_TAGS', 'The object cannot be read.', { cause, ids });
    if (cause instanceof DicomWriteError)
      throw new StorageError('ERROR_ON_FIXING_TAGS', 'What the record says cannot be written.', { cause, ids });
    throw cause;
  });
  const open = (start: number, end: number): AsyncIterable<Uint8Array> => part(editedStream(source, plan), start, end);
  return { size: plan.size, headers: stored.headers, open };
}

async function* part(chunks: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const [from, to] = [Math.max(0, start - at), Math.min(chunk.length, end - at)];
    if (from < to) yield chunk.subarray(from, to);
    at += chunk.length;
    if (at >= end) return;
  }
}

const digest = (set: readonly NewElement[]): string =>
  createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 16);

/** The file is gone or has another length: it must not be handed out as the object. */
export function damaged(instance: StoredInstance): StorageError {
  return new StorageError('STORAGE_EXCEPTION_OCCURRED', "The object's file is missing or damaged.", {
    ids: { study_uid: instance.study_uid, image_uid: instance.sop_uid, version: instance.version },
  });
}
