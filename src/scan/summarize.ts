import {
  NOTICES,
  type ScannedPatient,
  type ScannedSeries,
  type ScannedStudy,
  type ScanReport,
  type ScanSummary,
} from '../contract/scan.ts';

type PatientSummary = ScanSummary['patients'][number];
type StudySummary = PatientSummary['studies'][number];
type SeriesSummary = StudySummary['series'][number];

/** The report for the window: each series' instances are summed up. */
export function summarize(report: ScanReport): ScanSummary {
  const { sources, counts, durationMs, dicomdir, patients, documents, duplicates, problems } = report;
  const summaries = patients.map(summarizePatient);
  return { sources, counts, durationMs, dicomdir, patients: summaries, documents, duplicates, problems };
}

function summarizePatient({ studies, ...patient }: ScannedPatient): PatientSummary {
  return { ...patient, studies: studies.map(summarizeStudy) };
}

function summarizeStudy({ series, ...study }: ScannedStudy): StudySummary {
  return { ...study, series: series.map(summarizeSeries) };
}

function summarizeSeries({ instances, ...series }: ScannedSeries): SeriesSummary {
  return {
    ...series,
    instances: instances.length,
    frames: instances.reduce((sum, { frames }) => sum + frames, 0),
    bytes: instances.reduce((sum, { bytes }) => sum + bytes, 0),
    repaired: instances.filter(({ repairs }) => repairs.some((code) => !NOTICES.has(code))).length,
  };
}
