import { assert, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesSomething,
  decidesIdentity,
  dicomValue,
  fieldValue,
  identitiesOf,
  identityOnDisc,
  valuesToSet,
  wrongValues,
} from '../../../renderer/import/identity.ts';
import { chosenOf, keysOfPatient, keysOfStudy } from '../../../renderer/import/selection.ts';
import { onePatient, summary } from './summary.ts';

const [patient] = onePatient.patients;
const [study] = patient?.studies ?? [];
const wholePatient = chosenOf(onePatient, new Set(patient === undefined ? [] : keysOfPatient(patient)));
const singleStudy = chosenOf(onePatient, new Set(study === undefined ? [] : keysOfStudy(study)));
const onDisc = identityOnDisc(singleStudy);

describe('the identity on the disc', () => {
  it("holds the study's own values only when a single study is chosen", () => {
    expect(onDisc).toEqual({
      PatientName: 'PHANTOM^CHEST',
      PatientID: 'PHANTOM-1',
      PatientBirthDate: '19700101',
      PatientSex: 'O',
      AccessionNumber: 'A1',
    });
    expect(identityOnDisc(wholePatient)).not.toHaveProperty('AccessionNumber');
  });
});

describe('whom a contradicting study names', () => {
  it('is each identity once, the most frequent first, of the chosen studies alone', () => {
    const [, hand] = summary.patients;
    const chosen = chosenOf(summary, new Set(hand === undefined ? [] : keysOfPatient(hand)));
    const [one] = chosen.studies;
    const twice = {
      ...chosen,
      studies: one === undefined ? [] : [one, { ...one, identities: one.identities?.slice(1) }],
    };
    expect(identitiesOf(chosen).map(({ patientId }) => patientId)).toEqual(['PHANTOM-2', 'PHANTOM-3']);
    expect(identitiesOf(twice).map(({ patientId }) => patientId)).toEqual(['PHANTOM-3', 'PHANTOM-2']);
    expect(identitiesOf(singleStudy)).toEqual([]);
  });
});

describe('the values to burn in', () => {
  it('are name and ID, and what differs from the disc', () => {
    const set = valuesToSet({ PatientID: ' H-1 ', PatientBirthDate: '1970-01-01', AccessionNumber: '' }, onDisc);
    expect(set).toEqual({ PatientName: 'PHANTOM^CHEST', PatientID: 'H-1', AccessionNumber: '' });
    expect(changesSomething(set, onDisc)).toBe(true);
  });

  it('change nothing when nothing was typed', () => {
    const set = valuesToSet({}, onDisc);
    expect(set).toEqual({ PatientName: 'PHANTOM^CHEST', PatientID: 'PHANTOM-1' });
    expect(changesSomething(set, onDisc)).toBe(false);
  });

  it('leave nothing of a contested patient on the disc, and nothing untyped in its place', () => {
    const set = valuesToSet({ PatientName: 'PHANTOM, CHEST', PatientID: 'PHANTOM-1' }, onDisc, true);
    expect(set).toEqual({
      PatientName: 'PHANTOM^CHEST',
      PatientID: 'PHANTOM-1',
      IssuerOfPatientID: '',
      PatientBirthDate: '',
      PatientSex: '',
    });
    expect(decidesIdentity(set)).toBe(true);
    expect(decidesIdentity(valuesToSet({}, onDisc, true))).toBe(false);
  });

  it('change nothing when the fields hold the disc in the form of people', () => {
    const asShown = Object.fromEntries(
      Object.entries(onDisc).map(([keyword, value]) => [keyword, fieldValue(keyword as keyof typeof onDisc, value)]),
    );
    expect(changesSomething(valuesToSet(asShown, onDisc), onDisc)).toBe(false);
  });
});

describe('a field', () => {
  it.each([
    ['PatientName', 'Phantom, Chest', 'Phantom^Chest'],
    ['PatientName', 'Phantom^Chest^^Dr', 'Phantom^Chest^^Dr'],
    ['PatientName', 'Phantom', 'Phantom'],
    ['PatientBirthDate', '1970-02-03', '19700203'],
    ['PatientBirthDate', '19700203', '19700203'],
    ['PatientID', ' A, B ', 'A, B'],
  ] as const)('%s takes %s as %s', (keyword, typed, value) => {
    expect(dicomValue(keyword, typed)).toBe(value);
  });

  it('gives back what the disc says when left alone', () => {
    const name = stringMatching(/^[A-Z]{1,8}(\^[A-Z]{1,8}){0,3}$/);
    assert(property(name, (pn) => dicomValue('PatientName', fieldValue('PatientName', pn)) === pn));
  });

  it.each([
    ['PatientBirthDate', '19700230'],
    ['PatientBirthDate', 'spring'],
    ['PatientSex', 'X'],
    ['PatientID', 'A\\B'],
    ['PatientName', 'A\nB'],
    ['AccessionNumber', 'x'.repeat(17)],
    ['StudyDescription', 'x'.repeat(65)],
  ] as const)('%s refuses %j', (keyword, value) => {
    expect(wrongValues({ [keyword]: value })).toEqual([keyword]);
  });

  it('may be emptied', () => {
    expect(wrongValues({ PatientBirthDate: '', PatientSex: '', AccessionNumber: '' })).toEqual([]);
  });
});
