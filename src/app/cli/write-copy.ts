import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileroomError, LocalStorageError } from '../../contract/problem.ts';
import { asLocalStorageError } from '../../upload/local-storage.ts';
import { type SourceFile, type StreamOptions, streamSource } from '../../upload/source.ts';

/**
 * Writes a treated object under a name that is free, wholly or not at all.
 * @throws SourceError for the file that is read, LocalStorageError for the one that is written
 */
export async function writeCopy(
  target: string,
  source: SourceFile,
  treated: NonNullable<StreamOptions['treated']>,
): Promise<void> {
  const part = `${target}.part`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const [whole, ...more] = treated.content.pieces;
    // Most objects are in memory already.
    if (whole instanceof Uint8Array && more.length === 0) await writeFile(part, whole, { flag: 'wx' });
    else await pipeline(Readable.fromWeb(streamSource(source, { treated })), createWriteStream(part, { flags: 'wx' }));
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof FileroomError) throw error;
    const known = asLocalStorageError(error);
    if (known === undefined || known.code === 'disk-full') throw known ?? error;
    throw new LocalStorageError(
      'out-failed',
      'The output folder cannot be written. Give it the rights, or name another one.',
      {
        next: 'correct-input',
        cause: error,
      },
    );
  }
}
