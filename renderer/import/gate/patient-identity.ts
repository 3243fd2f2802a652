import type { ComparedIdentity } from '../../../src/contract/identity-comparison.ts';
import type { NewDecision } from '../../../src/contract/identity-decision.ts';
import type { IdentityPreset } from '../../../src/contract/identity-preset.ts';
import type { IdentityRecord } from '../../../src/contract/identity-record.ts';
import type { IdentityKeyword } from '../../../src/contract/import.ts';
import { dicomValue, fieldValue, identitiesOf, identityOnDisc } from '../identity.ts';
import type { IdentityForm } from '../identity.ts';
import type { Chosen, ScannedPatient } from '../selection.ts';

/** What is decided about one patient of a disc. */
export interface PatientIdentity {
  /** Typed, or taken from the record, over what the disc says. */
  readonly form: IdentityForm;
  /** The patient or order of the house that was taken. */
  readonly record: IdentityRecord | undefined;
  readonly reason: string;
}

export const undecided: PatientIdentity = { form: {}, record: undefined, reason: '' };

/** What was typed stays; what was taken from the records of one house is not of another. */
export function withoutRecords(identities: ReadonlyMap<string, PatientIdentity>): ReadonlyMap<string, PatientIdentity> {
  return new Map([...identities].filter(([, { record }]) => record === undefined));
}

/** The choice as if this were the only patient: what is decided about one never reaches another. */
export function ofPatient(chosen: Chosen, patient: ScannedPatient): Chosen {
  const series = patient.studies.flatMap((study) => study.series);
  return {
    patients: [patient],
    studies: patient.studies,
    objects: series.reduce((sum, one) => sum + one.instances, 0),
    bytes: series.reduce((sum, one) => sum + one.bytes, 0),
  };
}

/** Whom the disc names, for a comparison. An accession number is that of one study. */
export function comparedOnDisc(chosen: Chosen): ComparedIdentity {
  return compared(identityOnDisc(chosen));
}

/** Whom the images will name. */
export function comparedAfter(chosen: Chosen, form: IdentityForm): ComparedIdentity {
  const typed = Object.entries(form).map(([keyword, value]) => [
    keyword,
    dicomValue(keyword as IdentityKeyword, value),
  ]);
  return compared({ ...identityOnDisc(chosen), ...(Object.fromEntries(typed) as IdentityForm) });
}

function compared(values: IdentityForm): ComparedIdentity {
  const fields: [keyof ComparedIdentity, string | undefined][] = [
    ['patientName', values.PatientName],
    ['patientId', values.PatientID],
    ['birthDate', values.PatientBirthDate],
    ['sex', values.PatientSex],
    ['accessionNumber', values.AccessionNumber],
  ];
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** What to look for in the house, the most telling first: numbers, then names, at last the family name alone. */
export function searchTexts(chosen: Chosen): readonly string[] {
  const named = [...chosen.patients, ...identitiesOf(chosen)];
  const names = named.map(({ patientName = '' }) => (patientName.split('=')[0] ?? '').replaceAll('^', ' ').trim());
  const texts = [
    comparedOnDisc(chosen).accessionNumber ?? '',
    ...named.map(({ patientId = '' }) => patientId.trim()),
    ...names,
    ...named.map(({ patientName = '' }) => (patientName.split(/[=^]/)[0] ?? '').trim()),
  ];
  return [...new Set(texts)].filter((text) => text.length >= 2 && text.length <= 200);
}

/** A record of the house as it fills the fields; the study's own only where a single study is chosen. */
export function formOfRecord(record: IdentityRecord, { studies }: Chosen, preset: IdentityPreset): IdentityForm {
  const values: [IdentityKeyword, string | undefined][] = [
    ['PatientName', record.patientName],
    ['PatientID', record.patientId],
    ['IssuerOfPatientID', record.issuerOfPatientId],
    ['PatientBirthDate', record.birthDate],
    ['PatientSex', record.sex],
  ];
  if (studies.length === 1) {
    values.push(['AccessionNumber', record.accessionNumber], ['StudyDescription', record.studyDescription]);
    if (preset.referringPhysician === 'from-order') values.push(['ReferringPhysicianName', record.referringPhysician]);
  }
  return Object.fromEntries(
    values.flatMap(([keyword, value]) => (value === undefined ? [] : [[keyword, fieldValue(keyword, value)]])),
  );
}

/**
 * What the connection's preset fills in once the patient is one of the house: an outside ID is not of its issuer, and
 * nothing is written that nobody has decided.
 */
export function formOfPreset(preset: IdentityPreset, { form, record }: PatientIdentity, chosen: Chosen): IdentityForm {
  const onDisc = identityOnDisc(chosen);
  const isOfHouse =
    record !== undefined ||
    dicomValue('PatientID', form.PatientID ?? onDisc.PatientID ?? '') !== (onDisc.PatientID ?? '');
  if (!isOfHouse) return {};
  const { issuerOfPatientId, institutionName, accessionPrefix, referringPhysician } = preset;
  const { AccessionNumber: outside, ReferringPhysicianName: physician } = onDisc;
  const isOne = chosen.studies.length === 1;
  const isForeign = outside !== undefined && outside !== '' && accessionPrefix !== undefined;
  return {
    ...(issuerOfPatientId === undefined ? {} : { IssuerOfPatientID: issuerOfPatientId }),
    ...(institutionName === undefined ? {} : { InstitutionName: institutionName }),
    ...(isOne && isForeign && !outside.startsWith(accessionPrefix)
      ? { AccessionNumber: `${accessionPrefix}${outside}` }
      : {}),
    ...(isOne && referringPhysician === 'empty' && physician !== undefined ? { ReferringPhysicianName: '' } : {}),
  };
}

/** On what ground, in the form the server takes. */
export function decisionFor(
  { form, record, reason }: PatientIdentity,
  chosen: Chosen,
  preset: IdentityPreset,
): NewDecision {
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  if (record === undefined) return { source: { kind: 'typed' }, ...why };
  const taken = Object.entries(formOfRecord(record, chosen, preset)) as [IdentityKeyword, string][];
  const edited = taken.some(
    ([keyword, value]) => dicomValue(keyword, form[keyword] ?? '') !== dicomValue(keyword, value),
  );
  const source = { kind: 'record' as const, record: record.kind, id: record.id };
  return { source: edited ? { ...source, edited } : source, ...why };
}
