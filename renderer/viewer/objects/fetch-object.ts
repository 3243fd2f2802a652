import { readDicom, type DicomFile } from '../../../src/dicom/read-dicom.ts';
import { NeedMoreBytesError } from '../../../src/dicom/read-error.ts';
import { openFile } from '../fetch-file.ts';
import type { ObjectKind } from '../object-kind.ts';
import { contentOf, type ObjectContent } from './object-content.ts';

/** The objects that are shown whole are small; of all others the header is enough. */
const MOST = 256 * 1024 * 1024;

/** Too large to be shown in this window. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** What an object says; of a long recording no more is fetched than its header. */
export async function fetchObject(url: string, kind: ObjectKind, signal: AbortSignal): Promise<ObjectContent> {
  const abort = new AbortController();
  const file = await openFile(url, AbortSignal.any([signal, abort.signal]));
  try {
    return contentOf(await readHeader(file.pieces, file.bytes), kind);
  } finally {
    abort.abort();
  }
}

async function readHeader(pieces: AsyncIterable<Uint8Array>, totalBytes: number | undefined): Promise<DicomFile> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let wanted = 64 * 1024;
  for await (const piece of pieces) {
    chunks.push(piece);
    size += piece.length;
    if (size > MOST) throw new TooLargeError('The object is too large');
    if (size < wanted || size === totalBytes) continue;
    const file = tryRead(joined(chunks, size), totalBytes);
    if (typeof file !== 'number') return file;
    wanted = Math.max(file, size * 2);
  }
  return readDicom(joined(chunks, size), { untilPixelData: true });
}

/** The header, or how many bytes it takes to know more. */
function tryRead(bytes: Uint8Array, totalBytes: number | undefined): DicomFile | number {
  try {
    return readDicom(bytes, {
      untilPixelData: true,
      partial: true,
      ...(totalBytes === undefined ? {} : { totalBytes }),
    });
  } catch (error) {
    if (error instanceof NeedMoreBytesError) return error.needed;
    throw error;
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
