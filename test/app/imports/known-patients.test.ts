import { expect, test } from 'vitest';
import { withKnownPatients } from '../../../src/app/imports/known-patients.ts';
import type { ScannedStudy } from '../../../src/contract/scan.ts';

const study: ScannedStudy = {
  studyInstanceUid: '2.25.1',
  accessionNumber: 'A-77',
  referringPhysician: 'SOKRATES^DR',
  modalities: ['CT'],
  conflicts: [],
  series: [],
};
const patient = { patientId: 'P-1', issuerOfPatientId: 'HOUSE', patientName: 'PHANTOM^CHEST', studies: [study] };
const deidentify = { kind: 'deidentify', profile: 'basic' } as const;

test('a de-identification is told what the scan knows of the patients, and nothing else is', () => {
  expect(withKnownPatients(deidentify, [{ patient, study }])).toEqual({
    ...deidentify,
    known: [
      {
        studyInstanceUids: ['2.25.1'],
        names: ['PHANTOM^CHEST', 'SOKRATES^DR'],
        ids: ['P-1', 'A-77'],
        birthDates: [],
        identity: { patientId: 'P-1', issuerOfPatientId: 'HOUSE', patientName: 'PHANTOM^CHEST' },
      },
    ],
  });
  expect(withKnownPatients({ kind: 'as-is' }, [{ patient, study }])).toEqual({ kind: 'as-is' });
});

test('who the patient is stays open where the files of a study contradict each other', () => {
  const identities = [{ patientId: 'P-2', objects: 1, path: 'B' }];
  const treatment = withKnownPatients(deidentify, [{ patient, study: { ...study, identities } }]);
  expect(treatment).toMatchObject({ known: [{ ids: ['P-1', 'P-2', 'A-77'] }] });
  expect(treatment).not.toHaveProperty('known.0.identity');
});
