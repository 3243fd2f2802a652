import { tagOf, uidName } from './dictionary.ts';
import { isNonPatientClass } from './non-patient.ts';
import type { DicomFile } from './read-dicom.ts';
import { DicomReadError } from './read-error.ts';

/** What a worklist shows of one object: DICOM strings in Unicode, absent where the file has no value. */
export interface InstanceHeader {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly patientId?: string;
  /** `Family^Given=Ideographic=Phonetic` (PS3.5 6.2.1). */
  readonly patientName?: string;
  readonly issuerOfPatientId?: string;
  readonly birthDate?: string;
  readonly sex?: string;
  readonly studyDate?: string;
  readonly studyTime?: string;
  readonly studyDescription?: string;
  readonly accessionNumber?: string;
  readonly referringPhysician?: string;
  readonly modality?: string;
  readonly seriesNumber?: number;
  readonly seriesDescription?: string;
  readonly instanceNumber?: number;
  /** 1 where the file does not say. */
  readonly frames: number;
  readonly rows?: number;
  readonly columns?: number;
}

const texts = {
  patientId: tagOf('PatientID'),
  patientName: tagOf('PatientName'),
  issuerOfPatientId: tagOf('IssuerOfPatientID'),
  birthDate: tagOf('PatientBirthDate'),
  sex: tagOf('PatientSex'),
  studyDate: tagOf('StudyDate'),
  studyTime: tagOf('StudyTime'),
  studyDescription: tagOf('StudyDescription'),
  accessionNumber: tagOf('AccessionNumber'),
  referringPhysician: tagOf('ReferringPhysicianName'),
  modality: tagOf('Modality'),
  seriesDescription: tagOf('SeriesDescription'),
} as const;
const integers = {
  seriesNumber: tagOf('SeriesNumber'),
  instanceNumber: tagOf('InstanceNumber'),
  rows: tagOf('Rows'),
  columns: tagOf('Columns'),
} as const;
const uids = {
  sopInstanceUid: tagOf('SOPInstanceUID'),
  sopClassUid: tagOf('SOPClassUID'),
  studyInstanceUid: tagOf('StudyInstanceUID'),
  seriesInstanceUid: tagOf('SeriesInstanceUID'),
} as const;
const NUMBER_OF_FRAMES = tagOf('NumberOfFrames');

/**
 * @throws DicomReadError `missing-uid` when the object cannot be filed for want of a UID; `no-patient` when it
 * belongs to no study, as a colour palette.
 */
export function readInstanceHeader(file: DicomFile): InstanceHeader {
  const { dataSet, repairs } = file;
  // A UID that was cut short is another one.
  const required = pick(uids, (tag) => (dataSet.element(tag)?.intact === true ? dataSet.text(tag) : undefined));
  const missing = Object.keys(uids).filter((name) => !(name in required));
  if (missing.length > 0) {
    const name = required.sopClassUid === undefined ? undefined : uidName(required.sopClassUid);
    if (name !== undefined && isNonPatientClass(required.sopClassUid ?? ''))
      throw new DicomReadError('no-patient', `The object (${name}) belongs to no patient`);
    const why = repairs.includes('truncated') ? ': the file ends too early' : '';
    throw new DicomReadError('missing-uid', `The object has no ${missing.join(', ')}${why}`);
  }
  const frames = dataSet.number(NUMBER_OF_FRAMES);
  return {
    ...(required as Record<keyof typeof uids, string>),
    transferSyntaxUid: file.transferSyntaxUid,
    ...pick(texts, (tag) => dataSet.text(tag)),
    ...pick(integers, (tag) => integer(dataSet.number(tag))),
    frames: frames !== undefined && Number.isSafeInteger(frames) && frames >= 1 ? frames : 1,
  };
}

function pick<Name extends string, Value>(
  tags: Readonly<Record<Name, string>>,
  read: (tag: string) => Value | undefined,
): Partial<Record<Name, Value>> {
  const result: Partial<Record<Name, Value>> = {};
  for (const name of Object.keys(tags) as Name[]) {
    const value = read(tags[name]);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

function integer(value: number | undefined): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}
