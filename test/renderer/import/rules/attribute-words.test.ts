import { expect, test } from 'vitest';
import { attributeName, onDisc } from '../../../../renderer/import/rules/attribute-words.ts';
import { chosenOf, keysOfPatient } from '../../../../renderer/import/selection.ts';
import { summary } from '../summary.ts';

const patient = summary.patients[0] ?? { studies: [] };
const chosen = chosenOf(summary, new Set(keysOfPatient(patient)));

test('attributes are called by their names, however a destination writes them', () => {
  expect(attributeName('0010,0030')).toBe("Patient's Birth Date");
  expect(attributeName('(0008, 0060)')).toBe('Modality');
  expect(attributeName('(00e1,1040)')).toBe('(00e1,1040)');
  expect(attributeName('what is this')).toBe('what is this');
});

test('what the disc has is said of what the scan has read, and of nothing else', () => {
  expect(onDisc(chosen, '0010,0020')).toEqual([summary.patients[0]?.patientId]);
  expect(onDisc(chosen, '0018,0015')).toBeUndefined();
});
