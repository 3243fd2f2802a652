import { useCallback } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ScannedInstance, ScanSummary } from '../../../src/contract/scan.ts';
import { queries } from '../../api.ts';
import { seriesKey } from '../selection.ts';
import type { InstancesOf } from './tree-rows.ts';

/** The objects of the series that are open, fetched when they are opened. */
export function useInstances(scanId: string, summary: ScanSummary, open: ReadonlySet<string>): InstancesOf {
  const opened = summary.patients
    .flatMap(({ studies }) => studies)
    .flatMap((study) => study.series.map((series) => ({ study, series, key: seriesKey(study, series) })))
    .filter(({ key }) => open.has(key));
  const found = useQueries({
    queries: opened.map(({ study, series }) =>
      queries.scanSeries(scanId, study.studyInstanceUid, series.seriesInstanceUid),
    ),
    combine,
  });
  const keys = opened.map(({ key }) => key).join(' ');
  return useCallback(
    (key) => {
      const at = keys.split(' ').indexOf(key);
      return found[at] ?? 'waiting';
    },
    [found, keys],
  );
}

function combine(results: readonly UseQueryResult<ScannedInstance[]>[]) {
  return results.map(({ data, error }) => data ?? (error === null ? 'waiting' : 'failed'));
}
