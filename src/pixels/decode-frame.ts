import { Inflate } from 'fflate';
import { uidName } from '../dicom/dictionary.ts';
import { concat } from '../dicom/inflate.ts';
import { decodeWith } from './codec.ts';
import { unpackBits } from './bits.ts';
import { decodeJpegXl } from './jpeg-xl.ts';
import { decodeJpegExtended } from './jpeg-extended.ts';
import { asDeclared, isPlanarJpegLs, withRoomAtEnd } from './jpeg-markers.ts';
import { PixelError } from './pixel-error.ts';
import type { PixelFormat } from './pixel-format.ts';
import { decodeRle } from './rle.ts';
import { wordsOf, type FrameSamples } from './samples.ts';

const ENCAPSULATED_UNCOMPRESSED = '1.2.840.10008.1.2.1.98';
const DEFLATED_FRAMES = '1.2.840.10008.1.2.8.1';
const RLE = '1.2.840.10008.1.2.5';
const JPEG = '1.2.840.10008.1.2.4.50';
const JPEG_EXTENDED = '1.2.840.10008.1.2.4.51';
const JPEG_LOSSLESS = '1.2.840.10008.1.2.4.70';
const JPEG_LS = '1.2.840.10008.1.2.4.80';
const JPEG_2000 = '1.2.840.10008.1.2.4.90';
const HTJ2K = '1.2.840.10008.1.2.4.201';
const JPEG_XL = '1.2.840.10008.1.2.4.110';

/** Transfer syntax → the one of its kind under which its decoder is known. */
const decoders: ReadonlyMap<string, string> = new Map([
  ...['50', '51', '53', '55'].map((each) => [`1.2.840.10008.1.2.4.${each}`, JPEG] as const),
  ...['57', '70'].map((each) => [`1.2.840.10008.1.2.4.${each}`, JPEG_LOSSLESS] as const),
  ...['80', '81'].map((each) => [`1.2.840.10008.1.2.4.${each}`, JPEG_LS] as const),
  ...['90', '91', '92', '93'].map((each) => [`1.2.840.10008.1.2.4.${each}`, JPEG_2000] as const),
  ...['201', '202', '203'].map((each) => [`1.2.840.10008.1.2.4.${each}`, HTJ2K] as const),
  ...['110', '111', '112'].map((each) => [`1.2.840.10008.1.2.4.${each}`, JPEG_XL] as const),
]);

/**
 * Decodes one encapsulated frame. The codec's memory is shared: one frame at a time.
 * @throws PixelError `unsupported`, which names the transfer syntax, and `broken`
 */
export async function decodeFrame(
  bytes: Uint8Array,
  format: PixelFormat,
  transferSyntaxUid: string,
): Promise<FrameSamples> {
  if (transferSyntaxUid === ENCAPSULATED_UNCOMPRESSED) return uncompressed(bytes, format);
  if (transferSyntaxUid === DEFLATED_FRAMES) return uncompressed(inflated(bytes, format), format);
  if (transferSyntaxUid === RLE) {
    const planes = { ...format, planar: format.samples > 1 };
    return { format: planes, values: wordsOf(decodeRle(bytes, format), format.bitsAllocated, true) };
  }
  const decoder = decoders.get(transferSyntaxUid);
  const name = uidName(transferSyntaxUid) ?? 'a transfer syntax that is not of the standard';
  if (decoder === undefined) throw new PixelError('unsupported', `There is no decoder for ${name}`);
  if (transferSyntaxUid === JPEG_EXTENDED && format.bitsAllocated === 16 && format.samples === 1)
    return { format: { ...format, planar: false }, values: decodeJpegExtended(bytes, format) };
  // The JPEG decoder is of eight bits; of a 12-bit image it would make nonsense.
  if (decoder === JPEG && format.bitsAllocated > 8)
    throw new PixelError('unsupported', `There is no decoder for ${name} of more than eight bits`);
  return decompressed(bytes, format, decoder);
}

async function decompressed(bytes: Uint8Array, format: PixelFormat, decoder: string): Promise<FrameSamples> {
  let decoded: Uint8Array;
  try {
    decoded =
      decoder === JPEG_XL
        ? await decodeJpegXl(bytes, format)
        : await decodeWith(decoder, prepared(bytes, format, decoder), format);
  } catch (cause) {
    throw new PixelError('broken', 'The compressed frame cannot be decoded', { cause });
  }
  const bitsAllocated = decoded.length >= format.rows * format.columns * format.samples * 2 ? 16 : 8;
  const bitsStored = Math.min(format.bitsStored, bitsAllocated);
  return {
    format: {
      ...format,
      bitsAllocated,
      bitsStored,
      highBit: bitsStored - 1,
      planar: format.samples > 1 && decoder === JPEG_LS && isPlanarJpegLs(bytes),
      photometric: photometricOf(format, decoder),
    },
    values: wordsOf(decoded, bitsAllocated, true),
  };
}

function prepared(bytes: Uint8Array, format: PixelFormat, decoder: string): Uint8Array {
  if (decoder === JPEG) return asDeclared(bytes, format);
  return decoder === JPEG_LOSSLESS ? withRoomAtEnd(bytes) : bytes;
}

/** JPEG, JPEG 2000 and JPEG XL undo their own colour transform while decoding (PS3.5 8.2.1, 8.2.4). */
function photometricOf({ photometric, samples }: PixelFormat, decoder: string): string {
  const undone = decoder === JPEG || decoder === JPEG_XL || photometric === 'YBR_RCT' || photometric === 'YBR_ICT';
  return samples === 3 && undone ? 'RGB' : photometric;
}

function uncompressed(bytes: Uint8Array, format: PixelFormat): FrameSamples {
  const size = format.rows * format.columns * format.samples;
  if (format.bitsAllocated === 1)
    return { format: { ...format, bitsStored: 1, highBit: 0 }, values: unpackBits(bytes, size, 0) };
  return { format, values: wordsOf(bytes, format.bitsAllocated, true) };
}

/** Deflated Image Frame Compression: a raw deflate stream a frame (PS3.5 8.2.16 and A.4.14). */
function inflated(bytes: Uint8Array, format: PixelFormat): Uint8Array {
  const size = Math.ceil((format.rows * format.columns * format.samples * format.bitsAllocated) / 8);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((chunk) => {
    length += chunk.length;
    // A byte of padding may follow the frame; a bomb may not.
    if (length > size + 1) throw new PixelError('broken', 'The deflated frame is larger than the header says');
    chunks.push(chunk);
  });
  try {
    const step = 1 << 16;
    for (let start = 0; start < bytes.length; start += step)
      inflate.push(bytes.subarray(start, start + step), start + step >= bytes.length);
  } catch (cause) {
    if (cause instanceof PixelError) throw cause;
    throw new PixelError('broken', 'The deflated frame cannot be decoded', { cause });
  }
  return concat(chunks);
}
