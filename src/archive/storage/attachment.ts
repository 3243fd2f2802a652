import { type ArchiveContext, timestamp } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { addAttachment, type AttachmentRow, attachmentsOf, removeAttachments } from '../store/attachments.ts';
import { settle, type StorageKey } from '../store/study-records.ts';
import { type Content, storedContent } from './content.ts';
import { StorageError, storeFailure } from './errors.ts';

/** Reports, pictures and short films; longer ones belong into DICOM objects. */
const maxAttachment = 256 * 1024 * 1024;

/** Takes in a multipart form with one file or several in `data`. The answer is sent when all of them are on the disk. */
export async function attach(
  archive: ArchiveContext,
  caller: Caller,
  key: StorageKey,
  request: Request,
): Promise<Response> {
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
  const attached: AttachmentRow[] = [];
  for (const file of files) attached.push(await store(archive, caller, key, file));
  return Response.json({ attachments: attached.map(describeAttachment) });
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
