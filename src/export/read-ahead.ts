import { type DicomFile, readDicom } from '../dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../dicom/read-error.ts';
import { ExportError } from './export-error.ts';

/** Enough for the header of nearly every object. */
const FIRST_READ = 64 * 1024;

/** Reads an object's header as it comes by, and gives its bytes out again from the beginning. */
export async function readAhead(
  content: AsyncIterable<Uint8Array>,
): Promise<{ readonly file: DicomFile; readonly content: AsyncGenerator<Uint8Array> }> {
  const iterator = content[Symbol.asyncIterator]();
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    let isWhole = false;
    let wanted = FIRST_READ;
    for (;;) {
      while (!isWhole && bytes < wanted) {
        const next = await iterator.next();
        if (next.done === true) isWhole = true;
        else {
          chunks.push(next.value);
          bytes += next.value.byteLength;
        }
      }
      try {
        const file = readDicom(Buffer.concat(chunks), { untilPixelData: true, partial: !isWhole });
        return { file, content: again(chunks, iterator) };
      } catch (error) {
        if (!(error instanceof NeedMoreBytesError) || isWhole) throw error;
        wanted = Math.max(error.needed, bytes * 2);
      }
    }
  } catch (error) {
    await iterator.return?.();
    if (error instanceof DicomReadError) throw new ExportError(error.code, `${error.message}.`, { cause: error });
    throw error;
  }
}

async function* again(chunks: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
