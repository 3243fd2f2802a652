import type { Readable } from 'node:stream';
import { type ArchiveContext, timestamp } from '../archive-context.ts';
import { DicomReadError, NeedMoreBytesError } from '../../dicom/read-error.ts';
import type { Caller } from '../access.ts';
import { type ReceivedFile, TooLargeError } from '../store/receive.ts';
import { StorageError, storeFailure } from './errors.ts';
import { fileInstance, versionOf } from './instances.ts';
import { dicomUid, requireStudy, requireUpload } from './storage-call.ts';
import { readStoredHeader, type StoredHeader } from './stored-header.ts';

/** The largest single object: a long ultrasound or whole-slide file is a few GiB. */
export const maxObject = 8 * 1024 ** 3;

/** The bytes of an object, and how many there are said to be. */
export interface Incoming {
  readonly body: AsyncIterable<Uint8Array>;
  readonly declared: number | undefined;
}

/** The body of a request as it comes: off the socket where there is one, which saves every chunk two queues. */
export function incomingOf(request: Request, socket?: Readable): Incoming {
  const declared = request.headers.get('content-length');
  const body = socket?.iterator({ destroyOnReturn: false }) ?? request.body ?? noBytes;
  return { body, declared: declared === null ? undefined : Number(declared) };
}

/** What the HTTP server adds to a request, when it came by one: its body as it comes off the socket, and whose it is. */
export interface OverSocket {
  Bindings: { readonly incoming?: Readable; readonly address?: string };
}

/**
 * Takes in one Part 10 file. The answer is sent when file, folder and database row are on the disk;
 * an upload that breaks off or is refused leaves nothing. `named`: the study that the sender means.
 */
export async function upload(
  archive: ArchiveContext,
  caller: Caller,
  { namespace, named }: { readonly namespace: string; readonly named: string | null },
  incoming: Incoming,
): Promise<Response> {
  requireUpload(archive, caller, namespace);
  // Asked before the bytes are taken, so that a stranger's gigabytes are not.
  if (named !== null) requireStudy(archive, caller, keyOf(namespace, dicomUid(named)), ['study_upload']);
  const file = await receive(archive, incoming);
  try {
    const header = await readHeader(file);
    if (named !== null && header.studyInstanceUid !== named) {
      throw new StorageError('VALIDATION_ERROR', 'The object belongs to another study than the one named.', {
        ids: { namespace, study_uid: named },
      });
    }
    const key = keyOf(namespace, header.studyInstanceUid);
    await store(archive, caller, key, file, header);
    return Response.json({
      study_uid: header.studyInstanceUid,
      image_uid: header.sopInstanceUid,
      image_version: versionOf(file.sha256),
      namespace,
      attr: {},
    });
  } finally {
    await file.discard();
  }
}

async function receive(archive: ArchiveContext, { body, declared }: Incoming): Promise<ReceivedFile> {
  if (declared !== undefined && declared > maxObject)
    throw new StorageError('PAYLOAD_TOO_LARGE', 'The object is too large.');
  const file = await archive.objects.receive(body, maxObject).catch((error: unknown) => {
    if (error instanceof TooLargeError) throw new StorageError('PAYLOAD_TOO_LARGE', 'The object is too large.');
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw storeFailure(error);
    throw new StorageError('BAD_REQUEST', 'The upload broke off before its end.', { cause: error });
  });
  if (file.size > 0 && (declared === undefined || declared === file.size)) return file;
  await file.discard();
  const message = file.size === 0 ? 'The object is empty.' : 'The upload broke off before its end.';
  throw new StorageError('BAD_REQUEST', message);
}

const noBytes: AsyncIterable<Uint8Array> = new ReadableStream({ start: (controller) => controller.close() });

async function readHeader(file: ReceivedFile): Promise<StoredHeader> {
  try {
    const header = await readStoredHeader(file.path, file.size, file.head);
    for (const uid of [header.studyInstanceUid, header.seriesInstanceUid, header.sopInstanceUid]) dicomUid(uid);
    return header;
  } catch (error) {
    if (error instanceof DicomReadError && error.code === 'missing-uid') {
      throw new StorageError('MISSING_REQUIRED_DICOM_TAG', error.message, { cause: error });
    }
    if (error instanceof DicomReadError) throw new StorageError('VALIDATION_ERROR', error.message, { cause: error });
    if (error instanceof NeedMoreBytesError) {
      throw new StorageError('VALIDATION_ERROR', "The object's header is too large.", { cause: error });
    }
    throw error;
  }
}

async function store(
  archive: ArchiveContext,
  caller: Caller,
  key: ReturnType<typeof keyOf>,
  file: ReceivedFile,
  header: StoredHeader,
): Promise<void> {
  try {
    const placed = await archive.objects.place(file);
    await archive.database.writeTogether(() => {
      // Again, and under the lock: the study may have been deleted while the bytes came in.
      requireStudy(archive, caller, key, ['study_upload']);
      archive.objects.commit(placed);
      fileInstance(archive.database, key, { ...file, header }, timestamp(archive.now()));
    });
  } catch (error) {
    archive.objects.removeUnknown(file.sha256);
    throw storeFailure(error);
  }
}

const keyOf = (storage_namespace: string, study_uid: string) => ({ storage_namespace, study_uid });
