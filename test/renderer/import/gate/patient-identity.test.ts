import { describe, expect, it } from 'vitest';
import {
  comparedAfter,
  comparedOnDisc,
  formOfPreset,
  formOfRecord,
  searchTexts,
  undecided,
  withoutRecords,
} from '../../../../renderer/import/gate/patient-identity.ts';
import { chosenOf, keysOfPatient, keysOfStudy } from '../../../../renderer/import/selection.ts';
import { usualPreset } from '../../../../src/contract/identity-preset.ts';
import { summary } from '../summary.ts';

const [chest, hand] = summary.patients;
const [study] = chest?.studies ?? [];
const oneStudy = chosenOf(summary, new Set(study === undefined ? [] : keysOfStudy(study)));
const twoStudies = chosenOf(summary, new Set(chest === undefined ? [] : keysOfPatient(chest)));
const contested = chosenOf(summary, new Set(hand === undefined ? [] : keysOfPatient(hand)));
const order = {
  kind: 'order' as const,
  id: 'o',
  patientName: 'HOUSE^CHEST',
  patientId: 'H-1',
  birthDate: '19700102',
  accessionNumber: 'ACC-1',
  referringPhysician: 'PHANTOM^DOCTOR',
};

describe('what is looked for in the house', () => {
  it('is the numbers of the disc first, then names, each once', () => {
    expect(searchTexts(oneStudy)).toEqual(['A1', 'PHANTOM-1', 'PHANTOM CHEST', 'PHANTOM']);
    expect(searchTexts(twoStudies)).toEqual(['PHANTOM-1', 'PHANTOM CHEST', 'PHANTOM']);
  });

  it('is each identity of a disc that contradicts itself', () => {
    expect(searchTexts(contested)).toEqual(['PHANTOM-2', 'PHANTOM-3', 'PHANTOM HAND', 'PHANTOM']);
  });
});

describe('a record of the house', () => {
  it('fills the fields as people type them, those of a study only for one study', () => {
    const patient = { PatientName: 'HOUSE, CHEST', PatientID: 'H-1', PatientBirthDate: '1970-01-02' };
    expect(formOfRecord(order, oneStudy, usualPreset)).toEqual({
      ...patient,
      AccessionNumber: 'ACC-1',
      ReferringPhysicianName: 'PHANTOM, DOCTOR',
    });
    expect(formOfRecord(order, twoStudies, usualPreset)).toEqual(patient);
  });

  it('leaves the referring physician where the house wants that', () => {
    const keep = { ...usualPreset, referringPhysician: 'keep' as const };
    expect(formOfRecord(order, oneStudy, keep)).not.toHaveProperty('ReferringPhysicianName');
  });
});

it('of another house is not taken along; what was typed is', () => {
  const typed = { ...undecided, form: { PatientID: 'H-1' } };
  const identities = new Map([
    ['one', typed],
    ['two', { ...typed, record: order }],
  ]);
  expect([...withoutRecords(identities)]).toEqual([['one', typed]]);
});

describe('what is compared', () => {
  it('is the disc, and what is typed over it in DICOM’s form', () => {
    const disc = { patientName: 'PHANTOM^CHEST', patientId: 'PHANTOM-1', birthDate: '19700101', sex: 'O' };
    expect(comparedOnDisc(twoStudies)).toEqual(disc);
    const after = comparedAfter(twoStudies, { PatientName: 'House, Chest', PatientBirthDate: '1970-01-02' });
    expect(after).toEqual({ ...disc, patientName: 'House^Chest', birthDate: '19700102' });
  });
});

describe('the preset of a connection', () => {
  const preset = { ...usualPreset, issuerOfPatientId: 'HOUSE', institutionName: 'Outside', accessionPrefix: 'X-' };
  const taken = { ...undecided, record: order };

  it('fills in nothing by itself', () => {
    expect(formOfPreset(usualPreset, taken, oneStudy)).toEqual({});
  });

  it('writes nothing before the patient is one of the house', () => {
    expect(formOfPreset(preset, undecided, oneStudy)).toEqual({});
    expect(formOfPreset(preset, { ...undecided, form: { PatientID: ' PHANTOM-1' } }, oneStudy)).toEqual({});
    expect(formOfPreset(preset, { ...undecided, form: { PatientID: 'H-1' } }, oneStudy)).not.toEqual({});
  });

  it('names issuer and institution, and marks an outside accession number once', () => {
    const patient = { IssuerOfPatientID: 'HOUSE', InstitutionName: 'Outside' };
    expect(formOfPreset(preset, taken, oneStudy)).toEqual({ ...patient, AccessionNumber: 'X-A1' });
    expect(formOfPreset(preset, taken, twoStudies)).toEqual(patient);
    expect(formOfPreset({ ...preset, accessionPrefix: 'A' }, taken, oneStudy)).not.toHaveProperty('AccessionNumber');
  });
});
