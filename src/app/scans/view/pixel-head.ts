import { tagOf } from '../../../dicom/dictionary.ts';
import { UNDEFINED_LENGTH } from '../../../dicom/read-elements.ts';
import type { DicomFile } from '../../../dicom/read-dicom.ts';

/**
 * Tag, VR and length in front of the pixels, in the little endian encoding of the file (PS3.5 7.1.2, 7.1.3).
 * `length` is undefined for encapsulated ones.
 */
export function pixelHead({ pixels, dataSet }: DicomFile, length: number | undefined): Uint8Array {
  if (pixels === undefined) return new Uint8Array();
  const { explicitVr } = dataSet.encoding;
  const head = new DataView(new ArrayBuffer(explicitVr ? 12 : 8));
  head.setUint16(0, Number.parseInt(pixels.tag.slice(0, 4), 16), true);
  head.setUint16(2, Number.parseInt(pixels.tag.slice(4), 16), true);
  if (explicitVr) {
    const wide = (dataSet.number(tagOf('BitsAllocated')) ?? 16) > 8 && length !== undefined;
    // PS3.5 A.2: OW for more than eight bits; encapsulated pixels are OB (A.4).
    const vr = floats[pixels.tag] ?? (wide ? 'OW' : 'OB');
    head.setUint8(4, vr.charCodeAt(0));
    head.setUint8(5, vr.charCodeAt(1));
  }
  head.setUint32(head.byteLength - 4, length ?? UNDEFINED_LENGTH, true);
  return new Uint8Array(head.buffer);
}

const floats: Readonly<Record<string, string>> = {
  [tagOf('FloatPixelData')]: 'OF',
  [tagOf('DoubleFloatPixelData')]: 'OD',
};
