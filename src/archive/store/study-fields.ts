/** The study record's DICOM fields: protocol name, column and tag in one. */
export const demographicFields = {
  patient_name: '00100010',
  patientid: '00100020',
  patient_sex: '00100040',
  patient_birth_date: '00100030',
  patient_birth_time: '00100032',
  patient_age: '00101010',
  patient_weight: '00101030',
  patient_address: '00101040',
  patient_size: '00101020',
  patientid_other: '00101000',
  patient_name_other: '00101001',
  patient_phone: '00102154',
  patient_additional_history: '001021B0',
  study_description: '00081030',
  accession_number: '00080050',
  patient_birthname: '00101005',
  patient_mother_birthname: '00101060',
  medical_record_locator: '00101090',
  patient_religious_preference: '001021F0',
  patient_comments: '00104000',
  patient_current_location: '00380300',
  patient_institution_residence: '00380400',
  patient_ethnic_group: '00102160',
  patient_occupation: '00102180',
  study_date: '00080020',
  study_time: '00080030',
  modality: '00080060',
  referring_physician: '00080090',
} as const;

export type DemographicField = keyof typeof demographicFields;
export const demographicNames = Object.keys(demographicFields) as DemographicField[];
export type Demographics = { readonly [Name in DemographicField]?: string | null | undefined };

/** The fields that a smart search looks through. */
const searched: readonly DemographicField[] = [
  'patient_name',
  'patientid',
  'patientid_other',
  'patient_name_other',
  'patient_birthname',
  'patient_birth_date',
  'study_description',
  'accession_number',
  'study_date',
  'modality',
  'referring_physician',
];

/** The text that a smart search looks through: each field's words, without case and accents. */
export function searchText(fields: Demographics): string {
  return searched
    .map((name) => fold(fields[name] ?? ''))
    .filter(Boolean)
    .join('\n');
}

/** Lower case, without accents; the separators of PN and of lists become spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\^=,;\\\s]+/g, ' ')
    .trim();
}
