import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';
import { pixelFrames } from '../../dicom/pixel-data.ts';
import type { DicomFile } from '../../dicom/read-dicom.ts';
import { decodeFrame } from './decode-frame.ts';
import { PictureError } from './picture-error.ts';

/** Image Pixel module (PS3.3 C.7.6.3), as far as a picture needs it. */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly photometric: string;
  readonly planar: boolean;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** One frame's samples, pixel by pixel (colour by pixel when `planar` is false). */
export interface FrameSamples {
  readonly format: PixelFormat;
  readonly values: Float64Array | Float32Array | Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;
}

/** More pixels than any single frame of a detector or slide tile has. */
const maxPixels = 128 * 1024 * 1024;

export async function frameSamples(file: DicomFile, frame: number): Promise<FrameSamples> {
  const pixels = pixelFrames(file);
  const format = readFormat(file.dataSet);
  if (pixels === undefined || format === undefined) throw new PictureError('no-pixels', 'The object has no pixels');
  if (format.rows * format.columns * format.samples > maxPixels)
    throw new PictureError('too-large', 'The frame is too large');
  if (pixels.kind === 'native' && format.bitsAllocated === 1) {
    const [range] = pixels.frames[0] ?? [];
    const packed =
      range === undefined ? new Uint8Array() : pixels.bytes.subarray(range.start, pixels.frames.at(-1)?.at(-1)?.end);
    return { format: { ...format, bitsStored: 1, highBit: 0 }, values: unpackBits(packed, format, frame) };
  }
  const ranges = pixels.frames[frame];
  if (ranges === undefined) throw new PictureError('no-such-frame', 'The object has no such frame');
  const bytes = Buffer.concat(ranges.map(({ start, end }) => pixels.bytes.subarray(start, end)));
  if (pixels.kind === 'encapsulated') return decodeFrame(bytes, format, file.transferSyntaxUid);
  const isFloat = !file.dataSet.has(tagOf('PixelData'));
  return { format, values: isFloat ? floats(bytes, file) : integers(bytes, format.bitsAllocated, pixels.littleEndian) };
}

function readFormat(dataSet: DataSet): PixelFormat | undefined {
  const number = (keyword: string) => dataSet.number(tagOf(keyword));
  const rows = number('Rows') ?? 0;
  const columns = number('Columns') ?? 0;
  if (rows < 1 || columns < 1) return undefined;
  const bitsAllocated = number('BitsAllocated') ?? 16;
  const bitsStored = Math.min(Math.max(number('BitsStored') ?? bitsAllocated, 1), bitsAllocated);
  return {
    rows,
    columns,
    samples: number('SamplesPerPixel') ?? 1,
    photometric: dataSet.text(tagOf('PhotometricInterpretation')) ?? 'MONOCHROME2',
    planar: number('PlanarConfiguration') === 1,
    bitsAllocated,
    bitsStored,
    highBit: Math.min(number('HighBit') ?? bitsStored - 1, bitsAllocated - 1),
    signed: number('PixelRepresentation') === 1,
  };
}

/** One bit a pixel, the first in the lowest bit, frames not aligned to bytes (PS3.5 8.1.1, annex D). */
function unpackBits(packed: Uint8Array, { rows, columns }: PixelFormat, frame: number): Uint8Array {
  const size = rows * columns;
  if ((frame + 1) * size > packed.length * 8) throw new PictureError('no-such-frame', 'The object has no such frame');
  return Uint8Array.from({ length: size }, (_, index) => {
    const bit = frame * size + index;
    return ((packed[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  });
}

/** Raw unsigned samples; `toDisplay` cuts out the stored bits. */
export function integers(bytes: Uint8Array, bitsAllocated: number, littleEndian: boolean): FrameSamples['values'] {
  if (bitsAllocated === 8) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bitsAllocated === 16) {
    const values = new Uint16Array(bytes.length >> 1);
    for (let index = 0; index < values.length; index += 1) values[index] = view.getUint16(index * 2, littleEndian);
    return values;
  }
  if (bitsAllocated !== 32) throw new PictureError('unsupported', `${bitsAllocated} bits a sample cannot be shown`);
  const values = new Uint32Array(bytes.length >> 2);
  for (let index = 0; index < values.length; index += 1) values[index] = view.getUint32(index * 4, littleEndian);
  return values;
}

function floats(bytes: Uint8Array, { dataSet }: DicomFile): Float32Array | Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { littleEndian } = dataSet.encoding;
  if (dataSet.has(tagOf('FloatPixelData')))
    return Float32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getFloat32(index * 4, littleEndian));
  return Float64Array.from({ length: bytes.length >> 3 }, (_, index) => view.getFloat64(index * 8, littleEndian));
}
