import type { Treatment } from '../../contract/import.ts';
import { type KnownPatient, MAX_KNOWN_PATIENTS } from '../../contract/known-patient.ts';
import type { ScannedPatient, ScannedStudy } from '../../contract/scan.ts';

const MAX_TEXTS = 200;

/** A de-identification with what the scan knows of the patients; any other treatment as it is. */
export function withKnownPatients(
  treatment: Treatment,
  choices: readonly { readonly patient: ScannedPatient; readonly study: ScannedStudy }[],
): Treatment {
  if (treatment.kind !== 'deidentify') return treatment;
  const byPatient = Map.groupBy(choices, ({ patient }) => patient);
  const known = [...byPatient].slice(0, MAX_KNOWN_PATIENTS);
  return {
    ...treatment,
    known: known.map(([patient, own]) =>
      knownPatient(
        patient,
        own.map(({ study }) => study),
      ),
    ),
  };
}

/** What the scan knows of a patient, of all studies it is given. */
export function knownPatient(patient: ScannedPatient, studies: readonly ScannedStudy[]): KnownPatient {
  const { patientId, issuerOfPatientId, patientName, birthDate } = patient;
  const all = [patient, ...studies.flatMap(({ identities }) => identities ?? [])];
  const isContested = all.length > 1;
  return {
    studyInstanceUids: studies.map(({ studyInstanceUid }) => studyInstanceUid).slice(0, 10_000),
    names: distinct([...all.map((each) => each.patientName), ...studies.map((study) => study.referringPhysician)]),
    ids: distinct([...all.map((each) => each.patientId), ...studies.map((study) => study.accessionNumber)]),
    birthDates: distinct(all.map((each) => each.birthDate)),
    ...(isContested
      ? {}
      : {
          identity: {
            ...(patientId === undefined ? {} : { patientId }),
            ...(issuerOfPatientId === undefined ? {} : { issuerOfPatientId }),
            ...(patientName === undefined ? {} : { patientName }),
            ...(birthDate === undefined ? {} : { birthDate }),
          },
        }),
  };
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  const present = texts.filter((text) => text !== undefined && text !== '' && text.length <= 1024) as string[];
  return [...new Set(present)].slice(0, MAX_TEXTS);
}
