import { type Tag, tagOf, uidName } from './dictionary.ts';
import { isNonPatientClass } from './non-patient.ts';
import type { DicomFile } from './read-dicom.ts';
import { DicomReadError } from './read-error.ts';

/** What every object must have. */
export interface InstanceUids {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
}

/** What a worklist shows of one object: DICOM strings in Unicode, absent where the file has no value. */
export interface InstanceHeader extends InstanceUids {
  readonly transferSyntaxUid: string;
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

const texts = tagsOf({
  patientId: 'PatientID',
  patientName: 'PatientName',
  issuerOfPatientId: 'IssuerOfPatientID',
  birthDate: 'PatientBirthDate',
  sex: 'PatientSex',
  studyDate: 'StudyDate',
  studyTime: 'StudyTime',
  studyDescription: 'StudyDescription',
  accessionNumber: 'AccessionNumber',
  referringPhysician: 'ReferringPhysicianName',
  modality: 'Modality',
  seriesDescription: 'SeriesDescription',
});
const integers = tagsOf({
  seriesNumber: 'SeriesNumber',
  instanceNumber: 'InstanceNumber',
  rows: 'Rows',
  columns: 'Columns',
});
const uids = tagsOf({
  sopInstanceUid: 'SOPInstanceUID',
  sopClassUid: 'SOPClassUID',
  studyInstanceUid: 'StudyInstanceUID',
  seriesInstanceUid: 'SeriesInstanceUID',
});
/** As the standard writes them (PS3.6). */
const uidNames = {
  sopInstanceUid: 'SOP Instance UID',
  sopClassUid: 'SOP Class UID',
  studyInstanceUid: 'Study Instance UID',
  seriesInstanceUid: 'Series Instance UID',
};
const NUMBER_OF_FRAMES = tagOf('NumberOfFrames');

/**
 * @throws DicomReadError `missing-uid` when the object cannot be filed for want of a UID; `no-patient` when it
 * belongs to no study, as a colour palette.
 */
export function readInstanceUids({ dataSet, repairs }: DicomFile): InstanceUids {
  // A UID that was cut short is another one.
  const uid: { [Name in (typeof uids)[number][0]]?: string } = {};
  for (const [name, tag] of uids) {
    const value = dataSet.element(tag)?.intact === true ? dataSet.text(tag) : undefined;
    if (value !== undefined) uid[name] = value;
  }
  const { sopInstanceUid, sopClassUid, studyInstanceUid, seriesInstanceUid } = uid;
  if (
    sopInstanceUid === undefined ||
    sopClassUid === undefined ||
    studyInstanceUid === undefined ||
    seriesInstanceUid === undefined
  ) {
    const name = sopClassUid === undefined ? undefined : uidName(sopClassUid);
    if (name !== undefined && isNonPatientClass(sopClassUid ?? ''))
      throw new DicomReadError('no-patient', `The object (${name}) belongs to no patient`);
    const missing = uids.filter(([each]) => uid[each] === undefined).map(([each]) => uidNames[each]);
    const why = repairs.includes('truncated') ? ': the file ends too early' : '';
    throw new DicomReadError('missing-uid', `The object has no ${missing.join(', ')}${why}`);
  }
  return { sopInstanceUid, sopClassUid, studyInstanceUid, seriesInstanceUid };
}

/** @throws as {@link readInstanceUids} */
export function readInstanceHeader(file: DicomFile): InstanceHeader {
  const { dataSet } = file;
  const { sopInstanceUid, sopClassUid, studyInstanceUid, seriesInstanceUid } = readInstanceUids(file);
  const header: { -readonly [Name in keyof InstanceHeader]: InstanceHeader[Name] } = {
    sopInstanceUid,
    sopClassUid,
    transferSyntaxUid: file.transferSyntaxUid,
    studyInstanceUid,
    seriesInstanceUid,
    frames: 1,
  };
  // Not put together from several objects: that takes longer than to read the values.
  for (const [name, tag] of texts) {
    const value = dataSet.text(tag);
    if (value !== undefined) header[name] = value;
  }
  for (const [name, tag] of integers) {
    const value = dataSet.number(tag);
    if (value !== undefined && Number.isSafeInteger(value)) header[name] = value;
  }
  const frames = dataSet.number(NUMBER_OF_FRAMES);
  if (frames !== undefined && Number.isSafeInteger(frames) && frames >= 1) header.frames = frames;
  return header;
}

function tagsOf<Name extends string>(keywords: Readonly<Record<Name, string>>): (readonly [Name, Tag])[] {
  return Object.entries<string>(keywords).map(([name, keyword]) => [name as Name, tagOf(keyword)]);
}
