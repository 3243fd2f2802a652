import { type ArchiveContext, timestamp } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { addAttachment, type AttachmentRow, attachmentsOf, removeAttachments } from '../store/attachments.ts';
import { settle, type StorageKey } from '../store/study-records.ts';
import { bytesOf, type Content, storedContent } from './content.ts';
import { StorageError, storeFailure } from './errors.ts';
import { isOn, type Query } from './query.ts';
import { maxWrapped, wrapBytes } from './wrap.ts';

/** Reports, pictures and short films; longer ones belong into DICOM objects. */
const maxAttachment = 256 * 1024 * 1024;

/**
 * Takes in a multipart form with one file or several in `data`. The answer is sent when all of them are on the disk.
 * With `wrap_images` pictures become objects of the study besides, at once whether or not `synchronous_wrap` asks for it.
 */
export async function attach(
  archive: ArchiveContext,
  caller: Caller,
  key: StorageKey,
  { query, request }: { readonly query: Query; readonly request: Request },
): Promise<Response> {
  for (const name of ['static_ids', 'wrap_html_as_pdf'])
    if (isOn(query[name])) throw new StorageError('NOT_ACCEPTABLE', `The archive does not do what "${name}" asks for.`);
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(declared <= maxAttachment)) {
    throw new StorageError('PAYLOAD_TOO_LARGE', 'The attachment is too large, or does not say how large it is.');
  }
  const form = await request.formData().catch((cause: unknown) => {
    throw new StorageError('BAD_REQUEST', 'The attachment is no multipart form.', { cause });
  });
  const files = form.getAll('data').filter((part) => typeof part !== 'string');
  if (files.length === 0 || files.some(({ size }) => size === 0)) {
    throw new StorageError('BAD_REQUEST', 'The form has no file in "data", or an empty one.');
  }
  const attached: Record<string, unknown>[] = [];
  for (const file of files) {
    const row = await store(archive, caller, key, file);
    const isWrapped = isOn(query['wrap_images']) && file.type.startsWith('image/');
    attached.push({ ...describeAttachment(row), ...(isWrapped && (await wrapped(archive, caller, key, row))) });
  }
  return Response.json({ attachments: attached });
}

/** A picture of a kind that cannot be wrapped stays the attachment that it is. */
async function wrapped(
  archive: ArchiveContext,
  caller: Caller,
  key: StorageKey,
  row: AttachmentRow,
): Promise<Record<string, unknown>> {
  try {
    const { image_uid, image_version } = (await (await attachmentAsImage(archive, caller, key, row)).json()) as Record<
      string,
      unknown
    >;
    return { image_uid, image_version };
  } catch (error) {
    if (!(error instanceof StorageError) || error.kind !== 'VALIDATION_ERROR') throw error;
    return { wrap_error: error.message };
  }
}

async function store(archive: ArchiveContext, caller: Caller, key: StorageKey, file: File): Promise<AttachmentRow> {
  const { database, objects, now } = archive;
  const received = await objects.receive(file.stream(), maxAttachment).catch((error: unknown) => {
    throw storeFailure(error);
  });
  try {
    const placed = await objects.place(received);
    return await database.writeTogether(() => {
      objects.commit(placed);
      const user = caller.kind === 'user' ? caller.user.uuid : null;
      const mimeType = mimeTypePattern.test(file.type) ? file.type : 'application/octet-stream';
      const added = { sha256: received.sha256, filename: plainName(file.name), mimeType, user };
      const row = addAttachment(database, key, added, timestamp(now()));
      settle(database, key, timestamp(now()));
      return row;
    });
  } catch (error) {
    objects.removeUnknown(received.sha256);
    throw storeFailure(error);
  } finally {
    await received.discard();
  }
}

const mimeTypePattern = /^[a-z]+\/[a-z0-9.+-]{1,100}$/;

/** The last part of a name, without what a header or a file system would trip over. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replaceAll(/[\p{Cc}"]/gu, '').slice(0, 200) || 'attachment';
}

/** Makes an object of the study of an attachment, which stays. */
export async function attachmentAsImage(
  archive: ArchiveContext,
  caller: Caller,
  key: StorageKey,
  attachment: AttachmentRow,
): Promise<Response> {
  if (attachment.size > maxWrapped) throw new StorageError('PAYLOAD_TOO_LARGE', 'The attachment is too large.');
  const content = await attachmentOf(archive, attachment);
  const bytes = await bytesOf(content.open(0, content.size));
  const target = { namespace: key.storage_namespace, named: key.study_uid };
  const tags = JSON.stringify({ '0008103E': attachment.filename.replaceAll('\\', ' ').slice(0, 64).toWellFormed() });
  return wrapBytes(archive, caller, target, { bytes, tags });
}

/** RFC 8187 3.2.1 allows fewer characters than a URI. */
const headerName = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `latest`, or the one named by its id and version. */
export function findAttachment(archive: ArchiveContext, key: StorageKey, id: string, version?: string): AttachmentRow {
  const all = attachmentsOf(archive.database, key);
  const found =
    id === 'latest'
      ? all.at(-1)
      : all.find((each) => each.uuid === id && (version === '*' || each.version === version));
  if (found !== undefined) return found;
  const ids = { namespace: key.storage_namespace, study_uid: key.study_uid, attachment: id };
  throw new StorageError('ATTACHMENT_NOT_FOUND_EXCEPTION', 'The attachment was not found.', { ids });
}

/** Always as a download: what it is, only its sender says. */
export async function attachmentOf(archive: ArchiveContext, attachment: AttachmentRow): Promise<Content> {
  const content = await storedContent(
    archive,
    { sha256: attachment.object, size: attachment.size },
    {
      'content-type': attachment.mime_type,
      'content-disposition': `attachment; filename*=UTF-8''${headerName(attachment.filename)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      etag: `"${attachment.version}"`,
    },
  );
  if (content !== undefined) return content;
  throw new StorageError('STORAGE_EXCEPTION_OCCURRED', "The attachment's file is missing or damaged.");
}

export function deleteAttachment(archive: ArchiveContext, key: StorageKey, uuid: string): void {
  const { database, objects } = archive;
  database.write(() => {
    objects.discardUnreferenced(removeAttachments(database, key, uuid));
    settle(database, key, timestamp(archive.now()));
  });
  objects.removeDiscarded();
}

export function describeAttachment(attachment: AttachmentRow): Record<string, unknown> {
  return {
    id: attachment.uuid,
    version: attachment.version,
    filename: attachment.filename,
    mime_type: attachment.mime_type,
    size: attachment.size,
    created: attachment.created,
  };
}
