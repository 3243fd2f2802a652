import { createHash } from 'node:crypto';
import type { ArchiveContext } from '../archive-context.ts';
import type { ByteSource } from '../../dicom/byte-source.ts';
import { type EditPlan, editedStream, planEdit } from '../../dicom/edit-stream.ts';
import { type DicomFile, readDicom } from '../../dicom/read-dicom.ts';
import { DicomReadError } from '../../dicom/read-error.ts';
import { DicomWriteError } from '../../dicom/write-error.ts';
import { bytesOf, type Content, storedContent } from './content.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';
import { dicomEdits, type Edits, isEdited } from './object-edits.ts';
import { readStoredFile } from './stored-header.ts';

/** The object's bytes as they were stored, or with edits. */
export async function payloadOf(archive: ArchiveContext, instance: StoredInstance, edits: Edits): Promise<Content> {
  const stored = await storedOf(archive, instance, isEdited(edits) ? digest(edits) : undefined);
  if (!isEdited(edits)) return stored;
  const source = sourceOf(stored);
  return edited(stored, source, await planned(instance, source, edits));
}

/** {@link payloadOf} for a bundle, with what it says of itself: the object up to its pixels. */
export async function readPayload(
  archive: ArchiveContext,
  instance: StoredInstance,
  edits: Edits,
): Promise<{ readonly content: Content; readonly file: DicomFile }> {
  const stored = await storedOf(archive, instance, undefined);
  if (!isEdited(edits)) {
    const file = await readable(instance, readStoredFile(archive.objects.pathOf(instance.object), instance.size));
    return { content: stored, file };
  }
  const source = sourceOf(stored);
  const plan = await planned(instance, source, edits);
  const content = edited(stored, source, plan);
  const beforePixels = plan.pieces[0] instanceof Uint8Array ? plan.pieces[0].length : 0;
  const head = await bytesOf(content.open(0, Math.min(content.size, beforePixels + 64)));
  const options = { untilPixelData: true, partial: head.length < content.size, totalBytes: content.size };
  return { content, file: readDicom(head, options) };
}

async function storedOf(
  archive: ArchiveContext,
  instance: StoredInstance,
  variant: string | undefined,
): Promise<Content> {
  const stored = await storedContent(
    archive,
    { sha256: instance.object, size: instance.size },
    {
      'content-type': 'application/dicom',
      'content-disposition': `attachment; filename="${instance.sop_uid}.dcm"`,
      etag: `"${[instance.version, variant].filter(Boolean).join('-')}"`,
      'cache-control': 'private, no-cache',
    },
  );
  if (stored === undefined) throw damaged(instance);
  return stored;
}

export const sourceOf = ({ size, open }: Content): ByteSource => ({
  size,
  seekable: true,
  stream: (start) => open(start, size),
});

/** Pixels are copied from the file as they are read; only what is not pixels is in memory. */
async function planned(instance: StoredInstance, source: ByteSource, edits: Edits): Promise<EditPlan> {
  return readable(instance, planEdit(source, dicomEdits(edits)));
}

async function readable<T>(instance: StoredInstance, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid };
    if (cause instanceof DicomReadError)
      throw new StorageError('ERROR_ON_READING_DICOM_TAGS', 'The object cannot be read.', { cause, ids });
    if (cause instanceof DicomWriteError)
      throw new StorageError('ERROR_ON_FIXING_TAGS', 'What is to be written into it cannot be.', { cause, ids });
    throw cause;
  }
}

const edited = ({ headers }: Content, source: ByteSource, plan: EditPlan): Content => ({
  size: plan.size,
  headers,
  open: (start, end) => part(editedStream(source, plan), start, end),
});

async function* part(chunks: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const [from, to] = [Math.max(0, start - at), Math.min(chunk.length, end - at)];
    if (from < to) yield chunk.subarray(from, to);
    at += chunk.length;
    if (at >= end) return;
  }
}

const digest = ({ set, replace }: Edits): string =>
  createHash('sha256')
    .update(JSON.stringify([set, ...replace]))
    .digest('hex')
    .slice(0, 16);

/** The file is gone or has another length: it must not be handed out as the object. */
export function damaged(instance: StoredInstance): StorageError {
  return new StorageError('STORAGE_EXCEPTION_OCCURRED', "The object's file is missing or damaged.", {
    ids: { study_uid: instance.study_uid, image_uid: instance.sop_uid, version: instance.version },
  });
}
