import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AttachmentToSend, Attachments, ByteStream, StoredAttachment } from '../port/archive-connection.ts';
import { NotFoundError } from '../../contract/problem.ts';
import { optionalInteger, optionalText, present, text } from './answers.ts';
import type { Places } from './places.ts';
import type { Storage } from './storage.ts';

/** Where storage keeps a study. */
export interface StoragePlace {
  readonly host: string;
  readonly storageNamespace: string;
  readonly studyUid: string;
  readonly phiNamespace: string;
}

const Listed = z.object({
  attachments: z
    .array(
      z.object({
        id: text,
        version: text,
        filename: optionalText,
        mime_type: optionalText,
        size: optionalInteger,
      }),
    )
    .optional(),
});
/** Storages differ in what they tell of what they have taken in: the list says what is there. */
const Taken = z.unknown();

export async function listAttachments(
  storage: Storage,
  { host, storageNamespace, studyUid }: StoragePlace,
  signal?: AbortSignal,
): Promise<StoredAttachment[]> {
  const path = ['study', storageNamespace, studyUid, 'schema'];
  const listed = await storage.json(Listed, { host, path, query: { extended: '1', attachments_only: '1' }, signal });
  return (listed.attachments ?? []).map(({ id, version, filename, mime_type, size }) =>
    present({ id, version, fileName: filename, mediaType: mime_type, bytes: size }),
  );
}

export async function putAttachment(
  storage: Storage,
  { host, storageNamespace, studyUid, phiNamespace }: StoragePlace,
  attachment: AttachmentToSend,
  signal?: AbortSignal,
): Promise<void> {
  const boundary = `fileroom-${randomUUID()}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="data"; filename="${quoted(attachment.fileName)}"\r\n` +
      `Content-Type: ${attachment.mediaType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  await storage.json(Taken, {
    method: 'POST',
    host,
    path: ['study', storageNamespace, studyUid, 'attachment'],
    query: { phi_namespace: phiNamespace },
    body: {
      bytes: head.length + attachment.bytes + tail.length,
      stream: ReadableStream.from(around(head, attachment.open(), tail)),
      mediaType: `multipart/form-data; boundary=${boundary}`,
    },
    signal,
  });
}

export async function openAttachment(
  storage: Storage,
  { host, storageNamespace, studyUid, phiNamespace }: StoragePlace,
  { id, version }: Pick<StoredAttachment, 'id' | 'version'>,
  signal?: AbortSignal,
): Promise<ByteStream> {
  return storage.stream(/./, {
    host,
    path: ['study', storageNamespace, studyUid, 'attachment', id, 'version', version],
    query: { phi_namespace: phiNamespace },
    signal,
  });
}

/** Of studies that are stored. */
export function createAttachments(storage: Storage, places: Places): Attachments {
  return {
    async list(study, signal) {
      return listAttachments(storage, await places.of(study, signal), signal);
    },
    async open(study, id, signal) {
      const place = await places.of(study, signal);
      const found = (await listAttachments(storage, place, signal)).find((one) => one.id === id);
      if (found === undefined)
        throw new NotFoundError('no-attachment', 'The document is not there any more.', { next: 'retry' });
      return { attachment: found, content: await openAttachment(storage, place, found, signal) };
    },
  };
}

async function* around(
  head: Uint8Array,
  content: ReadableStream<Uint8Array>,
  tail: Uint8Array,
): AsyncGenerator<Uint8Array> {
  yield head;
  yield* content;
  yield tail;
}

/** As browsers write a form (HTML, multipart/form-data): in UTF-8, line ends and quotes escaped. */
function quoted(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
