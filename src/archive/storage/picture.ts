import type { ArchiveContext } from '../archive-context.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';
import { damaged } from './payload.ts';

const forms = {
  thumbnail: { side: 192, quality: 75 },
  frame: { side: undefined, quality: 85 },
  diagnostic: { diagnostic: 'png' },
  tiff: { diagnostic: 'tiff' },
} as const;
const types = { thumbnail: 'jpg', frame: 'jpg', diagnostic: 'png', tiff: 'tiff' } as const;
const mimeTypes = { jpg: 'image/jpeg', png: 'image/png', tiff: 'image/tiff' } as const;

/** One frame, from 0, as a JPEG to look at or without loss. Made once, then kept beside the object. */
export async function pictureOf(
  archive: ArchiveContext,
  instance: StoredInstance,
  frameText: string,
  form: keyof typeof forms,
): Promise<Response> {
  if (!/^\d{1,7}$/.test(frameText)) throw new StorageError('BAD_REQUEST', 'The frame is not a number.');
  const frame = Number(frameText);
  const name = `${form}-${frame}.${types[form]}`;
  const kept = await archive.objects.cached(instance.object, name);
  const picture = kept ?? (await make(archive, instance, frame, form));
  if (kept === undefined) {
    // A picture that cannot be kept, on a full disk say, is made again the next time.
    await archive.objects.cache(instance.object, name, picture).catch(() => undefined);
  }
  return new Response(picture, {
    headers: {
      'content-type': mimeTypes[types[form]],
      'content-length': String(picture.length),
      'cache-control': 'private, no-cache',
    },
  });
}

async function make(
  archive: ArchiveContext,
  instance: StoredInstance,
  frame: number,
  form: keyof typeof forms,
): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await archive.objects.open(instance.object, instance.size);
  if (handle === undefined) throw damaged(instance);
  await handle.close();
  try {
    return await archive.pictures.make({ file: archive.objects.pathOf(instance.object), frame, ...forms[form] });
  } catch (error) {
    if (!(error instanceof PixelError)) throw error;
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid, version: instance.version };
    const absent = error.code === 'no-pixels' || error.code === 'no-such-frame';
    if (absent) throw new StorageError('NOT_FOUND', `${error.message}.`, { ids, cause: error });
    // Asking again would not help: not the documented 500.
    throw new StorageError('TRANSCODING_SERVICE_ERROR', `${error.message}.`, { ids, http: 415, cause: error });
  }
}
