import type { DataSet } from './data-set.ts';
import { isKnownTransferSyntax, tagOf } from './dictionary.ts';
import type { DicomFile } from './read-dicom.ts';
import { isCompressed } from './transfer-syntax.ts';

const ROWS = tagOf('Rows');
const COLUMNS = tagOf('Columns');
const SAMPLES = tagOf('SamplesPerPixel');
const BITS_ALLOCATED = tagOf('BitsAllocated');
const BITS_STORED = tagOf('BitsStored');
const HIGH_BIT = tagOf('HighBit');
const PIXEL_REPRESENTATION = tagOf('PixelRepresentation');
const FRAMES = tagOf('NumberOfFrames');
const PHOTOMETRIC = tagOf('PhotometricInterpretation');
const PIXEL_DATA = tagOf('PixelData');
const FLOAT_BITS: Readonly<Record<string, number>> = { '7FE00008': 32, '7FE00009': 64 };

/** Type 1 wherever there are pixels (PS3.3 C.7.6.3.3): without them readers guess, each in its own way. */
const ALWAYS = [SAMPLES, PHOTOMETRIC];
/** The same for pixels that are whole numbers. */
const OF_INTEGERS = [BITS_STORED, HIGH_BIT, PIXEL_REPRESENTATION];

/** PS3.3 C.7.6.3.1.2. */
const PHOTOMETRIC_INTERPRETATIONS: ReadonlySet<string> = new Set(
  `MONOCHROME1,MONOCHROME2,PALETTE COLOR,RGB,HSV,ARGB,CMYK,XYB,
YBR_FULL,YBR_FULL_422,YBR_PARTIAL_422,YBR_PARTIAL_420,YBR_ICT,YBR_RCT`.split(/,\s*/),
);

/**
 * Whether the pixels and their description (PS3.3 C.7.6.3) contradict each other. An image may come without pixels:
 * whoever shows it sees that.
 */
export function inspectImage({ dataSet, pixels, repairs, transferSyntaxUid }: DicomFile): boolean {
  if (pixels === undefined) return false;
  // What is compressed lies in fragments (PS3.5 A.4); only Pixel Data can be.
  const isNative = pixels.length !== undefined;
  if (isKnownTransferSyntax(transferSyntaxUid) && isNative === isCompressed(transferSyntaxUid)) return true;
  const areIntegers = pixels.tag === PIXEL_DATA;
  const positive = [ROWS, COLUMNS, ...(areIntegers ? [BITS_ALLOCATED] : [])];
  if (positive.some((tag) => !((dataSet.number(tag) ?? 0) > 0))) return true;
  if ([...ALWAYS, ...(areIntegers ? OF_INTEGERS : [])].some((tag) => !dataSet.has(tag))) return true;
  const photometric = dataSet.text(PHOTOMETRIC);
  if (photometric !== undefined && !PHOTOMETRIC_INTERPRETATIONS.has(photometric)) return true;
  const bits = FLOAT_BITS[pixels.tag] ?? dataSet.number(BITS_ALLOCATED) ?? 0;
  // One, or whole bytes (PS3.5 8.1.1).
  if (bits !== 1 && bits % 8 !== 0) return true;
  if ((dataSet.number(BITS_STORED) ?? 0) > bits) return true;
  const frames = dataSet.text(FRAMES) === undefined ? 1 : dataSet.number(FRAMES);
  if (frames === undefined || !Number.isInteger(frames) || frames < 1) return true;
  if (pixels.length === undefined || repairs.includes('truncated')) return false;
  return pixels.length < nativeBytes(dataSet, bits, frames);
}

/** What the pixels need when they are not compressed. */
function nativeBytes(dataSet: DataSet, bits: number, frames: number): number {
  const samples = (dataSet.number(ROWS) ?? 0) * (dataSet.number(COLUMNS) ?? 0) * (dataSet.number(SAMPLES) ?? 1);
  // Chroma samples shared between two or four pixels.
  const photometric = dataSet.text(PHOTOMETRIC) ?? '';
  const shared = photometric.endsWith('_422') ? 2 / 3 : photometric.endsWith('_420') ? 1 / 2 : 1;
  return Math.floor((samples * frames * bits * shared) / 8);
}
