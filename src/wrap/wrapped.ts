import { element, type NewElement } from '../dicom/new-element.ts';
import { EXPLICIT_LE } from '../dicom/transfer-syntax.ts';
import { FileroomError } from '../contract/problem.ts';

/** What a file of another kind becomes: its class and transfer syntax, and what the class has of its own. */
export interface Wrapped {
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly modality: string;
  readonly elements: readonly NewElement[];
  /** The file itself: its pixels, or all of it. */
  readonly content: readonly NewElement[];
}

/** The file is none that a DICOM object is made of; the message says what would be. */
export class WrapError extends FileroomError {
  readonly name = 'WrapError';

  constructor(message: string, cause?: unknown) {
    super('cannot-wrap', message, { next: 'correct-input', cause });
  }
}

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

export interface Picture {
  readonly transferSyntaxUid: string;
  readonly rows: number;
  readonly columns: number;
  readonly photometric: 'MONOCHROME2' | 'RGB' | 'YBR_FULL_422';
  readonly elements: readonly NewElement[];
  readonly pixels: readonly NewElement[];
}

/** A Secondary Capture (PS3.3 A.8.1) of one frame of 8 bits. */
export function wrappedPicture(picture: Picture): Wrapped {
  const { transferSyntaxUid, rows, columns, photometric } = picture;
  const isGrey = photometric === 'MONOCHROME2';
  return {
    sopClassUid: SECONDARY_CAPTURE,
    transferSyntaxUid,
    modality: 'OT',
    elements: [
      element('SamplesPerPixel', isGrey ? 1 : 3),
      element('PhotometricInterpretation', photometric),
      ...(isGrey ? [] : [element('PlanarConfiguration', 0)]),
      element('Rows', rows),
      element('Columns', columns),
      element('BitsAllocated', 8),
      element('BitsStored', 8),
      element('HighBit', 7),
      element('PixelRepresentation', 0),
      // Which way up the patient is in it, and which side, nobody has said (PS3.3 C.7.6.1.1.1, C.7.3.1).
      element('PatientOrientation', ''),
      element('Laterality', ''),
      ...picture.elements,
    ],
    content: picture.pixels,
  };
}

/** An Encapsulated PDF (PS3.3 A.45.1). */
export function wrappedPdf(bytes: Uint8Array): Wrapped {
  return {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.104.1',
    transferSyntaxUid: EXPLICIT_LE,
    modality: 'DOC',
    elements: [
      element('MIMETypeOfEncapsulatedDocument', 'application/pdf'),
      element('EncapsulatedDocumentLength', bytes.length),
      element('AcquisitionDateTime', ''),
      element('ConceptNameCodeSequence', { items: [] }),
    ],
    content: [element('EncapsulatedDocument', bytes)],
  };
}
