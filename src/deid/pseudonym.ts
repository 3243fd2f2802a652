import type { Lookup, LookupPatient } from '../contract/lookup.ts';
import type { KnownPatient } from '../contract/known-patient.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { tagOf } from '../dicom/dictionary.ts';
import { element, type NewElement } from '../dicom/new-element.ts';
import { folded } from './fold.ts';
import type { KeyedMap } from './keyed.ts';
import { TreatmentRefusedError } from './refused.ts';

const PATIENT_NAME = tagOf('PatientName');
const PATIENT_ID = tagOf('PatientID');
const BIRTH_DATE = tagOf('PatientBirthDate');
const ISSUER = tagOf('IssuerOfPatientID');
const STUDY_INSTANCE_UID = tagOf('StudyInstanceUID');

/** As whom a patient leaves. */
export interface Pseudonym {
  readonly elements: readonly NewElement[];
  /** By how many days their dates are shifted, if they are. */
  readonly days: number;
  /** What a person has chosen of this: it may be the patient's own by mistake. */
  readonly given: readonly string[];
}

/**
 * By the lookup table when there is one, else by the key: the same for all objects of a patient, today and later.
 * @param known of the patient, where the object does not say it itself
 * @throws TreatmentRefusedError for a patient who is not in the table
 */
export function pseudonymOf(
  dataSet: DataSet,
  map: KeyedMap,
  lookup: Lookup | undefined,
  known: KnownPatient['identity'] = {},
): Pseudonym {
  const patient = patientOf(dataSet, known);
  const identity = identityOf(dataSet, patient);
  const days = map.days(...identity);
  if (lookup === undefined) {
    const pseudonym = map.pseudonym(...identity);
    const elements = [element('PatientName', `ANON^${pseudonym}`), element('PatientID', pseudonym)];
    return { days, elements, given: [] };
  }
  const row = found(lookup, patient.id, patient.issuer);
  const { newId, newName, newBirthDate, newSex } = row;
  return {
    days: row.days ?? days,
    given: [newId, newName, newBirthDate].filter((value) => value !== undefined),
    elements: [
      element('PatientName', newName ?? `ANON^${newId}`),
      element('PatientID', newId),
      ...(newBirthDate === undefined ? [] : [element('PatientBirthDate', newBirthDate)]),
      ...(newSex === undefined ? [] : [element('PatientSex', newSex)]),
    ],
  };
}

/** A row that names the issuer counts before one for any issuer. */
function found(lookup: Lookup, id: string | undefined, issuer: string): LookupPatient {
  const rows = lookup.filter((row) => row.id === id && (row.issuer ?? issuer) === issuer);
  const row = rows.find((each) => each.issuer !== undefined) ?? rows[0];
  if (row !== undefined) return row;
  throw new TreatmentRefusedError('not-in-lookup', 'The patient is not in the lookup table.', {
    next: 'correct-input',
  });
}

interface Patient {
  readonly id: string | undefined;
  readonly issuer: string;
  readonly name: string;
  readonly birthDate: string;
}

/** An issuer or a name belongs to an ID; of another ID than the known one nothing is known. */
function patientOf(dataSet: DataSet, known: NonNullable<KnownPatient['identity']>): Patient {
  const own = dataSet.text(PATIENT_ID);
  const { patientId, issuerOfPatientId, patientName, birthDate } =
    own === undefined || known.patientId === undefined || own === known.patientId ? known : {};
  return {
    id: own ?? patientId,
    issuer: dataSet.text(ISSUER) ?? issuerOfPatientId ?? '',
    name: dataSet.text(PATIENT_NAME) ?? patientName ?? '',
    birthDate: dataSet.text(BIRTH_DATE) ?? birthDate ?? '',
  };
}

/**
 * The same for all objects of a patient: by the ID and who issued it, or by name and birth date without one. Who has
 * neither is somebody else in every study.
 */
function identityOf(dataSet: DataSet, patient: Patient): readonly string[] {
  if (patient.id !== undefined) return ['id', patient.id, patient.issuer];
  const name = folded(patient.name).replace(/[\^=\s]+$/, '');
  if (name !== '') return ['name', name, patient.birthDate];
  return ['study', dataSet.text(STUDY_INSTANCE_UID) ?? ''];
}
