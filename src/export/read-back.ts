import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Dicomdir, readDicomdir } from '../dicom/dicomdir.ts';
import { streamSourceFile } from '../source/source-file.ts';
import { ExportError } from './export-error.ts';
import { FolderMedium } from './folder-medium.ts';
import type { Medium } from './medium.ts';

/** A file as it was written. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
  /** Of an object. */
  readonly sopInstanceUid?: string;
}

/**
 * Reads a finished medium as any other disc, folder or archive is read: every file must be there with the bytes that
 * were written, no other, and the DICOMDIR must lead to each object.
 * @throws ExportError `not-verified`
 */
export async function readBack(medium: Medium, written: readonly WrittenFile[], signal: AbortSignal): Promise<void> {
  const { files, problems } = await medium.contents();
  const places = new Map(files.map(({ path, place }) => [path, place]));
  if (problems.length > 0 || places.size !== written.length) throw notVerified();
  let directory: Dicomdir | undefined;
  for (const { path, sha256 } of written) {
    const place = places.get(path);
    if (place === undefined) throw notVerified();
    const isFolder = medium instanceof FolderMedium;
    const file = isFolder ? { absolutePath: join(medium.path, path) } : { absolutePath: medium.path, place };
    const hash = createHash('sha256');
    const kept: Uint8Array[] = [];
    for await (const chunk of streamSourceFile(file, signal)) {
      hash.update(chunk as Uint8Array);
      if (path === 'DICOMDIR') kept.push(chunk as Uint8Array);
    }
    if (hash.digest('hex') !== sha256) throw notVerified();
    if (path === 'DICOMDIR') directory = readDicomdir(Buffer.concat(kept));
  }
  const listed = new Map(directory?.references.map((one) => [one.path.join('/'), one.sopInstanceUid]));
  const objects = written.filter(({ sopInstanceUid }) => sopInstanceUid !== undefined);
  const areListed = objects.every(({ path, sopInstanceUid }) => listed.get(path) === sopInstanceUid);
  if (!areListed || listed.size !== objects.length || directory?.problems.length !== 0) throw notVerified();
}

function notVerified(): ExportError {
  return new ExportError(
    'not-verified',
    'What was written does not read back as it was: the drive may be failing. Nothing was kept.',
    { next: 'retry' },
  );
}
