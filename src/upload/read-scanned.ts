import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import type { Charset } from '../contract/scan.ts';
import { type SourceBytes, openBytes } from '../source/source-bytes.ts';
import { sourceChanged } from './source.ts';
import type { ScannedFile } from './treatment-task.ts';

/** Enough for the header of nearly every object. */
const FIRST_READ = 64 * 1024;
/** What Node reads into one buffer. */
const MAX_BYTES = 2 ** 31 - 1;

/** Runs `action` over the bytes of a file. @throws SourceError when something else is there now */
export function withBytes<T>(
  { file, place, bytes }: Pick<ScannedFile, 'file' | 'place' | 'bytes'>,
  action: (source: SourceBytes) => T,
): T {
  const source = openBytes(file, place);
  try {
    if (source?.size !== bytes) throw sourceChanged(place);
    return action(source);
  } finally {
    source?.close();
  }
}

export function readWhole(source: SourceBytes): Uint8Array<ArrayBuffer> {
  if (source.size > MAX_BYTES) throw new DicomReadError('too-large', 'The file is too large to change its pixels.');
  return new Uint8Array(source.read(0, source.size));
}

/** Reads from the file's beginning as much as the header needs, and no pixels. */
export function readHead(source: SourceBytes, charset?: Charset): DicomFile {
  const { size: totalBytes } = source;
  for (let wanted = Math.min(FIRST_READ, totalBytes); ;) {
    const bytes = source.read(0, wanted);
    try {
      const options = { charset, untilPixelData: true, partial: bytes.length < totalBytes, totalBytes };
      return readDicom(bytes, options);
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError) || error.needed <= bytes.length) throw error;
      wanted = Math.min(totalBytes, Math.max(error.needed, wanted * 2));
    }
  }
}
