import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable, pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { InvalidRequestError, NotFoundError } from '../contract/problem.ts';
import { openSourceFile, rootOf } from './confine.ts';
import { BrokenContainerError, listContainer } from './containers/container.ts';
import { type Contained, type Extent, type Place, sizeOf } from './place.ts';
import { dataExtents } from './source-bytes.ts';

/** One file of a source, wherever it lies. Plain data: it can be kept, and its bytes are read from it later. */
export interface SourceFile {
  /** The file on disk: itself, or the disc image or archive that holds it. */
  readonly absolutePath: string;
  readonly place?: Place;
  readonly bytes: number;
  /** Of the file on disk, to notice that it has changed. */
  readonly mtimeMs: number;
}

/**
 * The file that a scan of `sourcePath` reported as `relativePath`, safe to read: confined to a folder as
 * {@link openSourceFile} does it, or an entry of the disc image or archive that the source is.
 * @throws NotFoundError when the source or the file has gone, InvalidRequestError when the path leads outside.
 */
export async function findSourceFile(sourcePath: string, relativePath: string): Promise<SourceFile> {
  const { path, isFolder } = await rootOf(sourcePath);
  const stats = await stat(path);
  const contained = isFolder ? undefined : await contentsOf(path, stats);
  if (contained === undefined) {
    const absolutePath = await openSourceFile(sourcePath, relativePath);
    const { size, mtimeMs } = await stat(absolutePath);
    return { absolutePath, bytes: size, mtimeMs };
  }
  const place = contained.get(relativePath);
  if (place === undefined)
    throw new NotFoundError('source-file-gone', 'A file of the source is no longer there.', { next: 'reinsert-disc' });
  return { absolutePath: path, place, bytes: sizeOf(place), mtimeMs: stats.mtimeMs };
}

/** The whole file, a piece at a time. Errors of the system, and of a broken archive, come through the stream. */
export function streamSourceFile(
  { absolutePath, place }: Pick<SourceFile, 'absolutePath' | 'place'>,
  signal?: AbortSignal,
): Readable {
  const options = signal === undefined ? {} : { signal };
  if (place === undefined) return createReadStream(absolutePath, options);
  return Readable.from(contentOf(absolutePath, place), { objectMode: false, ...options });
}

async function* contentOf(absolutePath: string, place: Place): AsyncGenerator<Buffer> {
  const handle = await open(absolutePath);
  try {
    yield* streamPlace(handle, place);
  } finally {
    await handle.close();
  }
}

/** A file of an open container, a piece at a time. The container stays open: who checked it reads what was checked. */
export async function* streamPlace(container: FileHandle, place: Place): AsyncGenerator<Buffer> {
  let left = sizeOf(place);
  for (const extent of dataExtents(container.fd, place)) {
    if (extent.bytes === 0) continue;
    const stored = pieces(container, extent);
    const deflated = place.kind === 'zip-entry' && place.deflated;
    // The directory says how long the file is: what a bomb has beyond that is never unpacked.
    for await (const chunk of deflated ? inflated(stored) : stored) {
      const part = (chunk as Buffer).subarray(0, left);
      left -= part.length;
      yield part;
      if (left === 0) return;
    }
  }
}

const PIECE = 256 * 1024;

/** Ends early where the container does. */
async function* pieces(container: FileHandle, { offset, bytes }: Extent): AsyncGenerator<Buffer> {
  for (let done = 0; done < bytes;) {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE, bytes - done));
    const { bytesRead } = await container.read(buffer, 0, buffer.length, offset + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Errors of both come through the result, and both end with it. */
function inflated(stored: AsyncGenerator<Buffer>): Readable {
  return pipeline(stored, createInflateRaw(), () => undefined);
}

/** The container read last: an import asks for its files one after the other. */
let latest: { readonly key: string; readonly files: ReadonlyMap<string, Place> } | undefined;

async function contentsOf(
  path: string,
  { size, mtimeMs }: { size: number; mtimeMs: number },
): Promise<ReadonlyMap<string, Place> | undefined> {
  const key = `${path}\0${size}\0${mtimeMs}`;
  if (latest?.key === key) return latest.files;
  let contained: Contained | undefined;
  try {
    contained = await listContainer(path);
  } catch (cause) {
    if (!(cause instanceof BrokenContainerError)) throw cause;
    throw new InvalidRequestError('broken-container', `${cause.message}.`, { next: 'choose-another-source', cause });
  }
  if (contained === undefined) return undefined;
  latest = { key, files: new Map(contained.files.map((file) => [file.path, file.place])) };
  return latest.files;
}
