import type { ScanSummary } from '../../src/contract/scan.ts';

/**
 * A newer summary of the same scan with what was there before in its old order and what is new behind it: rows that a
 * person looks at do not change places while a disc is read.
 */
export function inKnownOrder(before: ScanSummary | undefined, after: ScanSummary): ScanSummary {
  if (before === undefined) return after;
  const known = placesOf(before);
  const placeOf = (key: string): number => known.get(key) ?? Infinity;
  return {
    ...after,
    patients: ordered(
      after.patients.map((patient) => ({
        ...patient,
        studies: ordered(
          patient.studies.map((study) => ({
            ...study,
            series: ordered(study.series, (series) => placeOf(seriesKey(study, series))),
          })),
          (study) => placeOf(study.studyInstanceUid),
        ),
      })),
      // Where their first known study is: what the files say of a patient may grow while they are read.
      ({ studies }) => Math.min(...studies.map(({ studyInstanceUid }) => placeOf(studyInstanceUid))),
    ),
  };
}

type Study = ScanSummary['patients'][number]['studies'][number];

const seriesKey = (study: Study, series: Study['series'][number]): string =>
  `${study.studyInstanceUid}/${series.seriesInstanceUid}`;

/** By place; what has none keeps its order, at the end. */
function ordered<T>(items: readonly T[], placeOf: (item: T) => number): T[] {
  const places = new Map(items.map((item) => [item, placeOf(item)]));
  return items.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || 0);
}

function placesOf({ patients }: ScanSummary): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const study of patients.flatMap(({ studies }) => studies)) {
    places.set(study.studyInstanceUid, places.size);
    for (const series of study.series) places.set(seriesKey(study, series), places.size);
  }
  return places;
}
