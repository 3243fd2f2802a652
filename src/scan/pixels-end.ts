import type { RepairCode } from '../contract/scan.ts';
import type { DicomFile, PixelElement } from '../dicom/read-dicom.ts';
import { readHeader, UNDEFINED_LENGTH } from '../dicom/read-elements.ts';
import { isDeflated } from '../dicom/transfer-syntax.ts';
import type { SourceBytes } from '../source/source-bytes.ts';

type Fault = 'truncated' | 'bad-length' | 'odd-length' | 'trailing-bytes';

const ITEM = 0xfffee000;
const DELIMITER = 0xfffee0dd;
/** More fragments than these are not followed: each costs a seek. */
const MOST = 1000;

/** What is wrong where the pixels end, which a scan does not read: a look at the last bytes tells nearly always. */
export function pixelsEndFault(file: DicomFile, source: SourceBytes): Fault | undefined {
  const { pixels, transferSyntaxUid, dataSet } = file;
  if (pixels === undefined || isDeflated(transferSyntaxUid) || !source.seekable) return undefined;
  if (pixels.length === undefined) return fragmentsFault(pixels, source);
  let position = pixels.valueStart + pixels.length;
  let previous = pixels.tag;
  // Only a few elements may follow pixels, such as Data Set Trailing Padding (FFFC,FFFC).
  while (position < source.size) {
    const rest = { bytes: source.read(position, 12), partial: false, repairs: new Set<RepairCode>() };
    const header = readHeader(rest, 0, dataSet.encoding);
    if (header === undefined || header.tag <= previous) return 'trailing-bytes';
    if (header.length === UNDEFINED_LENGTH) return undefined;
    position += header.valueStart + header.length;
    previous = header.tag;
  }
  // Shorter than declared: of pixels, the reader has said so.
  return position > source.size && previous !== pixels.tag ? 'trailing-bytes' : undefined;
}

/**
 * Whether encapsulated pixels (PS3.5 A.4) come to their end. Nearly all files end with the delimiter of the pixels;
 * only where one does not, the fragments are followed from header to header.
 */
function fragmentsFault(pixels: PixelElement, source: SourceBytes): Fault | undefined {
  const last = source.read(Math.max(pixels.valueStart, source.size - 8), 8);
  // Fragments are even, as everything is (PS3.5 A.4): together they tell whether one of them is not.
  if (tagAt(last, true) === DELIMITER) return (source.size - pixels.valueStart) % 2 === 1 ? 'odd-length' : undefined;
  let position = pixels.valueStart;
  for (let count = 0; count < MOST; count++) {
    const header = source.read(position, 8);
    const tag = tagAt(header, true);
    if (tag === undefined) return 'truncated';
    if (tag === DELIMITER) return undefined;
    if (tag !== ITEM) return 'bad-length';
    position += 8 + new DataView(header.buffer, header.byteOffset).getUint32(4, true);
  }
  return undefined;
}

/** Undefined when there are fewer bytes than an element's or item's shortest header. */
function tagAt(bytes: Uint8Array, littleEndian: boolean): number | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return view.getUint16(0, littleEndian) * 0x10000 + view.getUint16(2, littleEndian);
}
