import { element } from '../../dicom/new-element.ts';
import { encapsulated } from '../../pixels/encapsulate.ts';
import { StorageError } from './errors.ts';
import type { Wrapped } from './wrap.ts';

const BASELINE = 0xc0;
const EXTENDED = 0xc1;
const SCAN = 0xda;

/** The stream goes in as it is: a baseline JPEG is a DICOM frame (PS3.5 8.2.1), a progressive one is none. */
export function wrappedJpeg(bytes: Uint8Array): Wrapped {
  const frame = frameHeader(bytes);
  if (frame === undefined || frame.bits !== 8 || ![1, 3].includes(frame.samples)) {
    throw new StorageError('VALIDATION_ERROR', 'Only baseline JPEG of 8 bits, grey or in colour, can be wrapped.');
  }
  const isGrey = frame.samples === 1;
  return {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.7',
    transferSyntaxUid: '1.2.840.10008.1.2.4.50',
    modality: 'OT',
    elements: [
      element('SamplesPerPixel', frame.samples),
      element('PhotometricInterpretation', isGrey ? 'MONOCHROME2' : 'YBR_FULL_422'),
      ...(isGrey ? [] : [element('PlanarConfiguration', 0)]),
      element('Rows', frame.rows),
      element('Columns', frame.columns),
      element('BitsAllocated', 8),
      element('BitsStored', 8),
      element('HighBit', 7),
      element('PixelRepresentation', 0),
      element('LossyImageCompression', '01'),
      // Fragments have an even length (PS3.5 A.4).
      ...encapsulated([bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)])]),
    ],
  };
}

/** What stands in front of the scan (ITU-T T.81 B.2.2), of frames that baseline decoders read. */
function frameHeader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 10 <= bytes.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === BASELINE || marker === EXTENDED) {
      return {
        bits: view.getUint8(at + 4),
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        samples: view.getUint8(at + 9),
      };
    }
    if (marker === SCAN) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
