import { expect, test } from 'vitest';
import type { IdentityRecord } from '../../../src/contract/identity-record.ts';
import { rankIdentities } from '../../../src/app/connections/rank-identities.ts';

const disc = { patientName: 'PHANTOM^CHEST', patientId: 'PH-1', birthDate: '19700102' };
const record = (id: string, kind: IdentityRecord['kind'], fields: Partial<IdentityRecord> = {}): IdentityRecord => ({
  id,
  kind,
  patientName: 'PHANTOM^CHEST',
  patientId: 'PH-1',
  ...fields,
});

test('the likest come first, and of those equally like orders before patients', () => {
  const ranked = rankIdentities(disc, [
    record('another', 'patient', { patientName: 'PHANTOM^KNEE', patientId: 'X-99', birthDate: '19801224' }),
    record('another number', 'patient', { patientId: 'X-99', birthDate: '19700102' }),
    record('swapped days', 'order', { birthDate: '19700201' }),
    record('same patient', 'patient', { birthDate: '19700102' }),
    record('same order', 'order', { birthDate: '19700102' }),
  ]);
  expect(ranked.map(({ record: { id }, comparison }) => [id, comparison.likeness])).toEqual([
    ['same order', 'same'],
    ['same patient', 'same'],
    ['swapped days', 'alike'],
    ['another number', 'different'],
    ['another', 'different'],
  ]);
});

test('nobody is nobody', () => {
  expect(rankIdentities(disc, [])).toEqual([]);
});
