import type { Lookup, LookupPatient } from '../contract/lookup.ts';
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
 * @throws TreatmentRefusedError for a patient who is not in the table
 */
export function pseudonymOf(dataSet: DataSet, map: KeyedMap, lookup: Lookup | undefined): Pseudonym {
  const identity = identityOf(dataSet);
  const days = map.days(...identity);
  if (lookup === undefined) {
    const pseudonym = map.pseudonym(...identity);
    const elements = [element('PatientName', `ANON^${pseudonym}`), element('PatientID', pseudonym)];
    return { days, elements, given: [] };
  }
  const patient = found(lookup, dataSet.text(PATIENT_ID), dataSet.text(ISSUER) ?? '');
  const { newId, newName, newBirthDate, newSex } = patient;
  return {
    days: patient.days ?? days,
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

/**
 * The same for all objects of a patient: by the ID and who issued it, or by name and birth date without one. Who has
 * neither is somebody else in every study.
 */
function identityOf(dataSet: DataSet): readonly string[] {
  const id = dataSet.text(PATIENT_ID);
  if (id !== undefined) return ['id', id, dataSet.text(ISSUER) ?? ''];
  const name = folded(dataSet.text(PATIENT_NAME) ?? '').replace(/[\^=\s]+$/, '');
  if (name !== '') return ['name', name, dataSet.text(BIRTH_DATE) ?? ''];
  return ['study', dataSet.text(STUDY_INSTANCE_UID) ?? ''];
}
