import { isPrivate, tagOf, type Tag } from '../../dicom/dictionary.ts';

/** The fields that rules may name, and what they are in an object. */
export const FIELDS: ReadonlyMap<string, Tag> = new Map(
  Object.entries({
    patient_name: 'PatientName',
    patient_sex: 'PatientSex',
    patient_birth_date: 'PatientBirthDate',
    patient_address: 'PatientAddress',
    accession_number: 'AccessionNumber',
    study_description: 'StudyDescription',
    study_date: 'StudyDate',
    patientid: 'PatientID',
    referring_physician: 'ReferringPhysicianName',
  }).map(([field, keyword]) => [field, tagOf(keyword)]),
);

/** What `$study{…}` may name besides. */
export const STUDY_FIELDS: ReadonlyMap<string, Tag> = new Map([
  ...FIELDS,
  ['study_uid', tagOf('StudyInstanceUID')],
  ['study_time', tagOf('StudyTime')],
  ['modality', tagOf('Modality')],
]);

/** Without these as they are it would be another object, or none. */
const STRUCTURE = new Set(
  ['SpecificCharacterSet', 'SOPClassUID', 'SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID'].map(tagOf),
);

/** Whether a rule may touch it: not what an object is made of, nor its pixels. */
export function isChangeable(tag: Tag): boolean {
  if (isPrivate(tag)) return true;
  return !STRUCTURE.has(tag) && tag >= '0008' && !tag.startsWith('0028') && !tag.startsWith('7FE0');
}

/** `(0010,0010)`, `0010,0010` or `00100010`; undefined for anything else. */
export function readTag(text: string): Tag | undefined {
  const [, group, element] = /^\(?([\dA-F]{4}),?\s?([\dA-F]{4})\)?$/i.exec(text.trim()) ?? [];
  return group === undefined || element === undefined ? undefined : (group + element).toUpperCase();
}
