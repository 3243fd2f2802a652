import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Contained } from '../place.ts';
import { sniff, type ContainerFormat } from '../sniff.ts';
import { listIso9660 } from './iso9660.ts';
import { listZip } from './zip.ts';

const HEAD = 64 * 1024;

/** A disc image or archive cannot be read; the message is for people, and names no file. */
export class BrokenContainerError extends Error {
  override readonly name = 'BrokenContainerError';
}

/** The kinds of files that can be a source by what is in them. */
const listers: Readonly<Record<ContainerFormat, (handle: FileHandle, size: number) => Promise<Contained>>> = {
  'iso-9660': (handle) => listIso9660((position, length) => readAt(handle, position, length)),
  zip: (handle, size) => listZip((position, length) => readAt(handle, position, length), size),
};

/**
 * What is in a disc image or archive; undefined when the file is neither.
 * @throws the system's errors; BrokenContainerError.
 */
export async function listContainer(path: string): Promise<Contained | undefined> {
  // Opening a pipe would wait for ever.
  if (!(await stat(path)).isFile()) return undefined;
  const handle = await open(path);
  try {
    const stats = await handle.stat();
    const content = sniff(await readAt(handle, 0, HEAD));
    const list = content.kind === 'container' && content.format !== undefined ? listers[content.format] : undefined;
    if (content.kind !== 'container' || list === undefined) return undefined;
    try {
      return await list(handle, stats.size);
    } catch (cause) {
      if (cause instanceof Error && 'syscall' in cause) throw cause;
      throw new BrokenContainerError(`The ${content.name} is broken and cannot be read`, { cause });
    }
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { size } = await handle.stat();
  // A broken container may ask for more than there is, or than there is memory for.
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
