import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { LocalStorageError } from '../../contract/problem.ts';

export interface Copy {
  readonly bytes: number;
  /** Of what was read, and of what was then found on the disk. */
  readonly sha256: string;
}

/**
 * Writes `chunks` to `target` and reads it back. Undefined when `wanted` says of the first chunk that the file is not
 * worth it. What was written of a copy that fails is removed.
 * @param target must not be there yet
 * @throws LocalStorageError when the disk does not take it, and what reading the chunks throws.
 */
export async function copyFile(
  chunks: AsyncIterable<Uint8Array>,
  target: string,
  wanted: (head: Uint8Array) => boolean,
): Promise<Copy | undefined> {
  try {
    const copy = await write(chunks, target, wanted);
    if (copy === undefined || copy.sha256 === (await hashOf(target))) return copy;
    throw new LocalStorageError('copy-differs', 'The disk of this computer does not give back what was written to it.');
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

async function write(
  chunks: AsyncIterable<Uint8Array>,
  target: string,
  wanted: (head: Uint8Array) => boolean,
): Promise<Copy | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  const out = await onDisk(async () => open(target, 'wx', 0o600));
  try {
    for await (const chunk of chunks) {
      if (bytes === 0 && !wanted(chunk)) {
        await rm(target, { force: true });
        return undefined;
      }
      hash.update(chunk);
      await onDisk(async () => out.appendFile(chunk));
      bytes += chunk.length;
    }
    await onDisk(async () => out.sync());
  } finally {
    await out.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await onDisk(async () => {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  });
  return hash.digest('hex');
}

/** Does something with the disk of this computer, and says so when that fails. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(cause);
    if (typeof code !== 'string') throw cause;
    throw new LocalStorageError(
      'copy-failed',
      `The copy cannot be written on this computer: the system says ${code}.`,
      {
        next: 'retry',
        cause,
      },
    );
  }
}

/** What was copied so far is kept: the same scan goes on there. */
export function diskFull(cause?: unknown): LocalStorageError {
  const message = 'There is not enough room on the disk for a copy. What was copied so far is kept.';
  return new LocalStorageError('disk-full', message, { next: 'free-disk-space', cause });
}
