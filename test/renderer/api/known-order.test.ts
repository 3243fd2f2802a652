import { assert, property, shuffledSubarray } from 'fast-check';
import { expect, it } from 'vitest';
import { inKnownOrder } from '../../../renderer/api/known-order.ts';
import type { ScanSummary } from '../../../src/contract/scan.ts';
import { series, summary } from '../import/summary.ts';

const uids = ['1', '2', '3', '4', '5'];
const listed = (order: readonly string[]): ScanSummary => ({
  ...summary,
  patients: order.map((uid) => ({
    patientName: `PHANTOM^${uid}`,
    studies: order.map((study) => ({
      studyInstanceUid: `${uid}.${study}`,
      modalities: [],
      conflicts: [],
      series: order.map((one) => series(`${uid}.${study}.${one}`, 1)),
    })),
  })),
});
const orderOf = ({ patients }: ScanSummary): readonly string[] =>
  patients.flatMap(({ studies }) => studies).flatMap((study) => study.series.map((one) => one.seriesInstanceUid));

it('leaves what was there in its place and puts what is new behind it, at every level', () => {
  assert(
    property(shuffledSubarray(uids), shuffledSubarray(uids, { minLength: 5 }), (before, after) => {
      const kept = [...before, ...after.filter((uid) => !before.includes(uid))];
      // Within what is new there is no old order to keep.
      const below = (uid: string): readonly string[] => (before.includes(uid) ? kept : after);
      const expected = kept.flatMap((patient) =>
        below(patient).flatMap((study) =>
          (before.includes(patient) ? below(study) : after).map((one) => `${patient}.${study}.${one}`),
        ),
      );
      expect(orderOf(inKnownOrder(listed(before), listed(after)))).toEqual(expected);
    }),
  );
});

it('takes the first summary as it is', () => {
  expect(inKnownOrder(undefined, summary)).toBe(summary);
});
