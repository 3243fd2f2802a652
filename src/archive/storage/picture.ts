import type { ArchiveContext } from '../archive-context.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import type { PictureForm } from '../pictures/render.ts';
import { bytesContent, type Content } from './content.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';
import { damaged } from './payload.ts';
import type { Query } from './query.ts';

const forms = {
  thumbnail: { side: 192, quality: 75 },
  frame: { side: undefined, quality: 85 },
  diagnostic: { diagnostic: 'png' },
  tiff: { diagnostic: 'tiff' },
} as const;
const types = { thumbnail: 'jpg', frame: 'jpg', diagnostic: 'png', tiff: 'tiff' } as const;
const mimeTypes = { jpg: 'image/jpeg', png: 'image/png', tiff: 'image/tiff' } as const;

/**
 * One frame, from 0, as a JPEG to look at or without loss. Made once, then kept beside the object; one whose `quality`
 * (1–100) or `size` (the longest side in pixels) is asked for is made each time.
 */
export async function pictureOf(
  archive: ArchiveContext,
  instance: StoredInstance,
  {
    frame: frameText,
    form,
    query,
  }: { readonly frame: string; readonly form: keyof typeof forms; readonly query: Query },
): Promise<Content> {
  if (!/^\d{1,7}$/.test(frameText)) throw new StorageError('BAD_REQUEST', 'The frame is not a number.');
  const frame = Number(frameText);
  const wanted = form === 'frame' || form === 'thumbnail' ? { ...forms[form], ...asked(query) } : forms[form];
  const isOwn = JSON.stringify(wanted) !== JSON.stringify(forms[form]);
  const name = `${form}-${frame}.${types[form]}`;
  const kept = isOwn ? undefined : await archive.objects.cached(instance.object, name);
  const picture = kept ?? (await make(archive, instance, frame, wanted));
  if (kept === undefined && !isOwn) {
    // A picture that cannot be kept, on a full disk say, is made again the next time.
    await archive.objects.cache(instance.object, name, picture).catch(() => undefined);
  }
  return bytesContent(picture, {
    'content-type': mimeTypes[types[form]],
    'cache-control': 'private, no-cache',
    etag: `"${instance.version}-${name}${isOwn ? `-${Object.values(wanted).join('-')}` : ''}"`,
  });
}

/** What a call says of a JPEG. `depth` is that of its samples: eight bits, for others there is `diagnostic`. */
function asked(query: Query): { quality?: number; side?: number } {
  if ((query['depth'] ?? '8') !== '8')
    throw new StorageError(
      'NOT_ACCEPTABLE',
      'A JPEG has eight bits a sample. More of them are in the diagnostic picture.',
    );
  const [quality, side] = [number(query['quality'], 100), number(query['size'], maxSide)];
  return { ...(quality !== undefined && { quality }), ...(side !== undefined && { side }) };
}

const maxSide = 16_384;

function number(text: string | undefined, most: number): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= most) return Number(text);
  throw new StorageError('BAD_REQUEST', `Quality and size are numbers, at most 100 and ${maxSide}.`);
}

async function make(
  archive: ArchiveContext,
  instance: StoredInstance,
  frame: number,
  form: PictureForm,
): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await archive.objects.open(instance.object, instance.size);
  if (handle === undefined) throw damaged(instance);
  await handle.close();
  try {
    return await archive.pictures.make({ file: archive.objects.pathOf(instance.object), frame, ...form });
  } catch (error) {
    if (!(error instanceof PixelError)) throw error;
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid, version: instance.version };
    const absent = error.code === 'no-pixels' || error.code === 'no-such-frame';
    if (absent) throw new StorageError('NOT_FOUND', `${error.message}.`, { ids, cause: error });
    // Asking again would not help: not the documented 500.
    throw new StorageError('TRANSCODING_SERVICE_ERROR', `${error.message}.`, { ids, http: 415, cause: error });
  }
}
