import { swapped } from '../dicom/byte-order.ts';
import { tagOf, type Tag } from '../dicom/dictionary.ts';
import { concat } from '../dicom/inflate.ts';
import { pixelFrames, type PixelFrames } from '../dicom/pixel-data.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import { GE_IMPLICIT } from '../dicom/transfer-syntax.ts';
import { unpackBits } from './bits.ts';
import { decodeFrame } from './decode-frame.ts';
import { PixelError } from './pixel-error.ts';
import { readPixelFormat, type PixelFormat } from './pixel-format.ts';
import { wordsOf, type FrameSamples } from './samples.ts';

const FLOAT = tagOf('FloatPixelData');
const DOUBLE_FLOAT = tagOf('DoubleFloatPixelData');
const PIXEL_DATA = tagOf('PixelData');

/** The frames of an object, each decoded when it is asked for, so that one at a time is in memory. */
export interface Frames {
  /** As the header says. */
  readonly format: PixelFormat;
  readonly kind: PixelFrames['kind'];
  /** PixelData, or one of those with floating point numbers. */
  readonly tag: Tag;
  /** How many the object holds, which may be fewer than it declares. */
  readonly count: number;
  /**
   * From 0. The format is that of the samples: a decoder may have undone a colour transform.
   * @throws PixelError
   */
  read(frame: number): Promise<FrameSamples>;
}

/** @throws PixelError when there are no pixels, or none of a kind that is known here */
export function openFrames(file: DicomFile): Frames {
  const { dataSet } = file;
  const pixels = pixelFrames(file);
  if (pixels === undefined) throw new PixelError('no-pixels', 'The object has no pixels');
  const format = readPixelFormat(dataSet);
  const tag = [DOUBLE_FLOAT, FLOAT, PIXEL_DATA].find((each) => dataSet.has(each)) ?? PIXEL_DATA;
  const bytes = nativeBytes(file, pixels, format);
  const common = { format, kind: pixels.kind, tag };
  if (pixels.kind === 'native' && format.bitsAllocated === 1 && tag === PIXEL_DATA)
    return { ...common, ...bitFrames(file, pixels, format) };
  const bytesOf = (frame: number): Uint8Array => {
    const ranges = pixels.frames[frame];
    if (ranges === undefined) throw new PixelError('no-such-frame', 'The object has no such frame');
    const [only] = ranges;
    if (only !== undefined && ranges.length === 1) return bytes.subarray(only.start, only.end);
    return concat(ranges.map(({ start, end }) => bytes.subarray(start, end)));
  };
  const littleEndian = pixels.littleEndian && file.transferSyntaxUid !== GE_IMPLICIT;
  const read = async (frame: number): Promise<FrameSamples> => {
    if (pixels.kind === 'encapsulated') return decodeFrame(bytesOf(frame), format, file.transferSyntaxUid);
    if (tag !== PIXEL_DATA) return { format, values: floats(bytesOf(frame), tag === FLOAT, littleEndian) };
    return { format, values: wordsOf(bytesOf(frame), format.bitsAllocated, littleEndian) };
  };
  return { ...common, count: pixels.frames.length, read };
}

/** Samples of one byte in words of two are swapped in big endian files (PS3.5 8.1.1 and 7.3). */
function nativeBytes({ dataSet }: DicomFile, pixels: PixelFrames, { bitsAllocated }: PixelFormat): Uint8Array {
  const element = dataSet.element(PIXEL_DATA);
  if (pixels.kind !== 'native' || pixels.littleEndian || bitsAllocated > 8 || element?.vr !== 'OW') return pixels.bytes;
  const result = Uint8Array.from(pixels.bytes);
  result.set(swapped(dataSet.valueOf(element), 2), element.valueStart);
  return result;
}

function bitFrames(file: DicomFile, pixels: PixelFrames, format: PixelFormat): Pick<Frames, 'count' | 'read'> {
  const size = format.rows * format.columns * format.samples;
  const element = file.dataSet.element(PIXEL_DATA);
  const value = file.dataSet.value(PIXEL_DATA) ?? new Uint8Array();
  const packed = pixels.littleEndian || element?.vr !== 'OW' ? value : swapped(value, 2);
  const declared = Math.max(1, file.dataSet.number(tagOf('NumberOfFrames')) ?? 1);
  const read = async (frame: number): Promise<FrameSamples> => ({
    format: { ...format, bitsStored: 1, highBit: 0 },
    values: unpackBits(packed, size, frame),
  });
  return { count: Math.min(declared, Math.floor((packed.length * 8) / size)), read };
}

function floats(bytes: Uint8Array, single: boolean, littleEndian: boolean): Float32Array | Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (single)
    return Float32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getFloat32(index * 4, littleEndian));
  return Float64Array.from({ length: bytes.length >> 3 }, (_, index) => view.getFloat64(index * 8, littleEndian));
}
