import { constants, type FileHandle, lstat, open, readdir, stat } from 'node:fs/promises';
import { FileroomError } from '../contract/problem.ts';
import type { ByteSource } from '../dicom/byte-source.ts';
import { DicomReadError } from '../dicom/read-error.ts';
import { editedStream } from '../dicom/edit-stream.ts';
import { realPathOf, systemPath } from '../source/file-name.ts';
import { type Extent, type Place, sizeOf } from '../source/place.ts';
import { reasonOf } from '../source/reason.ts';
import { BrokenEntryError, dataExtents } from '../source/source-bytes.ts';
import { streamPlace } from '../source/source-file.ts';
import type { PlannedObject } from './plan.ts';
import type { TreatedContent } from './treatment-task.ts';

/** The file to send is not what it was when it was chosen, or cannot be read. */
export class SourceError extends FileroomError {
  readonly name = 'SourceError';
}

/** A file as it was when it was chosen. */
export type SourceFile = Pick<PlannedObject, 'file' | 'place' | 'bytes' | 'fileBytes' | 'mtimeMs'>;

/** Throws {@link SourceError} unless the file is there, readable, and has the size and time it had when it was chosen. */
export async function checkSource(source: SourceFile): Promise<void> {
  const handle = await openSource(source);
  await handle.close();
}

// A pipe that was put in its place must not hold us up. Windows has no such flag, and no such pipes.
const READ = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/**
 * Opens the file, or the disc image or archive that holds it, and checks what is open, not what the name may mean a
 * moment later.
 */
async function openSource(source: SourceFile): Promise<FileHandle> {
  const { file, place, bytes, fileBytes, mtimeMs } = source;
  let handle: FileHandle | undefined;
  try {
    const onDisk = systemPath(file);
    handle = await open(onDisk, READ);
    const [opened, named, path] = await Promise.all([handle.stat(), lstat(onDisk), realPathOf(file)]);
    // A link that came since the scan may lead anywhere.
    const isNamed = path === file && opened.ino === named.ino && opened.dev === named.dev;
    if (!isNamed || !opened.isFile()) throw sourceChanged(place);
    if (opened.size === 0) throw new SourceError('empty', 'The file is empty.');
    if (opened.size !== fileBytes || Math.trunc(opened.mtimeMs) !== mtimeMs) throw sourceChanged(place);
    if (place !== undefined && sizeOf(place) !== bytes) throw sourceChanged(place);
    return handle;
  } catch (error) {
    await handle?.close();
    throw unreadable(error, place);
  }
}

export function sourceChanged(place?: Place): SourceError {
  const what = place === undefined ? 'The file' : 'The disc image or archive that holds the file';
  return new SourceError('source-changed', `${what} has changed since it was scanned. Scan the source again.`, {
    next: 'choose-another-source',
  });
}

/**
 * True when not one file but the whole source is gone: an ejected disc leaves no folder or an empty one, a disc image
 * or archive takes all its files with it. A source that is a single object cannot be told from a deleted file.
 */
export async function isSourceGone({
  sourceRoot,
  file,
  place,
}: Pick<PlannedObject, 'sourceRoot' | 'file' | 'place'>): Promise<boolean> {
  if (sourceRoot === file && place === undefined) return false;
  try {
    return (await stat(sourceRoot)).isDirectory() && (await readdir(sourceRoot)).length === 0;
  } catch {
    return true;
  }
}

export interface StreamOptions {
  /** What leaves instead of the file as it is. */
  readonly treated?: { readonly content: TreatedContent; readonly bytes: number };
  readonly onChunk?: (chunk: Uint8Array) => void;
  readonly onFailure?: (error: SourceError) => void;
}

/**
 * The object as a stream, one chunk in memory at a time. What goes wrong with the file is also told to `onFailure`: the
 * reader at the other end may wrap the error beyond recognition.
 */
export function streamSource(
  source: SourceFile,
  { treated, onChunk, onFailure }: StreamOptions = {},
): ReadableStream<Uint8Array> {
  const content = contentOf(source, treated?.content);
  let left = treated?.bytes ?? source.bytes;
  let isCancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value: chunk } = await content.next();
          // The receiver has gone while the file was read: the file is not to blame.
          if (isCancelled) return;
          if (chunk === undefined) throw new SourceError('truncated', 'The file ends too early.');
          left -= chunk.byteLength;
          onChunk?.(chunk);
          controller.enqueue(chunk);
          if (left > 0) return;
          await content.return(undefined);
          controller.close();
        } catch (error) {
          if (isCancelled) return;
          const failure = unreadable(error, source.place);
          onFailure?.(failure);
          throw failure;
        }
      },
      async cancel() {
        isCancelled = true;
        await content.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/** No more than the bytes of the object; fewer when its file ends too early. */
async function* contentOf(
  source: SourceFile,
  treated: TreatedContent | undefined,
): AsyncGenerator<Uint8Array, undefined> {
  if (treated !== undefined && treated.pieces.every((piece) => piece instanceof Uint8Array)) {
    yield* treated.pieces;
    return;
  }
  const handle = await openSource(source);
  try {
    const bytes = byteSource(handle, source);
    yield* treated === undefined ? bytes.stream(0) : editedStream(bytes, treated);
  } finally {
    await handle.close();
  }
}

/** The bytes of an object in its open file, read where they are wanted. */
export function byteSource(handle: FileHandle, { place, bytes }: Pick<SourceFile, 'place' | 'bytes'>): ByteSource {
  const seekable = place?.kind !== 'zip-entry' || !place.deflated;
  return {
    size: bytes,
    seekable,
    stream: (start) => {
      if (!seekable) return streamPlace(handle, place);
      const extents = place === undefined ? [{ offset: 0, bytes }] : dataExtents(handle.fd, place);
      return streamPlace(handle, { kind: 'extents', extents: extentsFrom(extents, start) });
    },
  };
}

function extentsFrom(extents: readonly Extent[], start: number): Extent[] {
  let skipped = start;
  return extents.map(({ offset, bytes }) => {
    const skip = Math.min(skipped, bytes);
    skipped -= skip;
    return { offset: offset + skip, bytes: bytes - skip };
  });
}

function unreadable(error: unknown, place: Place | undefined): SourceError {
  if (error instanceof SourceError) return error;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const what = place === undefined ? 'The file' : 'The disc image or archive that holds the file';
    return new SourceError('source-missing', `${what} is not there any more.`, { next: 'reinsert-disc', cause: error });
  }
  if (error instanceof BrokenEntryError || code?.startsWith('Z_') === true) {
    return new SourceError('unreadable', 'Its entry in the archive is broken.', {
      next: 'choose-another-source',
      cause: error,
    });
  }
  if (error instanceof DicomReadError) return new SourceError(error.code, `${error.message}.`, { cause: error });
  return new SourceError('unreadable', `The file cannot be read: ${reasonOf(error)}.`, {
    next: 'reinsert-disc',
    cause: error,
  });
}
