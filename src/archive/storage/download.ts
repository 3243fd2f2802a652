import { Zip, ZipPassThrough } from 'fflate';
import { streamDisc } from '../../disc-image/stream-disc.ts';
import type { ArchiveContext } from '../archive-context.ts';
import type { StorageKey } from '../store/study-records.ts';
import { answerContent } from './content.ts';
import { newUid } from './derive.ts';
import { StorageError } from './errors.ts';
import { type BundleFile, type BundleOptions, fileSetOf, picturesOf } from './bundle-files.ts';
import { instancesOf, type StoredInstance } from './instances.ts';
import type { Edits } from './object-edits.ts';
import { isOn, type Query } from './query.ts';
import { dicomUid } from './storage-call.ts';

/**
 * A study, some of its series or images, to be saved: `dicom` a file-set (PS3.10 8) in a ZIP archive, `iso` one on a
 * disc image, `image` its frames as JPEG in a ZIP archive. What cannot be read is named in ERROR.txt, and the rest comes
 * all the same.
 */
export async function downloadOf(
  archive: ArchiveContext,
  key: StorageKey,
  { query, edits, request }: { readonly query: Query; readonly edits: Edits; readonly request: Request },
): Promise<Response> {
  const bundle = query['bundle'] ?? 'dicom';
  const instances = chosen(archive, key, query);
  const options: BundleOptions = { archive, edits, isFlat: isOn(query['flat_directory']), fileSetUid: newUid() };
  switch (bundle) {
    case 'dicom':
      return zipOf(fileSetOf(instances, options));
    case 'osx':
    case 'win':
      // The program that opens such a bundle is not ours to give; without one it is the file-set alone.
      if (isOn(query['exclude_viewer'])) return zipOf(fileSetOf(instances, options));
      throw new StorageError(
        'NOT_ACCEPTABLE',
        'There is no viewer to put beside the images. Ask with exclude_viewer=1.',
      );
    case 'image':
      return zipOf(picturesOf(instances, options));
    case 'iso':
      return isoOf(request, fileSetOf(instances, options), archive.now());
    default:
      throw new StorageError('BAD_REQUEST', 'A bundle is one of dicom, image, iso, osx and win.');
  }
}

function chosen(archive: ArchiveContext, key: StorageKey, query: Query): StoredInstance[] {
  const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
  const all = instancesOf(archive.database, key);
  if (all.length === 0) throw new StorageError('NO_IMAGES_IN_STUDY', 'The study has no images.', { ids });
  const [series, images] = [uids(query['series_uid']), uids(query['image_uid'])];
  const ofSeries = all.filter(({ series_uid }) => series.size === 0 || series.has(series_uid));
  if (ofSeries.length === 0) throw new StorageError('SERIES_NOT_FOUND', 'The series was not found.', { ids });
  const found = ofSeries.filter(({ sop_uid }) => images.size === 0 || images.has(sop_uid));
  if (found.length === 0) throw new StorageError('IMAGES_NOT_FOUND', 'None of the images was found.', { ids });
  return found;
}

const uids = (text = ''): ReadonlySet<string> =>
  new Set(
    text
      .split(',')
      .map((uid) => uid.trim())
      .filter(Boolean)
      .map(dicomUid),
  );

const disposition = (name: string): Record<string, string> => ({
  'content-disposition': `attachment; filename="${name}"`,
});

function zipOf(files: AsyncIterable<BundleFile>): Response {
  const headers = { 'content-type': 'application/zip', ...disposition('study.zip') };
  return new Response(ReadableStream.from(zipped(files)), { headers });
}

/** Images hardly get smaller: nothing is compressed. */
async function* zipped(files: AsyncIterable<BundleFile>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error === null) ready.push(chunk);
    else failure = error;
  });
  function* written(): Generator<Uint8Array> {
    if (failure !== undefined) throw failure;
    yield* ready.splice(0);
  }
  for await (const { path, open } of files) {
    const entry = new ZipPassThrough(path.join('/'));
    zip.add(entry);
    for await (const chunk of open()) {
      entry.push(chunk);
      yield* written();
    }
    entry.push(new Uint8Array(), true);
    yield* written();
  }
  zip.end();
  yield* written();
}

/** Where everything lies on a disc is said in front: what is on it is looked through before the first byte leaves. */
async function isoOf(request: Request, files: AsyncIterable<BundleFile>, now: number): Promise<Response> {
  const contents = [];
  for await (const { path, bytes, open } of files) {
    contents.push({ path: path.map((part) => part.toUpperCase()), bytes, open });
  }
  const disc = streamDisc(contents, { label: 'FILEROOM', date: new Date(now) });
  const headers = { 'content-type': 'application/x-iso9660-image', ...disposition('study.iso') };
  const whole = new Request(request.url, { method: request.method });
  return answerContent(whole, { size: disc.bytes, headers, open: () => disc.open() });
}
