import type { StudyHeader } from '../clients/port/archive-connection.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';

/** What the server is told of a study before its objects arrive: what the objects themselves will say, no more. */
export function studyHeaderOf(header: InstanceHeader): StudyHeader {
  return {
    studyInstanceUid: header.studyInstanceUid ?? '',
    ...defined({
      patientName: header.patientName,
      patientId: header.patientId,
      patientBirthDate: header.birthDate,
      patientSex: header.sex,
      studyDate: header.studyDate,
      studyTime: header.studyTime,
      modality: header.modality,
      description: header.studyDescription,
      accessionNumber: header.accessionNumber,
      referringPhysician: header.referringPhysician,
    }),
  };
}

function defined<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
