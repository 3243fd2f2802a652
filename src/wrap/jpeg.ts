import { element } from '../dicom/new-element.ts';
import { encapsulated } from '../pixels/encapsulate.ts';
import { WrapError, wrappedPicture, type Picture, type Wrapped } from './wrapped.ts';

/** Start Of Frame of the processes that DICOM's lossy transfer syntaxes of 8 bits name (PS3.5 8.2.1). */
const syntaxOf: Readonly<Record<number, string>> = {
  0xc0: '1.2.840.10008.1.2.4.50',
  0xc1: '1.2.840.10008.1.2.4.51',
};
const SCAN = 0xda;
const ADOBE = 0xee;

interface Frame {
  readonly transferSyntaxUid: string;
  readonly bits: number;
  readonly rows: number;
  readonly columns: number;
  /** The identifiers of its components. */
  readonly components: readonly number[];
  /** What Adobe's marker says of the colours: 0 RGB, 1 YCbCr (ITU-T T.872 6.5.3). */
  readonly transform: number | undefined;
}

/** The stream goes in as it is: a baseline JPEG is a DICOM frame (PS3.5 8.2.1), a progressive one is none. */
export function wrappedJpeg(bytes: Uint8Array): Wrapped {
  const frame = frameOf(bytes);
  if (frame === undefined || frame.bits !== 8 || ![1, 3].includes(frame.components.length))
    throw new WrapError('Only JPEG of 8 bits that is not progressive, grey or in colour, can become a DICOM image.');
  const { transferSyntaxUid, rows, columns, components } = frame;
  if (rows === 0 || columns === 0) throw new WrapError('The JPEG does not say how large it is.');
  const ratio = (rows * columns * components.length) / bytes.length;
  return wrappedPicture({
    transferSyntaxUid,
    rows,
    columns,
    photometric: photometricOf(frame),
    elements: [
      element('LossyImageCompression', '01'),
      element('LossyImageCompressionRatio', ratio.toFixed(2)),
      element('LossyImageCompressionMethod', 'ISO_10918_1'),
    ],
    pixels: encapsulated([even(bytes)]),
  });
}

/** The colours as the stream has them: its decoder does not ask DICOM. */
function photometricOf({ components, transform }: Frame): Picture['photometric'] {
  if (components.length === 1) return 'MONOCHROME2';
  const isCalledRgb = String.fromCharCode(...components) === 'RGB';
  if (transform === 0 || (transform === undefined && isCalledRgb)) return 'RGB';
  // However its colours are sampled: for this transfer syntax there is no other word (PS3.5 8.2.1).
  return 'YBR_FULL_422';
}

/** Fragments have an even length (PS3.5 A.4). */
function even(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  return padded;
}

/** What stands in front of the first scan (ITU-T T.81 B.2.2). */
function frameOf(bytes: Uint8Array): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let transform: number | undefined;
  let frame: Omit<Frame, 'transform'> | undefined;
  for (let at = 2; at + 4 <= bytes.length && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    // Any number of fill bytes may stand before a marker (B.1.1.2).
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === SCAN) return frame && { ...frame, transform };
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    const transferSyntaxUid = syntaxOf[marker];
    if (transferSyntaxUid !== undefined && length >= 8) {
      const count = Math.min(view.getUint8(at + 9), Math.floor((length - 8) / 3));
      frame = {
        transferSyntaxUid,
        bits: view.getUint8(at + 4),
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        components: Array.from({ length: count }, (_, index) => view.getUint8(at + 10 + index * 3)),
      };
    }
    if (marker === ADOBE && length >= 14 && isAdobe(bytes, at + 4)) transform = view.getUint8(at + 15);
    at = end;
  }
  return undefined;
}

function isAdobe(bytes: Uint8Array, at: number): boolean {
  return String.fromCharCode(...bytes.subarray(at, at + 5)) === 'Adobe';
}
