import { randomUUID } from 'node:crypto';
import { element } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import type { StudyHeader } from '../../src/clients/port/archive-connection.ts';

export interface SmallObject {
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly file: Uint8Array<ArrayBuffer>;
}

export interface SmallStudy {
  readonly header: StudyHeader;
  readonly objects: readonly SmallObject[];
}

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const multiFrameSecondaryCapture = '1.2.840.10008.5.1.4.1.1.7.2';
const explicitLittle = '1.2.840.10008.1.2.1';

/**
 * Two series, three objects, one of them with two frames. Every study has uids of its own (PS3.5 B.2).
 * @param size rows and columns of the images
 */
export function smallStudy(values: Partial<StudyHeader> = {}, size = 16): SmallStudy {
  const header: StudyHeader = {
    studyInstanceUid: newUid(),
    patientName: 'PHANTOM^CHEST',
    patientId: 'PH-001',
    patientBirthDate: '19700101',
    patientSex: 'O',
    studyDate: '20260131',
    studyTime: '101500',
    modality: 'OT',
    description: 'Synthetic chest',
    accessionNumber: 'ACC-1',
    ...values,
  };
  const [first, second] = [newUid(), newUid()];
  return {
    header,
    objects: [
      object(header, { size, series: first, seriesNumber: 1, number: 1, frames: 1 }),
      object(header, { size, series: first, seriesNumber: 1, number: 2, frames: 1 }),
      object(header, { size, series: second, seriesNumber: 2, number: 1, frames: 2 }),
    ],
  };
}

export function newUid(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
}

function object(
  header: StudyHeader,
  at: { size: number; series: string; seriesNumber: number; number: number; frames: number },
): SmallObject {
  const sopInstanceUid = newUid();
  const ramp = Uint8Array.from({ length: at.size ** 2 * at.frames }, (_, index) => (index * 7 + at.number) % 256);
  const file = writeDicom({
    transferSyntaxUid: explicitLittle,
    elements: [
      element('SpecificCharacterSet', 'ISO_IR 192'),
      element('SOPClassUID', at.frames > 1 ? multiFrameSecondaryCapture : secondaryCapture),
      element('SOPInstanceUID', sopInstanceUid),
      element('StudyInstanceUID', header.studyInstanceUid),
      element('SeriesInstanceUID', at.series),
      element('PatientName', header.patientName ?? ''),
      element('PatientID', header.patientId ?? ''),
      element('PatientBirthDate', header.patientBirthDate ?? ''),
      element('PatientSex', header.patientSex ?? ''),
      element('StudyDate', header.studyDate ?? ''),
      element('StudyTime', header.studyTime ?? ''),
      element('StudyDescription', header.description ?? ''),
      element('AccessionNumber', header.accessionNumber ?? ''),
      element('Modality', header.modality ?? 'OT'),
      element('SeriesNumber', String(at.seriesNumber)),
      element('SeriesDescription', `Series ${at.seriesNumber}`),
      element('InstanceNumber', String(at.number)),
      element('Rows', at.size),
      element('Columns', at.size),
      element('SamplesPerPixel', 1),
      element('PhotometricInterpretation', 'MONOCHROME2'),
      element('BitsAllocated', 8),
      element('BitsStored', 8),
      element('HighBit', 7),
      element('PixelRepresentation', 0),
      ...(at.frames > 1 ? [element('NumberOfFrames', String(at.frames))] : []),
      { ...element('PixelData', ramp), vr: 'OB' },
    ],
  });
  return { seriesInstanceUid: at.series, sopInstanceUid, file };
}
