import { z } from 'zod';
import type { Study } from '../../contract/study.ts';
import { flag, instant, optionalInteger, optionalText, present, text } from './answers.ts';

/** A study as the services tell it (/study/get), as far as Fileroom looks at it. */
export const StudyRecord = z.object({
  uuid: text,
  study_uid: text,
  phi_namespace: text,
  storage_namespace: text,
  engine_fqdn: optionalText,
  phantom: flag,
  patient_name: optionalText,
  patientid: optionalText,
  patient_birth_date: optionalText,
  patient_sex: optionalText,
  study_date: optionalText,
  study_time: optionalText,
  modality: optionalText,
  study_description: optionalText,
  accession_number: optionalText,
  referring_physician: optionalText,
  image_count: optionalInteger,
  created: instant,
});
export type StudyRecord = z.infer<typeof StudyRecord>;

export function toStudy(record: StudyRecord): Study {
  return present({
    uuid: record.uuid,
    studyInstanceUid: record.study_uid,
    namespaceId: record.phi_namespace,
    patientName: record.patient_name,
    patientId: record.patientid,
    patientBirthDate: toDa(record.patient_birth_date),
    patientSex: record.patient_sex,
    studyDate: toDa(record.study_date),
    studyTime: record.study_time,
    modality: record.modality,
    description: record.study_description,
    accessionNumber: record.accession_number,
    referringPhysician: record.referring_physician,
    // Null until the first object has arrived.
    imageCount: record.image_count ?? 0,
    state: record.phantom ? ('arriving' as const) : ('complete' as const),
    created: record.created,
  });
}

/** Servers answer dates as they got them: DA, or ISO. */
function toDa(date: string | undefined): string | undefined {
  return date?.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3');
}
