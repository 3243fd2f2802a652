import type { RepairCode, ScanProblem, ScanProblemCode, ScanSummary } from '../../../src/contract/scan.ts';

export interface ProblemGroup {
  readonly code: ScanProblemCode;
  readonly problems: readonly ScanProblem[];
}

/** What needs a person comes first; a file that never was an image, last. */
const urgency: readonly ScanProblemCode[] = [
  'conflicting-identity',
  'conflicting-instance',
  'no-patient',
  'unreadable',
  'truncated',
  'bad-dataset',
  'bad-meta',
  'missing-uid',
  'listed-but-absent',
  'bad-dicomdir',
  'name-mismatch',
  'unsupported-transfer-syntax',
  'too-large',
  'outside-root',
  'empty',
  'not-dicom',
];

export function problemGroups(problems: readonly ScanProblem[]): readonly ProblemGroup[] {
  const groups = Map.groupBy(problems, ({ code }) => code);
  return urgency.flatMap((code) => {
    const found = groups.get(code);
    return found === undefined ? [] : [{ code, problems: found }];
  });
}

/** In how many series each repair was needed, the most frequent first. */
export function repairCounts(
  summary: ScanSummary,
): readonly { readonly repair: RepairCode; readonly series: number }[] {
  const counts = new Map<RepairCode, number>();
  const series = summary.patients.flatMap(({ studies }) => studies).flatMap((study) => study.series);
  for (const repair of series.flatMap(({ repairs }) => repairs)) counts.set(repair, (counts.get(repair) ?? 0) + 1);
  return [...counts].map(([repair, count]) => ({ repair, series: count })).sort((a, b) => b.series - a.series);
}
