import { NOTICES, type RepairCode } from '../../../contract/scan.ts';
import { editFile } from '../../../dicom/edit-dicom.ts';
import { type DicomFile, readDicom } from '../../../dicom/read-dicom.ts';
import { DicomReadError } from '../../../dicom/read-error.ts';
import { isDeflated } from '../../../dicom/transfer-syntax.ts';
import { readHeader } from '../../../scan/read-file.ts';
import type { Place } from '../../../source/place.ts';
import { openBytes, type SourceBytes } from '../../../source/source-bytes.ts';
import { pixelHead } from './pixel-head.ts';

export interface MendTask {
  readonly absolutePath: string;
  readonly place?: Place | undefined;
  /** Texts are in this character set, whatever the file declares. */
  readonly charset?: string | undefined;
  /** What the scan had to mend. */
  readonly repairs: readonly RepairCode[];
}

/** A proper Part 10 file: `head`, then what lies in the file from `rest.start` on. */
export interface Mended {
  readonly head: Uint8Array<ArrayBuffer>;
  readonly rest?: { readonly start: number; readonly bytes: number };
}

const FIRST_READ = 64 * 1024;
/** A file whose pixels must be put in order too is taken into memory whole. */
const MOST_WHOLE = 512 * 1024 * 1024;

/** Whether a file has to be mended before a reader of the standard's files can be given it. */
export const needsMending = (repairs: readonly RepairCode[], charset: string | undefined): boolean =>
  charset !== undefined || repairs.some((code) => !NOTICES.has(code));

/**
 * Writes anew what lies before the pixels: preamble, meta group, broken lengths, the character set. The pixels follow
 * as they lie, however many they are; only where they are broken themselves, or change with the encoding, the whole
 * file is written anew.
 * @throws DicomReadError, DicomWriteError, the system's errors
 */
export function mend({ absolutePath, place, charset, repairs }: MendTask): Mended {
  const source = openBytes(absolutePath, place);
  if (source === undefined) throw new DicomReadError('not-dicom', 'It is no longer a file');
  try {
    const { file } = readHeader(source, source.read(0, FIRST_READ), charset);
    return mendHead(file, source.size, repairs) ?? mendWhole(source, charset);
  } finally {
    source.close();
  }
}

function mendHead(file: DicomFile, size: number, repairs: readonly RepairCode[]): Mended | undefined {
  const { pixels, dataSet, transferSyntaxUid } = file;
  if (pixels === undefined || isDeflated(transferSyntaxUid) || !dataSet.encoding.littleEndian) return undefined;
  const isEncapsulated = pixels.length === undefined;
  if (isEncapsulated && repairs.some((code) => code === 'truncated' || code === 'bad-length')) return undefined;
  const there = Math.max(0, size - pixels.valueStart);
  const bytes = Math.min(pixels.length ?? there, there);
  // Values have an even length (PS3.5 7.1.1), and the byte that is lacking is not in the file.
  if (bytes % 2 === 1) return undefined;
  const head = Buffer.concat([editFile(file, {}), pixelHead(file, isEncapsulated ? undefined : bytes)]);
  return { head: new Uint8Array(head), rest: { start: pixels.valueStart, bytes } };
}

function mendWhole(source: SourceBytes, charset: string | undefined): Mended {
  if (source.size > MOST_WHOLE)
    throw new DicomReadError('too-large', `It is broken, and longer than ${MOST_WHOLE} bytes`);
  return { head: editFile(readDicom(source.read(0, source.size), { charset }), {}) };
}
