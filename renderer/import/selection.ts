import type { NewImport } from '../../src/contract/import.ts';
import type { ScanSummary } from '../../src/contract/scan.ts';

export type ScannedPatient = ScanSummary['patients'][number];
export type ScannedStudy = ScannedPatient['studies'][number];
export type ScannedSeries = ScannedStudy['series'][number];

/** The chosen series, by {@link seriesKey}. */
export type Selection = ReadonlySet<string>;

/** A series UID is unique only within its study on discs that break the rule. */
export function seriesKey(study: ScannedStudy, series: ScannedSeries): string {
  return `${study.studyInstanceUid}/${series.seriesInstanceUid}`;
}

export function keysOfStudy(study: ScannedStudy): readonly string[] {
  return study.series.map((series) => seriesKey(study, series));
}

export function keysOfPatient(patient: ScannedPatient): readonly string[] {
  return patient.studies.flatMap(keysOfStudy);
}

/** How much of `keys` is chosen, for a three-state check box. */
export function extentOf(selection: Selection, keys: readonly string[]): 'all' | 'some' | 'none' {
  const count = keys.filter((key) => selection.has(key)).length;
  if (count === 0) return 'none';
  return count === keys.length ? 'all' : 'some';
}

export interface Chosen {
  readonly patients: readonly ScannedPatient[];
  /** With the chosen series only. */
  readonly studies: readonly ScannedStudy[];
  readonly objects: number;
  readonly bytes: number;
}

/** What of the scan is chosen. */
export function chosenOf(summary: ScanSummary, selection: Selection): Chosen {
  return chosenOfPatients(summary.patients.flatMap((patient) => narrowPatient(patient, selection)));
}

/** These patients with all that is left of them. */
export function chosenOfPatients(patients: readonly ScannedPatient[]): Chosen {
  const studies = patients.flatMap((patient) => patient.studies);
  const series = studies.flatMap((study) => study.series);
  return {
    patients,
    studies,
    objects: series.reduce((sum, one) => sum + one.instances, 0),
    bytes: series.reduce((sum, one) => sum + one.bytes, 0),
  };
}

/** The selection as the server wants it: series are named only where some stay on the disc. */
export function studiesToSend(
  summary: ScanSummary,
  selection: Selection,
  leaving: Chosen = chosenOf(summary, selection),
): NewImport['studies'] {
  const whole = new Map(
    summary.patients.flatMap(({ studies }) => studies.map((study) => [study.studyInstanceUid, study.series.length])),
  );
  return leaving.studies.map(({ studyInstanceUid, series }) =>
    series.length === whole.get(studyInstanceUid)
      ? { studyInstanceUid }
      : { studyInstanceUid, seriesInstanceUids: series.map(({ seriesInstanceUid }) => seriesInstanceUid) },
  );
}

/** The patient with what is chosen, or nobody. */
function narrowPatient(patient: ScannedPatient, selection: Selection): readonly ScannedPatient[] {
  const studies: ScannedStudy[] = [];
  for (const study of patient.studies) {
    const series = study.series.filter((one) => selection.has(seriesKey(study, one)));
    if (series.length > 0) studies.push({ ...study, series });
  }
  return studies.length === 0 ? [] : [{ ...patient, studies }];
}
