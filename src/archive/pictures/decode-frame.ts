import codec from '@cornerstonejs/dicom-codec';
import { type FrameSamples, integers, type PixelFormat } from './frame-samples.ts';
import { PictureError } from './picture-error.ts';
import { decodeRle } from './rle.ts';

const jpegBaseline = '1.2.840.10008.1.2.4.50';
const jpeg2000 = '1.2.840.10008.1.2.4.90';

/** Transfer syntax → the one under which the codec knows its decoder. */
const decoders: ReadonlyMap<string, string> = new Map([
  ...['50', '51', '53', '55'].map((each) => [`1.2.840.10008.1.2.4.${each}`, jpegBaseline] as const),
  ...['57', '70'].map((each) => [`1.2.840.10008.1.2.4.${each}`, '1.2.840.10008.1.2.4.70'] as const),
  ...['80', '81'].map((each) => [`1.2.840.10008.1.2.4.${each}`, '1.2.840.10008.1.2.4.80'] as const),
  ...['90', '91', '92', '93'].map((each) => [`1.2.840.10008.1.2.4.${each}`, jpeg2000] as const),
  ...['201', '202', '203'].map((each) => [`1.2.840.10008.1.2.4.${each}`, '1.2.840.10008.1.2.4.201'] as const),
]);

/** Decodes one encapsulated frame. The codec's memory is shared: one frame at a time. */
export async function decodeFrame(
  bytes: Uint8Array,
  format: PixelFormat,
  transferSyntaxUid: string,
): Promise<FrameSamples> {
  if (transferSyntaxUid === '1.2.840.10008.1.2.1.98')
    return { format, values: integers(bytes, format.bitsAllocated, true) };
  if (transferSyntaxUid === '1.2.840.10008.1.2.5') {
    return {
      format: { ...format, planar: true },
      values: integers(decodeRle(bytes, format), format.bitsAllocated, true),
    };
  }
  const decoder = decoders.get(transferSyntaxUid);
  // The JPEG decoder is of eight bits; of a 12-bit image it would make nonsense.
  if (decoder === undefined || (decoder === jpegBaseline && format.bitsAllocated > 8)) {
    throw new PictureError('unsupported', 'There is no decoder for this transfer syntax');
  }
  const decoded = await decode(bytes, format, decoder);
  const bitsAllocated = decoded.length >= format.rows * format.columns * format.samples * 2 ? 16 : 8;
  return {
    format: {
      ...format,
      bitsAllocated,
      highBit: format.bitsStored - 1,
      planar: isPlanarJpegLs(bytes, format, decoder),
      photometric: photometricOf(format, decoder),
    },
    values: integers(decoded, bitsAllocated, true),
  };
}

async function decode(bytes: Uint8Array, format: PixelFormat, decoder: string): Promise<Uint8Array> {
  const { rows, columns, bitsAllocated, samples, signed } = format;
  const info = { rows, columns, bitsAllocated, samplesPerPixel: samples, signed };
  try {
    const { imageFrame, imageInfo } = await codec.decode(bytes, info, decoder);
    const size = (imageInfo.rows ?? rows) * (imageInfo.columns ?? columns);
    const copy = Uint8Array.from(
      ArrayBuffer.isView(imageFrame)
        ? new Uint8Array(imageFrame.buffer, imageFrame.byteOffset, imageFrame.byteLength)
        : new Uint8Array(imageFrame),
    );
    if (size !== rows * columns || copy.length < size * samples)
      throw new PictureError('broken', 'The compressed frame has another size than the header says');
    return copy;
  } catch (cause) {
    if (cause instanceof PictureError) throw cause;
    throw new PictureError('broken', 'The compressed frame cannot be decoded', { cause });
  }
}

/** JPEG and JPEG 2000 undo their own colour transform while decoding (PS3.5 8.2.1, 8.2.4). */
function photometricOf({ photometric, samples }: PixelFormat, decoder: string): string {
  const undone = decoder === jpegBaseline || photometric === 'YBR_RCT' || photometric === 'YBR_ICT';
  return samples === 3 && undone ? 'RGB' : photometric;
}

/** JPEG-LS whose components come one after the other: its scans are of one component each (ISO 14495-1 C.2.3). */
function isPlanarJpegLs(bytes: Uint8Array, { samples }: PixelFormat, decoder: string): boolean {
  if (samples === 1 || decoder !== '1.2.840.10008.1.2.4.80') return false;
  const startOfScan = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xda);
  return bytes[startOfScan + 4] === 1;
}
