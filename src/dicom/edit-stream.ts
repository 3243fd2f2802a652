import { swapped } from './byte-order.ts';
import { ByteCursor, type ByteSource } from './byte-source.ts';
import { editAround, type Edits } from './edit-dicom.ts';
import { concat } from './inflate.ts';
import { inflatedFrom, readAround, type PixelsElsewhere } from './read-around.ts';
import type { DicomFile } from './read-dicom.ts';
import { DicomReadError } from './read-error.ts';
import { unitBytes } from './vr.ts';
import { delimiter, header, ITEM, SEQUENCE_END } from './write-elements.ts';

/** What an edited file is made of: new bytes, and ranges of the old one. */
export interface EditPlan {
  /** The file before, as if the value of its pixels were empty. */
  readonly file: DicomFile;
  readonly pieces: readonly (Uint8Array | CopiedRange)[];
  /** Length of the edited file. */
  readonly size: number;
  readonly deflatedFrom: number | undefined;
}

/** Counted in the file; in one that is deflated, as if its data set were not. */
export interface CopiedRange {
  readonly start: number;
  readonly end: number;
  /** The bytes of each such unit change their order: the file is big endian. */
  readonly unit: 1 | 2 | 4 | 8;
}

/**
 * {@link editDicom} for a file of any size: plans what is written anew, byte for byte the same result, with no more in
 * memory than what is not pixels. {@link editedStream} carries it out. Edits may depend on the file as it is;
 * the element of the pixels is visited with an empty value.
 * @throws DicomReadError, `too-large` when more than 256 MB are no pixels; DicomWriteError
 */
export async function planEdit(
  source: ByteSource,
  edits: Edits | ((file: DicomFile) => Edits),
  options: { readonly charset?: string | undefined } = {},
): Promise<EditPlan> {
  const { file, pixels, deflatedFrom } = await readAround(source, options);
  const chosen = typeof edits === 'function' ? edits(file) : edits;
  const { before, after, kept } = editAround(file, chosen, pixels?.element);
  const between = pixels === undefined || !kept ? [] : pixelPieces(pixels, file);
  const pieces = [concat(before), ...between, concat(after)];
  return { file, pieces, size: pieces.reduce((sum, piece) => sum + sizeOf(piece), 0), deflatedFrom };
}

/**
 * The bytes of the edited file, in order; the source is read anew.
 * @throws DicomReadError `truncated` when the source has become shorter than it was
 */
export async function* editedStream(
  source: ByteSource,
  { pieces, deflatedFrom }: Pick<EditPlan, 'pieces' | 'deflatedFrom'>,
): AsyncGenerator<Uint8Array> {
  const cursor = new ByteCursor(deflatedFrom === undefined ? source : inflatedFrom(source, deflatedFrom));
  try {
    for (const piece of pieces) {
      if (piece instanceof Uint8Array) yield piece;
      else yield* copied(cursor, piece);
    }
  } finally {
    await cursor.close();
  }
}

/** A multiple of all units. */
const STEP = 1 << 18;

async function* copied(cursor: ByteCursor, { start, end, unit }: CopiedRange): AsyncGenerator<Uint8Array> {
  await cursor.skip(start - cursor.position);
  while (cursor.position < end) {
    const left = end - cursor.position;
    const wanted = unit === 1 ? 1 : Math.min(STEP, left);
    const chunk = unit === 1 ? await cursor.part(left) : await cursor.take(wanted);
    if (chunk.length < wanted) throw new DicomReadError('truncated', 'The file is shorter than it was');
    yield unit === 1 ? chunk : swapped(chunk, unit);
  }
}

/** The element of the pixels, as {@link editDicom} writes it. */
export function pixelPieces(
  pixels: PixelsElsewhere,
  { dataSet: { encoding } }: DicomFile,
): (Uint8Array | CopiedRange)[] {
  const { element, start, valueStart, end, intact, fragments } = pixels;
  const { tag, vr } = element;
  if (intact && encoding.littleEndian) return [{ start, end, unit: 1 }];
  const written = { ...encoding, littleEndian: true };
  if (fragments === undefined) {
    const unit = encoding.littleEndian ? 1 : unitBytes(vr);
    const pad = padding(intact ? 0 : end - valueStart);
    return [header(tag, vr, end - valueStart + pad.length, written), { start: valueStart, end, unit }, pad];
  }
  const none = [{ start: valueStart, end: valueStart }];
  return [
    header(tag, vr, 0xffffffff, written),
    ...(fragments.length === 0 ? none : fragments).flatMap((fragment) => {
      const pad = padding(fragment.end - fragment.start);
      return [delimiter(ITEM, fragment.end - fragment.start + pad.length), { ...fragment, unit: 1 as const }, pad];
    }),
    delimiter(SEQUENCE_END, 0),
  ];
}

/** Every length is even (PS3.5 7.1.1), also of what is cut short. */
function padding(length: number): Uint8Array {
  return new Uint8Array(length % 2);
}

function sizeOf(piece: Uint8Array | CopiedRange): number {
  return piece instanceof Uint8Array ? piece.length : piece.end - piece.start;
}
