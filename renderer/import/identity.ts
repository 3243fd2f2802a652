import type { IdentityKeyword, IdentityValues } from '../../src/contract/import.ts';
import type { Chosen, ScannedPatient } from './selection.ts';

/** Who the patient is, then what the study is: the latter only when a single study is chosen. */
export const patientKeywords = [
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
] as const;
export const studyKeywords = ['AccessionNumber', 'StudyDescription', 'ReferringPhysicianName'] as const;

/** What can be written: of several studies the same patient and institution, and nothing that is one study's own. */
export function keywordsFor({ studies }: Chosen): readonly IdentityKeyword[] {
  return [...patientKeywords, ...(studies.length > 1 ? [] : studyKeywords), 'InstitutionName'];
}

/** What a person typed, over what the disc says. */
export type IdentityForm = Readonly<Partial<Record<IdentityKeyword, string>>>;

/** What the disc says now. Issuer and institution are not read by the scan. */
export function identityOnDisc(chosen: Chosen): IdentityForm {
  const [patient] = chosen.patients;
  const [study, ...others] = chosen.studies;
  const values: [IdentityKeyword, string | undefined][] = [
    ['PatientName', patient?.patientName],
    ['PatientID', patient?.patientId],
    ['PatientBirthDate', patient?.birthDate],
    ['PatientSex', patient?.sex],
    ...(others.length > 0
      ? []
      : (
          [
            ['AccessionNumber', study?.accessionNumber],
            ['StudyDescription', study?.description],
            ['ReferringPhysicianName', study?.referringPhysician],
          ] as const
        ).map(([keyword, value]): [IdentityKeyword, string | undefined] => [keyword, value])),
  ];
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** A chosen study names different patients: what the disc says first is no better than what it says next. */
export function isContested({ studies }: Chosen): boolean {
  return studies.some(({ conflicts }) => conflicts.length > 0);
}

type Identity = Pick<ScannedPatient, 'patientName' | 'patientId' | 'birthDate' | 'sex'>;

/** Whom the contradicting studies among the chosen ones name, each once, the most frequent first. */
export function identitiesOf({ studies }: Chosen): readonly Identity[] {
  const found = new Map<string, Identity & { readonly objects: number }>();
  for (const { patientName, patientId, birthDate, sex, objects } of studies.flatMap(
    ({ identities }) => identities ?? [],
  )) {
    const key = JSON.stringify([patientName, patientId, birthDate, sex]);
    found.set(key, { patientName, patientId, birthDate, sex, objects: objects + (found.get(key)?.objects ?? 0) });
  }
  return [...found.values()]
    .sort((a, b) => b.objects - a.objects)
    .map(({ patientName, patientId, birthDate, sex }) => ({ patientName, patientId, birthDate, sex }));
}

/**
 * The values to burn in: what differs from the disc, and always name and ID, because they decide whose study it is.
 * Of a contested identity nothing is taken from the disc, and all of it is written: no file may keep another's.
 * Spaces around values mean nothing; an emptied field empties the attribute.
 */
export function valuesToSet(typed: IdentityForm, onDisc: IdentityForm, contested = false): IdentityValues {
  const result: IdentityValues = {};
  for (const keyword of [...patientKeywords, ...studyKeywords, 'InstitutionName'] as const) {
    const isOpen = contested && isOfPatient(keyword);
    const value = dicomValue(keyword, typed[keyword] ?? (isOpen ? '' : (onDisc[keyword] ?? '')));
    const decides = (keyword === 'PatientName' || keyword === 'PatientID') && value !== '';
    if (decides || isOpen || value !== dicomValue(keyword, onDisc[keyword] ?? '')) result[keyword] = value;
  }
  return result;
}

/** Whether the values say whose images they shall be. */
export function decidesIdentity(set: IdentityValues): boolean {
  return Boolean(set.PatientName) && Boolean(set.PatientID);
}

export function isOfPatient(keyword: IdentityKeyword): boolean {
  return patientKeywords.some((one) => one === keyword);
}

/** Whether the values would change anything that the disc says. */
export function changesSomething(set: IdentityValues, onDisc: IdentityForm): boolean {
  return Object.entries(set).some(([keyword, value]) => value !== (onDisc[keyword as IdentityKeyword] ?? ''));
}

/** A value of the disc as a person would type it: the inverse of {@link dicomValue} where that loses nothing. */
export function fieldValue(keyword: IdentityKeyword, value: string): string {
  switch (keyword) {
    case 'PatientName':
    case 'ReferringPhysicianName':
      return /^[^^=,]+\^[^^=,]+$/.test(value) ? value.replace('^', ', ') : value;
    case 'PatientBirthDate':
      return value.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
    case 'PatientID':
    case 'IssuerOfPatientID':
    case 'PatientSex':
    case 'AccessionNumber':
    case 'StudyDescription':
    case 'InstitutionName':
      return value;
  }
}

/** What a person types, in DICOM's form: `Phantom, Chest` → `Phantom^Chest`, `1970-02-03` → `19700203`. */
export function dicomValue(keyword: IdentityKeyword, typed: string): string {
  const text = typed.trim();
  switch (keyword) {
    case 'PatientName':
    case 'ReferringPhysicianName':
      return text.includes('^') ? text : text.replace(/\s*,\s*/, '^');
    case 'PatientBirthDate':
      return text.replace(/^(\d{4})[-./](\d{2})[-./](\d{2})$/, '$1$2$3');
    case 'PatientID':
    case 'IssuerOfPatientID':
    case 'PatientSex':
    case 'AccessionNumber':
    case 'StudyDescription':
    case 'InstitutionName':
      return text;
  }
}

/** Values that DICOM does not allow in their attribute (PS3.5 6.2): LO and PN 64 characters, SH 16, DA a real day. */
export function wrongValues(set: IdentityValues): readonly IdentityKeyword[] {
  return (Object.entries(set) as [IdentityKeyword, string][])
    .filter(([keyword, value]) => !isAllowed(keyword, value))
    .map(([keyword]) => keyword);
}

function isAllowed(keyword: IdentityKeyword, value: string): boolean {
  // Backslash separates values in DICOM; controls are not text.
  // oxlint-disable-next-line no-control-regex
  if (/[\\\u0000-\u001f]/.test(value)) return false;
  if (keyword === 'PatientBirthDate') return value === '' || isDay(value);
  if (keyword === 'PatientSex') return ['', 'M', 'F', 'O'].includes(value);
  return value.length <= (keyword === 'AccessionNumber' ? 16 : 64);
}

function isDay(value: string): boolean {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}
