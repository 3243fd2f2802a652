import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ArchiveContext } from '../archive-context.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';

/** The object's bytes as they were stored; without them for HEAD, where nobody would read and close the file. */
export async function payloadOf(archive: ArchiveContext, instance: StoredInstance, method: string): Promise<Response> {
  const handle = await archive.objects.open(instance.object, instance.size);
  if (handle === undefined) throw damaged(instance);
  const headers = {
    'content-type': 'application/dicom',
    'content-length': String(instance.size),
    etag: `"${instance.version}"`,
    'cache-control': 'private, no-cache',
  };
  if (method === 'HEAD') {
    await handle.close();
    return new Response(null, { headers });
  }
  const stream = createReadStream('', { fd: handle, autoClose: true });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers });
}

/** The file is gone or has another length: it must not be handed out as the object. */
export function damaged(instance: StoredInstance): StorageError {
  return new StorageError('STORAGE_EXCEPTION_OCCURRED', "The object's file is missing or damaged.", {
    ids: { study_uid: instance.study_uid, image_uid: instance.sop_uid, version: instance.version },
  });
}
