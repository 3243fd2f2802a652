import { describe, expect, it } from 'vitest';
import type { KnownPatient } from '../../src/contract/known-patient.ts';
import type { Treatment } from '../../src/contract/import.ts';
import { type ImportPlan, fingerprintOf } from '../../src/upload/plan.ts';

const deidentify: Extract<Treatment, { kind: 'deidentify' }> = { kind: 'deidentify', profile: 'basic' };

function planOf(treatment: Treatment): ImportPlan {
  return {
    connectionId: 'embedded',
    connectionName: 'This computer',
    destination: { kind: 'namespace', namespaceId: 'n' },
    destinationName: 'Film room',
    namespaceId: 'n',
    treatment,
    label: '',
    problems: [],
    studies: [],
  };
}

describe('an import that was planned before', () => {
  it('is the same when the scan now knows more of its patients', () => {
    const known: KnownPatient[] = [{ studyInstanceUids: ['1.2'], names: ['PHANTOM^TWO'], ids: [], birthDates: [] }];
    expect(fingerprintOf(planOf({ ...deidentify, known }))).toBe(fingerprintOf(planOf(deidentify)));
    const rules = { substitutions: [], tags: {}, match: [], filters: [], originalsAskedFor: [] };
    const ruled = { ...deidentify, rules: { ...rules, mayDecline: false } };
    expect(fingerprintOf(planOf({ ...ruled, known }))).toBe(fingerprintOf(planOf(ruled)));
  });

  it('is another one when somebody decided otherwise', () => {
    const others: Treatment[] = [
      { ...deidentify, options: ['retain-uids'] },
      { ...deidentify, lookup: [] },
      { kind: 'as-is' },
    ];
    const prints = [deidentify, ...others].map((treatment) => fingerprintOf(planOf(treatment)));
    expect(new Set(prints).size).toBe(4);
  });
});
