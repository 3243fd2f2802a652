import { describe, expect, it } from 'vitest';
import type { FieldComparison } from '../../src/contract/identity-comparison.ts';
import { needsReason } from '../../src/contract/identity-decision.ts';

const comparison = (likenesses: Partial<Record<FieldComparison['field'], FieldComparison['likeness']>>) => ({
  likeness: 'alike' as const,
  fields: (Object.entries(likenesses) as [FieldComparison['field'], FieldComparison['likeness']][]).map(
    ([field, likeness]) => ({ field, likeness, differences: [] }),
  ),
});
const same = { patientName: 'same', birthDate: 'same', sex: 'same', patientId: 'same' } as const;

describe('a reason', () => {
  it.each(['patientName', 'birthDate', 'sex'] as const)('is needed for a different %s', (field) => {
    expect(needsReason(comparison({ ...same, [field]: 'different' }), false)).toBe(true);
    expect(needsReason(comparison({ ...same, [field]: 'alike' }), false)).toBe(false);
  });

  it('is needed for another ID unless name and birth date are the same', () => {
    expect(needsReason(comparison({ ...same, patientId: 'different' }), false)).toBe(false);
    expect(needsReason(comparison({ ...same, patientId: 'different', patientName: 'alike' }), false)).toBe(true);
    expect(needsReason(comparison({ ...same, patientId: 'different', birthDate: 'missing' }), false)).toBe(true);
  });

  it('is not needed for an accession number, and always where the disc contradicts itself', () => {
    expect(needsReason(comparison({ ...same, accessionNumber: 'different' }), false)).toBe(false);
    expect(needsReason(comparison(same), true)).toBe(true);
  });
});
