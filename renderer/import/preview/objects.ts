import type { Chosen, ScannedSeries, ScannedStudy } from '../selection.ts';

/** A chosen series among all chosen objects, which are counted from 0 through all series. */
export interface Run {
  readonly study: ScannedStudy;
  readonly series: ScannedSeries;
  readonly start: number;
}

export function runsOf({ studies }: Chosen): readonly Run[] {
  let start = 0;
  return studies.flatMap((study) =>
    study.series.map((series) => {
      const run = { study, series, start };
      start += series.instances;
      return run;
    }),
  );
}

/** The series in which the object is that has this number; the last one for numbers beyond the end. */
export function runAt(runs: readonly Run[], at: number): Run | undefined {
  return runs.findLast(({ start }) => start <= at);
}
