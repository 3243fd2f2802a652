import type { ScannedPatient, ScannedSeries, ScannedStudy, ScanReport, ScanSummary } from '../contract/scan.ts';
import { SeriesTotals } from './series-totals.ts';

type PatientSummary = ScanSummary['patients'][number];
type StudySummary = PatientSummary['studies'][number];
type SeriesSummary = StudySummary['series'][number];

/** The report for the window: each series' instances are summed up, and files that nobody misses are only counted. */
export function summarize(report: ScanReport): ScanSummary {
  const { sources, counts, charset, staging, durationMs, dicomdir, documents, duplicates, problems, patients } = report;
  return {
    sources,
    partial: false,
    counts,
    ...(charset === undefined ? {} : { charset }),
    ...(staging === undefined ? {} : { staging }),
    durationMs,
    dicomdir,
    documents,
    duplicates,
    problems,
    patients: patients.map(summarizePatient),
  };
}

function summarizePatient({ studies, ...patient }: ScannedPatient): PatientSummary {
  return { ...patient, studies: studies.map(summarizeStudy) };
}

function summarizeStudy({ series, ...study }: ScannedStudy): StudySummary {
  return { ...study, series: series.map(summarizeSeries) };
}

function summarizeSeries({ instances, ...series }: ScannedSeries): SeriesSummary {
  const totals = new SeriesTotals();
  for (const instance of instances) totals.add(instance);
  return { ...series, ...totals.values };
}
