import { expect, test } from 'vitest';
import { readsLikePatient } from '../../../src/deid/pixels/reads-like.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { element } from '../../../src/dicom/new-element.ts';
import { picture } from './samples.ts';

const { dataSet } = readDicom(
  picture(
    element('PatientName', 'Phantasmagora^Xanthippe'),
    element('PatientID', 'MRN-88304172'),
    element('PatientBirthDate', '19430917'),
    element('StudyDate', '20250314'),
    element('InstitutionName', 'Zweigbergk Clinic'),
  ),
);
const known = { studyInstanceUids: [], names: ['Sokrates^Mentor'], ids: [], birthDates: [] };
const likenessOf = readsLikePatient(dataSet, known);

test.each([
  ['PHANTASMAGORA~XANTHIPPE', 'name'],
  ['Xanthlppe', 'name'],
  ['PHANTA5MAG0RA', 'name'],
  ['14.03.2025 PHANTASMAG0RA', 'name'],
  ['ref. Sokrates', 'person'],
  ['Dr Sokrates, Xanthippe', 'name'],
  ['ID: MRN-88304172', 'id'],
  ['ID:MRN-BB3O4172', 'id'],
  ['17.09.1943', 'birth date'],
  ['14.03.2025 09:41', 'date'],
  ['ZWEIGBERGK', 'institution'],
] as const)('%s reads like a %s', (text, kind) => expect(likenessOf(text)).toBe(kind));

test.each(['', 'Gain 52 dB', 'MI 1.2 TIS 0.4', 'LEFT VENTRICLE', 'Phantom', '1943', 'X'])(
  '%s reads like nothing',
  (text) => expect(likenessOf(text)).toBeUndefined(),
);

test('a name that is a word of the field as well is a name in full, not by halves', () => {
  const own = readDicom(picture(element('PatientName', 'Phantom^Echo'), element('ReferringPhysicianName', 'Sokrates')));
  const likeness = readsLikePatient(own.dataSet, undefined);
  expect(likeness('PHANTOM~ECHO')).toBe('name');
  expect(likeness('PHANTOMS')).toBeUndefined();
  expect(likeness('Dr. Sokrates')).toBe('person');
});
