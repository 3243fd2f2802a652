import { element } from '../dicom/new-element.ts';
import { WrapError, type Wrapped } from './wrapped.ts';

const VIDEO_PHOTOGRAPHIC = '1.2.840.10008.5.1.4.1.1.77.1.4.1';
const HIGH_4_1 = '1.2.840.10008.1.2.4.102';
const HIGH_4_2 = '1.2.840.10008.1.2.4.104';
const [BASELINE, MAIN, HIGH] = [66, 77, 100];
/** constraint_set1_flag: a Baseline stream that Main, and so High, holds too (ITU-T H.264 A.2). */
const CONSTRAINED = 0x40;
const maxFrames = 10_000_000;

/**
 * A film in its MP4 container, as it is (PS3.5 8.2.7): a Video Photographic Image. Its pictures must be H.264 as one of
 * DICOM's transfer syntaxes has it; nothing is encoded anew.
 */
export function wrappedMp4(bytes: Uint8Array): Wrapped {
  const { columns, rows, frames, milliseconds, profile, constraints, level } = readMp4(bytes);
  const isHigh = profile === HIGH || profile === MAIN || (profile === BASELINE && (constraints & CONSTRAINED) !== 0);
  const transferSyntaxUid = level <= 41 ? HIGH_4_1 : HIGH_4_2;
  if (!isHigh || level > 42)
    throw new WrapError('Only H.264 up to High Profile and Level 4.2 can become a DICOM video.');
  const ratio = (rows * columns * 1.5 * frames) / bytes.length;
  return {
    sopClassUid: VIDEO_PHOTOGRAPHIC,
    transferSyntaxUid,
    modality: 'XC',
    elements: [
      element('ImageType', ['ORIGINAL', 'PRIMARY']),
      element('SamplesPerPixel', 3),
      element('PhotometricInterpretation', 'YBR_PARTIAL_420'),
      element('PlanarConfiguration', 0),
      element('NumberOfFrames', String(frames)),
      // It points at Frame Time (PS3.3 C.7.6.6).
      element('FrameIncrementPointer', ['00181063']),
      element('FrameTime', String(Number((milliseconds / frames).toPrecision(9)))),
      element('Rows', rows),
      element('Columns', columns),
      element('BitsAllocated', 8),
      element('BitsStored', 8),
      element('HighBit', 7),
      element('PixelRepresentation', 0),
      element('PatientOrientation', ''),
      element('Laterality', ''),
      element('AcquisitionContextSequence', { items: [] }),
      element('LossyImageCompression', '01'),
      element('LossyImageCompressionRatio', ratio.toFixed(2)),
      element('LossyImageCompressionMethod', 'ISO_14496_10'),
    ],
    // All frames in one fragment, which has no offsets (PS3.5 8.2.5).
    content: [{ tag: '7FE00010', vr: 'OB', value: { fragments: [new Uint8Array(), even(bytes)] } }],
  };
}

export const isMp4 = (bytes: Uint8Array): boolean => nameAt(bytes, 4) === 'ftyp';

interface Film {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  readonly milliseconds: number;
  /** profile_idc, constraint_set flags and level_idc of the stream (ITU-T H.264 7.4.2.1.1). */
  readonly profile: number;
  readonly constraints: number;
  readonly level: number;
}

/** The first video track (ISO 14496-12 8, ISO 14496-15 5.3). */
function readMp4(bytes: Uint8Array): Film {
  const movie = boxes(bytes).get('moov')?.[0];
  for (const track of (movie && boxes(movie).get('trak')) ?? []) {
    const media = within(track, 'mdia');
    const handler = within(media, 'hdlr');
    if (handler === undefined || nameAt(handler, 8) !== 'vide') continue;
    const film = filmOf(media);
    if (film !== undefined) return film;
    throw new WrapError('Only films of H.264 that say how long they are can become a DICOM video.');
  }
  throw new WrapError('The MP4 holds no pictures.');
}

function filmOf(media: Uint8Array | undefined): Film | undefined {
  const table = within(within(media, 'minf'), 'stbl');
  const [duration, sizes, kinds] = [within(media, 'mdhd'), within(table, 'stsz'), within(table, 'stsd')];
  // Eight bytes of version and count, then the sample entry, whose own boxes come after 78 bytes.
  const entry = kinds === undefined ? undefined : boxes(kinds.subarray(8)).get('avc1')?.[0];
  if (duration === undefined || sizes === undefined || entry === undefined) return undefined;
  const config = boxes(entry.subarray(78)).get('avcC')?.[0];
  if (config === undefined || config.length < 4 || sizes.length < 12 || entry.length < 28) return undefined;
  const isLong = duration[0] === 1;
  if (duration.length < (isLong ? 32 : 20)) return undefined;
  const times = viewOf(duration);
  const scale = times.getUint32(isLong ? 20 : 12);
  const ticks = isLong ? Number(times.getBigUint64(24)) : times.getUint32(16);
  const frames = viewOf(sizes).getUint32(8);
  const [columns, rows] = [viewOf(entry).getUint16(24), viewOf(entry).getUint16(26)];
  const isWhole = scale > 0 && ticks > 0 && frames > 0 && frames <= maxFrames && columns > 0 && rows > 0;
  const [, profile = 0, constraints = 0, level = 0] = config;
  return isWhole
    ? { columns, rows, frames, milliseconds: (ticks / scale) * 1000, profile, constraints, level }
    : undefined;
}

const within = (box: Uint8Array | undefined, name: string): Uint8Array | undefined =>
  box === undefined ? undefined : boxes(box).get(name)?.[0];

/** The contents of the boxes that lie one behind the other, by name (ISO 14496-12 4.2). */
function boxes(bytes: Uint8Array): ReadonlyMap<string, readonly Uint8Array[]> {
  const found = new Map<string, Uint8Array[]>();
  const view = viewOf(bytes);
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    const header = isLong ? 16 : 8;
    if (size < header || at + size > bytes.length) break;
    const name = nameAt(bytes, at + 4);
    found.set(name, [...(found.get(name) ?? []), bytes.subarray(at + header, at + size)]);
    at += size;
  }
  return found;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Fragments have an even length (PS3.5 A.4). */
function even(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  return padded;
}
