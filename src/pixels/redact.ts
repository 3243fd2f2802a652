import type { DataSet } from '../dicom/data-set.ts';
import { tagOf, uidName, type Tag } from '../dicom/dictionary.ts';
import { editFile, type Edit, type VisitedElement } from '../dicom/edit-dicom.ts';
import { defaultVr, element, type NewElement } from '../dicom/new-element.ts';
import type { DicomFile } from '../dicom/read-dicom.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../dicom/transfer-syntax.ts';
import { packBits } from './bits.ts';
import { blanked } from './blank.ts';
import { encapsulated } from './encapsulate.ts';
import { fillOf } from './fill.ts';
import { openFrames, type Frames } from './frame-samples.ts';
import { PixelError } from './pixel-error.ts';
import type { PixelFormat } from './pixel-format.ts';
import type { Region } from './region.ts';
import { encodeRle } from './rle.ts';
import { byPlane, bytesOfSamples, type FrameSamples } from './samples.ts';

const RLE = '1.2.840.10008.1.2.5';
const MAX_NATIVE = 0xfffffffe;
/** JPEG that is not lossless. What the others are, JPEG-LS and JPEG 2000, only their makers knew. */
const LOSSY = new Set(['50', '51', '53', '55'].map((each) => `1.2.840.10008.1.2.4.${each}`));
const PIXEL_DATA = tagOf('PixelData');
const IMAGE_TYPE = tagOf('ImageType');
const FUNCTIONAL_GROUPS = ['SharedFunctionalGroupsSequence', 'PerFrameFunctionalGroupsSequence'].map(tagOf);
/** What shows or describes the pixels as they were. */
const OUTDATED = new Set(
  [
    'IconImageSequence',
    'ExtendedOffsetTable',
    'ExtendedOffsetTableLengths',
    'SmallestImagePixelValue',
    'LargestImagePixelValue',
    'SmallestPixelValueInSeries',
    'LargestPixelValueInSeries',
  ].map(tagOf),
);

/**
 * The file with the regions black in every frame, and all other samples as they were decoded. One frame at a time is
 * decoded. Native pixels stay native, little endian; compressed ones become RLE Lossless: every sample it can have
 * is kept (8, 16 and 32 bits), the large dark areas of ultrasound shrink well, and whoever reads anything compressed reads
 * it. Single bits, for which RLE has no place, become native.
 *
 * Overlays go, those in unused bits of the pixels too, and icons. The image is DERIVED then (PS3.3 C.7.6.1.1.2), unless
 * it is an enhanced one, which tells how it was acquired: only an ORIGINAL may. Its SOP Instance UID stays: what was
 * blanked does not change what a reader concludes from the image.
 * @throws PixelError when a frame cannot be decoded or is not there: then nothing was redacted
 */
export async function redactPixels(file: DicomFile, regions: readonly Region[]): Promise<Uint8Array<ArrayBuffer>> {
  const frames = openFrames(file);
  const declared = Math.max(1, file.dataSet.number(tagOf('NumberOfFrames')) ?? 1);
  if (frames.count !== declared) throw new PixelError('broken', 'The object has fewer frames than it declares');
  const written = await writeFrames(frames, file, regions);
  // Floating point numbers have no stored bits.
  const format = frames.tag === PIXEL_DATA ? formatElements(written.format) : [];
  const set = [...written.pixels, ...changed(file.dataSet, [...format, ...lossyElements(file)])];
  const isDerived = regions.length > 0 && !isEnhanced(file.dataSet);
  const edited = { ...file, transferSyntaxUid: written.transferSyntaxUid };
  return editFile(edited, { set, visit: (visited) => editOf(visited, isDerived) });
}

/** The Image Pixel module's, whose values are single. */
interface Described extends NewElement {
  readonly value: string | number;
}

interface Written {
  readonly format: PixelFormat;
  readonly transferSyntaxUid: string;
  readonly pixels: readonly NewElement[];
}

async function writeFrames(frames: Frames, file: DicomFile, regions: readonly Region[]): Promise<Written> {
  const first = await frames.read(0);
  const fill = fillOf(first, file.dataSet);
  const read = async (index: number): Promise<FrameSamples> => {
    const frame = index === 0 ? first : await frames.read(index);
    checkAlike(frame, first);
    return blanked(frame, regions, fill);
  };
  const isNative = frames.kind === 'native' || first.format.bitsAllocated === 1;
  return isNative ? writeNative(frames, file, first, read) : writeRle(frames.count, first, read);
}

type Read = (index: number) => Promise<FrameSamples>;

async function writeRle(count: number, first: FrameSamples, read: Read): Promise<Written> {
  const packed: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    const frame = await read(index);
    packed.push(encodeRle(bytesOfSamples(byPlane(frame)), frame.format));
  }
  // RLE has all three samples of every pixel, whatever was shared before.
  const photometric = first.format.photometric === 'YBR_FULL_422' ? 'YBR_FULL' : first.format.photometric;
  const format = { ...first.format, photometric, planar: false };
  return { format, transferSyntaxUid: RLE, pixels: encapsulated(packed) };
}

async function writeNative(frames: Frames, file: DicomFile, first: FrameSamples, read: Read): Promise<Written> {
  const { count, tag } = frames;
  const { format } = first;
  const isBits = format.bitsAllocated === 1;
  const size = isBits ? first.values.length / 8 : first.values.byteLength;
  const total = Math.ceil(size * count);
  if (total > MAX_NATIVE) throw new PixelError('too-large', 'The pixels are too large to be written');
  const value = new Uint8Array(total);
  for (let index = 0; index < count; index += 1) {
    const { values } = await read(index);
    if (isBits) packBits(values as Uint8Array, value, index);
    else value.set(bytesOfSamples(values), index * size);
  }
  const { dataSet } = file;
  const transferSyntaxUid = dataSet.encoding.explicitVr ? EXPLICIT_LE : IMPLICIT_LE;
  // PS3.5 A.2.
  const integers = format.bitsAllocated > 8 ? 'OW' : 'OB';
  const vr = tag === PIXEL_DATA ? integers : defaultVr(tag);
  return { format, transferSyntaxUid, pixels: [{ tag, vr, value }] };
}

function checkAlike({ format, values }: FrameSamples, first: FrameSamples): void {
  const isAlike =
    values.length === first.values.length &&
    format.bitsAllocated === first.format.bitsAllocated &&
    format.planar === first.format.planar &&
    format.photometric === first.format.photometric;
  if (!isAlike) throw new PixelError('broken', 'The frames are not alike');
}

function formatElements(format: PixelFormat): Described[] {
  const { samples, planar, bitsAllocated, bitsStored, highBit, photometric } = format;
  return [
    described('PhotometricInterpretation', photometric),
    ...(samples > 1 ? [described('PlanarConfiguration', planar ? 1 : 0)] : []),
    described('BitsAllocated', bitsAllocated),
    described('BitsStored', bitsStored),
    described('HighBit', highBit),
  ];
}

function described(keyword: string, value: string | number): Described {
  return { ...element(keyword, value), value };
}

/** That pixels were lossy once is true for ever (PS3.3 C.7.6.1.1.5). */
function lossyElements({ transferSyntaxUid }: DicomFile): Described[] {
  return LOSSY.has(transferSyntaxUid) ? [described('LossyImageCompression', '01')] : [];
}

/** Those that say something else than the data set. */
function changed(dataSet: DataSet, elements: readonly Described[]): NewElement[] {
  return elements.filter(({ tag, value }) => dataSet.text(tag) !== String(value));
}

/** Such objects describe how their frames were acquired, in functional groups. */
function isEnhanced(dataSet: DataSet): boolean {
  const name = uidName(dataSet.text(tagOf('SOPClassUID')) ?? '') ?? '';
  return name.includes('Enhanced') || FUNCTIONAL_GROUPS.some((tag) => dataSet.has(tag));
}

function editOf({ element: each, dataSet, path }: VisitedElement, isDerived: boolean): Edit {
  const { tag } = each;
  if (OUTDATED.has(tag) || (path.length === 0 && isOverlay(tag))) return 'remove';
  if (!isDerived || tag !== IMAGE_TYPE || path.length > 0) return 'keep';
  const [, ...more] = dataSet.texts(tag);
  return dataSet.text(tag) === 'ORIGINAL' ? { value: ['DERIVED', ...more] } : 'keep';
}

function isOverlay(tag: Tag): boolean {
  return /^60[0-9A-F][02468ACE]/.test(tag);
}
