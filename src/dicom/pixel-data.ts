import { tagOf, type Tag } from './dictionary.ts';
import type { ByteRange } from './element.ts';
import { numberReader } from './byte-order.ts';
import type { DataSet } from './data-set.ts';
import type { DicomFile } from './read-dicom.ts';

/** Where the pixels of each frame lie in `bytes`. */
export interface PixelFrames {
  readonly kind: 'native' | 'encapsulated';
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  /**
   * One per frame: its byte range when native, its fragments in order when encapsulated. Frames that the file
   * declares but does not hold are not there. Native frames of one bit need not start at a byte: then there is
   * one range for all.
   */
  readonly frames: readonly (readonly ByteRange[])[];
}

const PIXEL_TAGS: readonly (readonly [Tag, number | undefined])[] = [
  [tagOf('PixelData'), undefined],
  [tagOf('FloatPixelData'), 32],
  [tagOf('DoubleFloatPixelData'), 64],
];
const EXTENDED_OFFSET_TABLE = tagOf('ExtendedOffsetTable');
/** The item header before each fragment. */
const ITEM_HEADER = 8;

/** The frames of an image; undefined for an object without pixels. The file must have been read wholly. */
export function pixelFrames(file: DicomFile): PixelFrames | undefined {
  const { dataSet } = file;
  const found = PIXEL_TAGS.find(([tag]) => dataSet.has(tag));
  const element = found && dataSet.element(found[0]);
  if (found === undefined || element === undefined) return undefined;
  const common = { bytes: dataSet.bytes, littleEndian: dataSet.encoding.littleEndian };
  const declared = Math.max(1, dataSet.number(tagOf('NumberOfFrames')) ?? 1);
  if (element.fragments !== undefined) {
    const [basicOffsetTable, ...fragments] = element.fragments;
    const offsets = extendedOffsets(dataSet) ?? basicOffsets(dataSet, basicOffsetTable);
    return { ...common, kind: 'encapsulated', frames: encapsulated(dataSet.bytes, fragments, declared, offsets) };
  }
  const { valueStart, valueEnd } = element;
  const bits = found[1] ?? dataSet.number(tagOf('BitsAllocated')) ?? 0;
  return { ...common, kind: 'native', frames: native(dataSet, bits, declared, { start: valueStart, end: valueEnd }) };
}

function native(dataSet: DataSet, bits: number, declared: number, all: ByteRange): ByteRange[][] {
  const rows = dataSet.number(tagOf('Rows')) ?? 0;
  const columns = dataSet.number(tagOf('Columns')) ?? 0;
  const samples = dataSet.number(tagOf('SamplesPerPixel')) ?? 1;
  // YBR_FULL_422 shares its chroma samples between two pixels (PS3.3 C.7.6.3.1.2).
  const shared = dataSet.text(tagOf('PhotometricInterpretation')) === 'YBR_FULL_422' ? 2 / 3 : 1;
  const size = (rows * columns * samples * bits * shared) / 8;
  if (size <= 0) return [];
  if (!Number.isInteger(size) && bits === 1) return [[all]];
  const frames: ByteRange[][] = [];
  const step = Math.ceil(size);
  for (let start = all.start; frames.length < declared && start + step <= all.end; start += step)
    frames.push([{ start, end: start + step }]);
  return frames;
}

/**
 * PS3.5 A.4: by an offset table; without one, a fragment per frame, or all fragments for the only frame. Where there
 * are more fragments than frames, which no file without a table may have, a frame begins where a JPEG stream does.
 */
function encapsulated(
  bytes: Uint8Array,
  fragments: readonly ByteRange[],
  declared: number,
  offsets: readonly number[] | undefined,
): (readonly ByteRange[])[] {
  if (declared === 1) return fragments.length === 0 ? [] : [fragments];
  const base = (fragments[0]?.start ?? ITEM_HEADER) - ITEM_HEADER;
  if (offsets === undefined || offsets.length < 2) {
    const single = fragments.slice(0, declared).map((fragment) => [fragment]);
    if (fragments.length <= declared) return single;
    const streams = grouped(fragments, ({ start }) => isStreamStart(bytes, start));
    return streams.length === declared ? streams : single;
  }
  const starts = new Set(offsets);
  return grouped(fragments, ({ start }) => starts.has(start - ITEM_HEADER - base)).slice(0, declared);
}

function grouped(fragments: readonly ByteRange[], begins: (fragment: ByteRange) => boolean): ByteRange[][] {
  const frames: ByteRange[][] = [];
  for (const fragment of fragments) {
    const current = frames.at(-1);
    if (current === undefined || begins(fragment)) frames.push([fragment]);
    else current.push(fragment);
  }
  return frames;
}

/** Start of image of JPEG and JPEG-LS, start of codestream of JPEG 2000. */
function isStreamStart(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === 0xff && (bytes[start + 1] === 0xd8 || bytes[start + 1] === 0x4f);
}

function basicOffsets(dataSet: DataSet, table: ByteRange | undefined): number[] | undefined {
  if (table === undefined || table.end - table.start < 4) return undefined;
  const numbers = numberReader(dataSet.encoding.littleEndian);
  const offsets: number[] = [];
  for (let position = table.start; position + 4 <= table.end; position += 4)
    offsets.push(numbers.readUint32(dataSet.bytes, position));
  return offsets;
}

/** Extended Offset Table, 64 bits each (PS3.3 C.7.6.3.1.8). */
function extendedOffsets(dataSet: DataSet): number[] | undefined {
  const table = dataSet.value(EXTENDED_OFFSET_TABLE);
  if (table === undefined || table.length < 8) return undefined;
  const numbers = numberReader(dataSet.encoding.littleEndian);
  const offsets: number[] = [];
  for (let position = 0; position + 8 <= table.length; position += 8)
    offsets.push(numbers.readUint32(table, position) + numbers.readUint32(table, position + 4) * 2 ** 32);
  return offsets;
}
