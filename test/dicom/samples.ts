import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';

export const EXPLICIT = '1.2.840.10008.1.2.1';
export const IMPLICIT = '1.2.840.10008.1.2';
export const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/** A small, complete image of a patient who does not exist. */
export function sampleElements(more: readonly NewElement[] = []): NewElement[] {
  const own = [
    element('SpecificCharacterSet', 'ISO_IR 100'),
    element('SOPClassUID', SECONDARY_CAPTURE),
    element('SOPInstanceUID', '2.25.1'),
    element('StudyInstanceUID', '2.25.2'),
    element('SeriesInstanceUID', '2.25.3'),
    element('PatientName', 'PHÄNTOM^CHEST'),
    element('PatientID', 'P-1'),
    element('StudyDate', '20260102'),
    element('Modality', 'OT'),
    element('Rows', 2),
    element('Columns', 2),
    element('SamplesPerPixel', 1),
    element('PhotometricInterpretation', 'MONOCHROME2'),
    element('BitsAllocated', 16),
    element('BitsStored', 16),
    element('HighBit', 15),
    element('PixelRepresentation', 0),
    element('PixelData', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)),
  ];
  const replaced = new Set(more.map(({ tag }) => tag));
  return [...own.filter(({ tag }) => !replaced.has(tag)), ...more];
}

export function sampleFile(more: readonly NewElement[] = [], transferSyntaxUid = EXPLICIT): Uint8Array {
  return writeDicom({ transferSyntaxUid, elements: sampleElements(more) });
}
