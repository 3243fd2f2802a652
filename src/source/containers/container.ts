import { type FileHandle, open, readFile, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Contained,
  type ContainedFile,
  type Extent,
  LOCAL_HEADER_BYTES,
  localDataOffset,
  type Place,
  type ReadAt,
} from '../place.ts';
import { systemPath } from '../file-name.ts';
import { type ContainerFormat, sniff } from '../sniff.ts';
import { listDiscImage } from './disc-image.ts';
import { extentsWithin, readAll } from './extents.ts';
import { ContainerFault } from './fault.ts';
import { cook } from './raw-sectors.ts';
import { listZip } from './zip.ts';

const HEAD = 64 * 1024;
/** More than any directory has: a broken container may ask for more than there is memory for. */
const MOST_AT_ONCE = 512 * 1024 * 1024;
/** Containers in a container that are opened. */
const MOST_INNER = 100;

/** A disc image or archive cannot be read; the message is for people, and names no file. */
export class BrokenContainerError extends Error {
  override readonly name = 'BrokenContainerError';
}

/** The names of disc images and archives. Only such files of a folder are opened to see whether they are any. */
export const isCalledContainer = (path: string): boolean => /\.(?:zip|iso|img|bin|udf|mdf|nrg|cdr|toast)$/i.test(path);

/**
 * What is in a disc image or archive, and in those that lie in it; undefined when the file is neither.
 * @throws the system's errors; BrokenContainerError.
 */
export async function listContainer(path: string): Promise<Contained | undefined> {
  // Opening a pipe would wait for ever.
  const onDisk = systemPath(path);
  if (!(await stat(onDisk)).isFile()) return undefined;
  const handle = await open(onDisk);
  try {
    const { size } = await handle.stat();
    const read: ReadAt = async (position, length) => readAt(handle, size, position, length);
    const outer = await list(read, size);
    return outer === undefined ? undefined : await withInner(outer, read);
  } finally {
    await handle.close();
  }
}

/** As {@link listContainer} for the disc in a drive: without what lies in its archives. Throws whatever goes wrong. */
export async function listDevice(path: string): Promise<Contained> {
  const handle = await open(path);
  try {
    const stats = await handle.stat();
    const size = stats.isFile() ? stats.size : await deviceSize(path);
    return await listDiscImage(async (position, length) => readAt(handle, size, position, length), size);
  } finally {
    await handle.close();
  }
}

/** In sectors of 512 bytes, whatever the drive's are (sysfs-block). */
async function deviceSize(path: string): Promise<number> {
  return Number(await readFile(`/sys/class/block/${basename(await realpath(path))}/size`, 'utf8')) * 512;
}

const listers: Readonly<Record<ContainerFormat, (read: ReadAt, size: number, head: Uint8Array) => Promise<Contained>>> =
  {
    disc: listDiscImage,
    'raw-disc': listRawDisc,
    zip: listZip,
  };

async function list(read: ReadAt, size: number): Promise<Contained | undefined> {
  const head = await read(0, HEAD);
  const content = sniff(head);
  if (content.kind !== 'container' || content.format === undefined) return undefined;
  try {
    return await listers[content.format](read, size, head);
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) throw cause;
    const reason =
      cause instanceof ContainerFault ? `cannot be read: ${cause.message}` : 'is broken and cannot be read';
    throw new BrokenContainerError(`The ${content.name} ${reason}`, { cause });
  }
}

async function listRawDisc(read: ReadAt, size: number, head: Uint8Array): Promise<Contained> {
  const image = cook(head, read, size);
  if (image === undefined) throw new ContainerFault('Its sectors have an unknown length');
  return moved(await listDiscImage(image.read, image.size), image.locate);
}

/** Containers in a container, one level deep. Those that are compressed, or in pieces, stay the files they are. */
async function withInner(outer: Contained, read: ReadAt): Promise<Contained> {
  const files: ContainedFile[] = [];
  const problems = [...outer.problems];
  let ignored = outer.ignored ?? 0;
  let opened = 0;
  for (const file of outer.files) {
    const inner = isCalledContainer(file.path) && opened < MOST_INNER ? await innerOf(file, read) : undefined;
    if (inner === undefined) {
      files.push(file);
      continue;
    }
    opened += 1;
    const below = (path: string): string => (path === '' ? file.path : `${file.path}/${path}`);
    ignored += inner.ignored ?? 0;
    for (const problem of inner.problems) problems.push({ ...problem, path: below(problem.path) });
    for (const one of inner.files) files.push({ ...one, path: below(one.path), container: file.path });
  }
  return { files, problems, ignored };
}

/** Undefined when the bytes are compressed; most programs leave archives within archives as they are. */
async function extentsOf(place: Place, read: ReadAt): Promise<readonly Extent[] | undefined> {
  if (place.kind === 'extents') return place.extents;
  if (place.deflated) return undefined;
  const offset = localDataOffset(place.headerOffset, await read(place.headerOffset, LOCAL_HEADER_BYTES));
  return offset === undefined ? undefined : [{ offset, bytes: place.storedBytes }];
}

async function innerOf({ place }: ContainedFile, read: ReadAt): Promise<Contained | undefined> {
  // Its bytes must lie in the outer file as they are, and a ZIP's in one piece.
  const extents = await extentsOf(place, read);
  if (extents === undefined) return undefined;
  const [whole] = extents;
  const size = extents.reduce((sum, { bytes }) => sum + bytes, 0);
  const within: ReadAt = async (position, length) => readAll(read, extentsWithin(extents, position, length));
  try {
    const inner = await list(within, size);
    if (inner === undefined || whole === undefined) return undefined;
    if (extents.length > 1 && inner.files.some((file) => file.place.kind === 'zip-entry')) return undefined;
    return moved(inner, ({ offset, bytes }) => extentsWithin(extents, offset, bytes), whole.offset);
  } catch (error) {
    if (!(error instanceof BrokenContainerError)) throw error;
    return { files: [], problems: [{ path: '', code: 'unreadable', message: `${error.message}.` }] };
  }
}

/** Places that count from elsewhere, as places in the file on disk. */
function moved({ files, ...rest }: Contained, locate: (extent: Extent) => readonly Extent[], headersBy = 0): Contained {
  const move = (place: Place): Place =>
    place.kind === 'extents'
      ? { kind: 'extents', extents: place.extents.flatMap(locate) }
      : { ...place, headerOffset: place.headerOffset + headersBy };
  return { ...rest, files: files.map((file) => ({ ...file, place: move(file.place) })) };
}

async function readAt(handle: FileHandle, size: number, position: number, length: number): Promise<Uint8Array> {
  const wanted = Math.max(0, Math.min(length, size - position));
  if (wanted > MOST_AT_ONCE) throw new ContainerFault('Its directory is too large');
  const buffer = Buffer.alloc(wanted);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
