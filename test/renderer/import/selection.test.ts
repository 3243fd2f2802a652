import { describe, expect, it } from 'vitest';
import { representativesOf } from '../../../renderer/import/preview/representatives.ts';
import { chosenOf, extentOf, keysOfPatient, keysOfStudy, studiesToSend } from '../../../renderer/import/selection.ts';
import { summary } from './summary.ts';

const allKeys = summary.patients.flatMap(keysOfPatient);
const [chest] = summary.patients;
const [chestStudy] = chest?.studies ?? [];
const keysOfChestStudy = chestStudy === undefined ? [] : keysOfStudy(chestStudy);

describe('the selection', () => {
  it('says how much of a branch is chosen', () => {
    const one = new Set(keysOfChestStudy.slice(0, 1));
    expect(extentOf(new Set(), keysOfChestStudy)).toBe('none');
    expect(extentOf(one, keysOfChestStudy)).toBe('some');
    expect(extentOf(new Set(allKeys), keysOfChestStudy)).toBe('all');
  });

  it('counts what is chosen', () => {
    const chosen = chosenOf(summary, new Set(keysOfChestStudy));
    expect(chosen.patients.map(({ patientId }) => patientId)).toEqual(['PHANTOM-1']);
    expect(chosen.studies.map(({ studyInstanceUid }) => studyInstanceUid)).toEqual(['2.25.1']);
    expect([chosen.objects, chosen.bytes]).toEqual([5, 50]);
    expect(chosenOf(summary, new Set())).toEqual({ patients: [], studies: [], objects: 0, bytes: 0 });
  });

  it('names series only where some stay on the disc', () => {
    expect(studiesToSend(summary, new Set(keysOfChestStudy))).toEqual([{ studyInstanceUid: '2.25.1' }]);
    expect(studiesToSend(summary, new Set(keysOfChestStudy.slice(1)))).toEqual([
      { studyInstanceUid: '2.25.1', seriesInstanceUids: ['2.25.1.2'] },
    ]);
  });

  it('shows a treatment on one series of each modality', () => {
    expect(representativesOf(chosenOf(summary, new Set(allKeys)))).toEqual([
      { studyInstanceUid: '2.25.1', seriesInstanceUid: '2.25.1.1', modality: 'CT' },
      { studyInstanceUid: '2.25.1', seriesInstanceUid: '2.25.1.2', modality: 'SR' },
      { studyInstanceUid: '2.25.3', seriesInstanceUid: '2.25.3.1', modality: 'CR' },
    ]);
  });
});
