import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { FileFacts } from '../../contract/files.ts';
import { FileroomError, InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import { systemPath } from '../../source/file-name.ts';
import { reasonOf } from '../../source/reason.ts';
import { sniff } from '../../source/sniff.ts';
import type { SourceFile } from '../../upload/source.ts';
import type { Scanned } from './scanned.ts';

const HEAD = 64 * 1024;
/** More than any report has; storages take no more at once. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A file beside the images, on a disc or on this computer. */
export interface FoundDocument extends SourceFile {
  /** What is gone when it is gone with all that was around it. */
  readonly sourceRoot: string;
  /** For people. */
  readonly path: string;
  readonly name: string;
  readonly mediaType: string;
}

/** One of a scan's documents, wherever it lies. @throws NotFoundError, InvalidRequestError */
export async function scannedDocument(
  { report, locate }: Scanned,
  wanted: { readonly source: number; readonly path: string },
): Promise<FoundDocument> {
  const { source, path } = wanted;
  const document = report.documents.find((each) => each.source === source && each.path === path);
  if (document === undefined)
    throw new NotFoundError('not-in-scan', 'The scan has found no such document.', { next: 'correct-input' });
  const { absolutePath: file, place, bytes, mtimeMs } = await locate(source, path);
  refuseSize(bytes);
  return {
    sourceRoot: dirname(file),
    path,
    name: basename(path),
    mediaType: document.mediaType,
    file,
    bytes,
    mtimeMs: Math.trunc(mtimeMs),
    ...(place === undefined ? { fileBytes: bytes } : { place, fileBytes: (await stat(systemPath(file))).size }),
  };
}

/** A file of this computer that somebody named. @throws NotFoundError, InvalidRequestError */
export async function documentAt(path: string): Promise<FoundDocument> {
  const { file, head, bytes, mtimeMs } = await look(path);
  refuseSize(bytes);
  const content = sniff(head);
  if (content.kind === 'program') throw refused('The document cannot be sent: it is a program.');
  if (content.kind === 'dicom') throw refused('The document is a DICOM object: import it like the others.');
  const mediaType = content.kind === 'document' ? content.mediaType : 'application/octet-stream';
  const name = basename(file);
  return { sourceRoot: file, path: name, name, mediaType, file, bytes, fileBytes: bytes, mtimeMs };
}

/** For a person who adds it by hand: what it is, or at once why it cannot go. */
export async function documentFacts(path: string): Promise<FileFacts> {
  const { name, mediaType, bytes } = await documentAt(path);
  return { path, name, mediaType, bytes };
}

async function look(path: string) {
  try {
    const file = await realpath(path);
    const handle = await open(systemPath(file));
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw refused('What is to be attached is no file.');
      const head = Buffer.alloc(Math.min(HEAD, stats.size));
      await handle.read(head, 0, head.length, 0);
      return { file, head, bytes: stats.size, mtimeMs: Math.trunc(stats.mtimeMs) };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof FileroomError) throw cause;
    throw new NotFoundError('no-document', `A document cannot be read: ${reasonOf(cause)}.`, {
      next: 'correct-input',
      cause,
    });
  }
}

function refuseSize(bytes: number): void {
  if (bytes === 0) throw refused('The document cannot be sent: it is empty.');
  if (bytes > MOST_BYTES) throw refused('The document cannot be sent: it is larger than 256 MB.');
}

function refused(message: string): InvalidRequestError {
  return new InvalidRequestError('bad-document', message, { next: 'correct-input' });
}
