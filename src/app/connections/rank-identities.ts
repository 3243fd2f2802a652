import type { ComparedIdentity, Likeness } from '../../contract/identity-comparison.ts';
import type { IdentityMatch, IdentityRecord } from '../../contract/identity-record.ts';
import { compareIdentities } from '../../deid/compare-identity.ts';

const ranks: Readonly<Record<Likeness, number>> = { same: 0, alike: 1, missing: 2, different: 3 };

/** The house's records beside the disc's patient: the likest first, and of those equally like orders before patients. */
export function rankIdentities(disc: ComparedIdentity, records: readonly IdentityRecord[]): IdentityMatch[] {
  const matches = records.map((record) => ({ record, comparison: compareIdentities(disc, record) }));
  return matches.toSorted((a, b) => compare(badness(a), badness(b)));
}

function badness({ record, comparison }: IdentityMatch): number[] {
  return [
    ranks[comparison.likeness],
    comparison.fields.filter(({ likeness }) => likeness === 'different').length,
    -comparison.fields.filter(({ likeness }) => likeness === 'same').length,
    record.kind === 'patient' ? 1 : 0,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
