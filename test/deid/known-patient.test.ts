import { expect, test } from 'vitest';
import type { KnownPatient } from '../../src/contract/known-patient.ts';
import { treat } from '../../src/deid/treat.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { context, image } from './samples.ts';

const known: KnownPatient = {
  studyInstanceUids: ['2.25.22'],
  names: ['Phantasmagora^Xanthippe', 'Sokrates^Dr'],
  ids: ['XY-8830417'],
  birthDates: ['19430917'],
  identity: { patientId: 'XY-8830417', issuerOfPatientId: 'HOUSE', patientName: 'Phantasmagora^Xanthippe' },
};
const nameless = [element('PatientName', ''), element('PatientBirthDate', '')];

function treated(more: readonly NewElement[], ...patients: readonly KnownPatient[]) {
  return treat(image(more), { kind: 'deidentify', profile: 'basic', known: [...patients] }, context).file.dataSet;
}

test.each(['of Xanthippe', 'no. XY 8830417', 'born 17.9.43', 'for Sokrates'])(
  '"%s" goes from an object that does not know its patient',
  (text) => {
    const more = [...nameless, element('PatientID', ''), element('SoftwareVersions', text)];
    expect(treated(more).text(tagOf('SoftwareVersions'))).toBe(text);
    expect(treated(more, known).text(tagOf('SoftwareVersions'))).toBe('REMOVED');
    const another = { ...known, studyInstanceUids: ['2.25.23'] };
    expect(treated(more, another).text(tagOf('SoftwareVersions'))).toBe(text);
  },
);

test('an object without issuer, ID or name leaves under the pseudonym of its patient', () => {
  const id = element('PatientID', 'XY-8830417');
  const full = treated([id, element('IssuerOfPatientID', 'HOUSE')], known).text(tagOf('PatientID'));
  expect(treated([id], known).text(tagOf('PatientID'))).toBe(full);
  expect(treated([...nameless, element('PatientID', '')], known).text(tagOf('PatientID'))).toBe(full);
  expect(treated([id]).text(tagOf('PatientID'))).not.toBe(full);
});

test('an object that names another ID, or whose files contradict each other, keeps its own', () => {
  const other = [element('PatientID', 'Z-1')];
  expect(treated(other, known).text(tagOf('PatientID'))).toBe(treated(other).text(tagOf('PatientID')));
  const { identity: _, ...contested } = known;
  const id = [element('PatientID', 'XY-8830417')];
  expect(treated(id, contested).text(tagOf('PatientID'))).toBe(treated(id).text(tagOf('PatientID')));
});
