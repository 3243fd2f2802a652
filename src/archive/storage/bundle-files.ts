import { type DirectoryEntry, directoryEntry, writeDicomdir } from '../../dicom/write-dicomdir.ts';
import { MOST_BYTES } from '../../disc-image/write-tree.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';
import type { Edits } from './object-edits.ts';
import { readPayload } from './payload.ts';
import { pictureOf } from './picture.ts';

/** A file of a bundle; its bytes are read when their turn comes. */
export interface BundleFile {
  readonly path: readonly string[];
  readonly bytes: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface BundleOptions {
  readonly archive: ArchiveContext;
  readonly edits: Edits;
  /** All in one folder. */
  readonly isFlat: boolean;
  readonly fileSetUid: string;
}

/** The objects, a DICOMDIR that tells of each as it is in the bundle, and what is wrong with those that are not. */
export async function* fileSetOf(
  instances: readonly StoredInstance[],
  { archive, edits, isFlat, fileSetUid }: BundleOptions,
): AsyncGenerator<BundleFile> {
  const entries: DirectoryEntry[] = [];
  const lost: string[] = [];
  for (const { instance, folder, index } of inFolders(instances)) {
    const path = isFlat ? [numbered('IM', index)] : ['DICOM', folder, numbered('IM', index)];
    try {
      const { content, file } = await readPayload(archive, instance, edits);
      if (content.size > MOST_BYTES) throw new StorageError('PAYLOAD_TOO_LARGE', 'The object is too large.');
      entries.push(directoryEntry(path, file));
      yield { path, bytes: content.size, open: () => content.open(0, content.size) };
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      lost.push(`${instance.sop_uid}: ${error.message}`);
    }
  }
  yield inMemory(['DICOMDIR'], writeDicomdir(entries, { fileSetId: 'FILEROOM', uid: fileSetUid }));
  if (lost.length > 0) yield errors(lost);
}

/** Every frame as a JPEG. */
export async function* picturesOf(
  instances: readonly StoredInstance[],
  { archive, isFlat }: BundleOptions,
): AsyncGenerator<BundleFile> {
  const lost: string[] = [];
  for (const { instance, folder, index } of inFolders(instances)) {
    for (let frame = 0; frame < instance.frames; frame += 1) {
      const name = `${numbered('IM', index)}${instance.frames > 1 ? `-${String(frame + 1).padStart(4, '0')}` : ''}.jpg`;
      try {
        const picture = await pictureOf(archive, instance, { frame: String(frame), form: 'frame', query: {} });
        yield {
          path: isFlat ? [name] : [folder, name],
          bytes: picture.size,
          open: () => picture.open(0, picture.size),
        };
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        lost.push(`${instance.sop_uid}: ${error.message}`);
        break;
      }
    }
  }
  if (lost.length > 0) yield errors(lost);
}

function* inFolders(instances: readonly StoredInstance[]) {
  const folders = new Map<string, number>();
  for (const [index, instance] of instances.entries()) {
    const series = folders.get(instance.series_uid) ?? folders.size;
    folders.set(instance.series_uid, series);
    yield { instance, folder: numbered('SE', series), index };
  }
}

const errors = (lines: readonly string[]): BundleFile =>
  inMemory(['ERROR.txt'], new TextEncoder().encode(`These could not be read:\r\n${lines.join('\r\n')}\r\n`));

function inMemory(path: readonly string[], bytes: Uint8Array): BundleFile {
  return {
    path,
    bytes: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
}

/** A File ID component has at most eight characters (PS3.10 8.2). */
const numbered = (start: string, index: number): string => `${start}${String(index).padStart(6, '0')}`;
