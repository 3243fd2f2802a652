import { describe, expect, it } from 'vitest';
import { leavingOf } from '../../../../renderer/import/deid/deid-draft.ts';
import { cleaning, conflictOf, keeping } from '../../../../renderer/import/deid/option-rules.ts';
import { anotherDraft, firstDraft, obstaclesOf, treatmentOf } from '../../../../renderer/import/draft.ts';
import type { ImportDraft } from '../../../../renderer/import/draft.ts';
import { chosenOf, keysOfPatient } from '../../../../renderer/import/selection.ts';
import { DeidOption, Treatment } from '../../../../src/contract/import.ts';
import { summary } from '../summary.ts';

const everyone = chosenOf(summary, new Set(summary.patients.flatMap(keysOfPatient)));
const table = (...ids: string[]) => ({
  fileName: 'trial.csv',
  patients: ids.map((id, index) => ({ id, newId: `T-${index}` })),
});
const draft = (part: Partial<ImportDraft> = {}): ImportDraft => ({
  ...firstDraft,
  scanId: 's',
  treatment: 'deidentify',
  severalMeant: true,
  ...part,
});

describe('options', () => {
  it('are all offered, each once', () => {
    expect([...keeping, ...cleaning].toSorted()).toEqual(DeidOption.options.toSorted());
  });

  it('exclude each other where dates would be kept and shifted', () => {
    expect(conflictOf('retain-full-dates', ['retain-modified-dates'])).toBe('retain-modified-dates');
    expect(conflictOf('retain-modified-dates', ['retain-uids', 'retain-full-dates'])).toBe('retain-full-dates');
    expect(conflictOf('retain-full-dates', ['retain-full-dates', 'clean-graphics'])).toBeUndefined();
  });

  it('are those of the connection, and are remembered for other images', () => {
    const wishes = new Map([['c', { options: ['retain-uids' as const], keepMap: true }]]);
    const treatment = treatmentOf(draft({ wishes }), everyone, { connectionId: 'c' });
    expect(Treatment.parse(treatment)).toEqual({
      kind: 'deidentify',
      profile: 'basic',
      options: ['retain-uids'],
      keepMap: true,
    });
    expect(treatmentOf(draft({ wishes }), everyone, { connectionId: 'other' })).not.toHaveProperty('options');
    expect(anotherDraft(draft({ wishes, lookup: table('PHANTOM-1') }))).toEqual({ ...firstDraft, wishes });
  });
});

describe('a lookup table', () => {
  it('leaves out who is not in it, and sends no row about anybody else', () => {
    const lookup = table('PHANTOM-1', 'SOMEBODY');
    const leaving = leavingOf(draft({ lookup }), everyone);
    expect(leaving.patients.map(({ patientId }) => patientId)).toEqual(['PHANTOM-1']);
    expect(treatmentOf(draft({ lookup }), leaving)).toMatchObject({ lookup: [{ id: 'PHANTOM-1', newId: 'T-0' }] });
  });

  it('counts for de-identification only', () => {
    const lookup = table('SOMEBODY');
    expect(leavingOf(draft({ lookup, treatment: 'as-is' }), everyone)).toBe(everyone);
    expect(leavingOf(draft({ lookup }), everyone).studies).toEqual([]);
  });

  it('in which nobody is who was chosen stands in the way', () => {
    const situation = { destination: undefined, rules: undefined };
    const lookup = table('SOMEBODY');
    const chosen = leavingOf(draft({ lookup }), everyone);
    expect(obstaclesOf({ ...situation, draft: draft({ lookup }), chosen })).toContain('nobody-in-lookup');
  });
});
