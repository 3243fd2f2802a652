import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../src/contract/lookup.ts';
import { treat } from '../../../src/deid/treat.ts';
import { tagOf } from '../../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { context, image } from '../samples.ts';

const leaving = (lookup: Lookup, more: readonly NewElement[] = []) => {
  const options = ['retain-modified-dates' as const];
  const { bytes } = treat(image(more), { kind: 'deidentify', profile: 'basic', options, lookup }, context);
  const { dataSet } = readDicom(bytes);
  const text = (keyword: string) => dataSet.text(tagOf(keyword));
  return [text('PatientID'), text('PatientName'), text('PatientBirthDate'), text('PatientSex'), text('StudyDate')];
};

describe('a patient of a lookup table', () => {
  it('leaves as the table says', () => {
    const row = {
      id: 'P-1',
      newId: 'T-1',
      newName: 'TRIAL^ONE',
      newBirthDate: '19600101',
      newSex: 'O',
      days: -1,
    } as const;
    expect(leaving([{ id: 'P-2', newId: 'T-2' }, row])).toEqual(['T-1', 'TRIAL^ONE', '19600101', 'O', '20260101']);
  });

  it('gets the rest as without a table', () => {
    const [id, name, birthDate, sex, studyDate] = leaving([{ id: 'P-1', newId: 'T-1' }]);
    expect([id, name, birthDate, sex]).toEqual(['T-1', 'ANON^T-1', undefined, undefined]);
    expect(studyDate).toMatch(/^20(1|2[0-5])/);
  });

  it('is found by who issued the ID', () => {
    const table: Lookup = [
      { id: 'P-1', issuer: 'A', newId: 'T-A' },
      { id: 'P-1', issuer: 'B', newId: 'T-B' },
    ];
    expect(leaving(table, [element('IssuerOfPatientID', 'B')])[0]).toBe('T-B');
    expect(() => leaving(table)).toThrow(expect.objectContaining({ code: 'not-in-lookup' }));
  });

  it.each([
    [[{ id: 'P-2', newId: 'T-2' }], []],
    [[{ id: 'p-1', newId: 'T-2' }], []],
    [[], []],
    [[{ id: 'P-1', newId: 'T-1' }], [element('PatientID', '')]],
  ])('who is not in the table is not sent', (table, more) => {
    expect(() => leaving(table, more)).toThrow(expect.objectContaining({ code: 'not-in-lookup' }));
  });

  it.each([{ newName: 'CHEST^PHÄNTOM' }, { newBirthDate: '19700101' }])('does not leave as themselves: %j', (own) => {
    expect(() => leaving([{ id: 'P-1', newId: 'T-1', ...own }])).toThrow(
      expect.objectContaining({ code: 'lookup-identifies' }),
    );
  });
});
