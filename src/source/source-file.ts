import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable, pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { InvalidRequestError, NotFoundError } from '../contract/problem.ts';
import { openSourceFile, type Root, rootOf } from './confine.ts';
import { BrokenContainerError, isCalledContainer, listContainer } from './containers/container.ts';
import { systemPath } from './file-name.ts';
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
 * {@link openSourceFile} does it, or an entry of a disc image or archive: the source itself, or one that lies in it
 * (`export.zip/DICOM/IM1`).
 * @throws NotFoundError when the source or the file has gone, InvalidRequestError when the path leads outside.
 */
export async function findSourceFile(sourcePath: string, relativePath: string): Promise<SourceFile> {
  const root = await rootOf(sourcePath);
  const { path, isFolder } = root;
  if (!isFolder) {
    const file = await findContained(path, relativePath);
    if (file !== undefined) return file;
  }
  for (const [container, inner] of isFolder ? containersIn(relativePath) : []) {
    const absolutePath = await openIfThere(root, container);
    if (absolutePath === undefined || !(await stat(systemPath(absolutePath))).isFile()) continue;
    const file = await findContained(absolutePath, inner);
    if (file !== undefined) return file;
  }
  const absolutePath = await openSourceFile(root, relativePath);
  const { size, mtimeMs } = await stat(systemPath(absolutePath));
  return { absolutePath, bytes: size, mtimeMs };
}

/** Whether a file of a folder may lie in a disc image or archive: only then must these be asked. */
export function mayBeContained(relativePath: string): boolean {
  return containersIn(relativePath).next().done !== true;
}

/** The ways in which a path may lead into a container: `a/b.zip/c.iso/d` is c.iso/d in a/b.zip, or d in a/b.zip/c.iso. */
function* containersIn(relativePath: string): Generator<readonly [container: string, inner: string]> {
  for (let at = relativePath.indexOf('/'); at !== -1; at = relativePath.indexOf('/', at + 1)) {
    const container = relativePath.slice(0, at);
    if (isCalledContainer(container)) yield [container, relativePath.slice(at + 1)];
  }
}

async function openIfThere(root: Root, relativePath: string): Promise<string | undefined> {
  try {
    return await openSourceFile(root, relativePath);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** Undefined when the file is no container. */
async function findContained(absolutePath: string, inner: string): Promise<SourceFile | undefined> {
  const stats = await stat(systemPath(absolutePath));
  const contained = await contentsOf(absolutePath, stats);
  if (contained === undefined) return undefined;
  const place = contained.get(inner);
  if (place === undefined)
    throw new NotFoundError('source-file-gone', 'A file of the source is no longer there.', { next: 'reinsert-disc' });
  return { absolutePath, place, bytes: sizeOf(place), mtimeMs: stats.mtimeMs };
}

/** The whole file, a piece at a time. Errors of the system, and of a broken archive, come through the stream. */
export function streamSourceFile(
  { absolutePath, place }: Pick<SourceFile, 'absolutePath' | 'place'>,
  signal?: AbortSignal,
): Readable {
  const options = signal === undefined ? {} : { signal };
  if (place === undefined) return createReadStream(systemPath(absolutePath), options);
  return Readable.from(contentOf(absolutePath, place), { objectMode: false, ...options });
}

async function* contentOf(absolutePath: string, place: Place): AsyncGenerator<Buffer> {
  const handle = await open(systemPath(absolutePath));
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

/** The containers read last: an import asks for their files one after the other, perhaps several at a time. */
const latest = new Map<string, Promise<ReadonlyMap<string, Place> | undefined>>();
const MOST_LATEST = 4;

async function contentsOf(
  path: string,
  { size, mtimeMs }: { size: number; mtimeMs: number },
): Promise<ReadonlyMap<string, Place> | undefined> {
  const key = `${path}\0${size}\0${mtimeMs}`;
  const known = latest.get(key) ?? readContents(path);
  latest.delete(key);
  latest.set(key, known);
  const [oldest] = latest.keys();
  if (latest.size > MOST_LATEST && oldest !== undefined) latest.delete(oldest);
  try {
    return await known;
  } catch (error) {
    // It may be read another time: what failed is not kept.
    latest.delete(key);
    throw error;
  }
}

async function readContents(path: string): Promise<ReadonlyMap<string, Place> | undefined> {
  let contained: Contained | undefined;
  try {
    contained = await listContainer(path);
  } catch (cause) {
    if (!(cause instanceof BrokenContainerError)) throw cause;
    throw new InvalidRequestError('broken-container', `${cause.message}.`, { next: 'choose-another-source', cause });
  }
  return contained && new Map(contained.files.map((file) => [file.path, file.place]));
}
