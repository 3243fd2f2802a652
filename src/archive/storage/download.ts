import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Zip, ZipPassThrough } from 'fflate';
import type { ArchiveContext } from '../archive-context.ts';
import { type DirectoryEntry, directoryEntry, writeDicomdir } from '../../dicom/write-dicomdir.ts';
import type { StorageKey } from '../store/study-records.ts';
import { StorageError } from './errors.ts';
import { instancesOf, type StoredInstance } from './instances.ts';
import { readStoredFile } from './stored-header.ts';

/**
 * A study as a file-set (PS3.10 8) in a ZIP archive: the objects as they are stored, and a DICOMDIR. What cannot be
 * read is named in ERROR.txt, and the rest comes all the same. Images hardly get smaller: nothing is compressed.
 * @param seriesUid only this series
 */
export function downloadOf(archive: ArchiveContext, key: StorageKey, seriesUid: string | undefined): Response {
  const instances = instancesOf(archive.database, key).filter(
    ({ series_uid }) => seriesUid === undefined || series_uid === seriesUid,
  );
  if (instances.length === 0) {
    const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
    throw new StorageError('NOT_FOUND', 'There is nothing to download.', { ids });
  }
  const body = ReadableStream.from(zipped(archive, instances));
  const headers = { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="study.zip"' };
  return new Response(body, { headers });
}

async function* zipped(archive: ArchiveContext, instances: readonly StoredInstance[]): AsyncGenerator<Uint8Array> {
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
  const entries: DirectoryEntry[] = [];
  const lost: string[] = [];
  const folders = new Map<string, number>();
  for (const [index, instance] of instances.entries()) {
    const series = folders.get(instance.series_uid) ?? folders.size;
    folders.set(instance.series_uid, series);
    const path = ['DICOM', numbered('SE', series), numbered('IM', index)];
    const file = await archive.objects.open(instance.object, instance.size);
    if (file === undefined) {
      lost.push(instance.sop_uid);
      continue;
    }
    entries.push(directoryEntry(path, await readStoredFile(archive.objects.pathOf(instance.object), instance.size)));
    const entry = new ZipPassThrough(path.join('/'));
    zip.add(entry);
    for await (const chunk of createReadStream('', { fd: file, autoClose: true })) {
      entry.push(chunk as Uint8Array);
      yield* written();
    }
    entry.push(new Uint8Array(), true);
    yield* written();
  }
  addText(zip, 'DICOMDIR', writeDicomdir(entries, { fileSetId: 'FILEROOM', uid: newUid() }));
  if (lost.length > 0)
    addText(zip, 'ERROR.txt', new TextEncoder().encode(`Missing or damaged:\r\n${lost.join('\r\n')}\r\n`));
  zip.end();
  yield* written();
}

function addText(zip: Zip, name: string, bytes: Uint8Array): void {
  const entry = new ZipPassThrough(name);
  zip.add(entry);
  entry.push(bytes, true);
}

/** A File ID component has at most eight characters (PS3.10 8.2). */
const numbered = (start: string, index: number): string => `${start}${String(index).padStart(6, '0')}`;
const newUid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
