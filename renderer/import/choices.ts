import type { ScanSummary } from '../../src/contract/scan.ts';
import { extentOf, keysOfStudy, seriesKey } from './selection.ts';
import type { ScannedPatient, ScannedSeries, ScannedStudy, Selection } from './selection.ts';

/**
 * What a person decided, by patient, study or series: the nearest decision holds. Nothing decided yet: the single patient
 * of a source that is read to its end is chosen whole; of several, or as long as there may be several, nobody, so that
 * a person says whose studies are meant. Decisions outlive the summary they
 * were made on: what a running scan adds to a chosen study is chosen with it.
 */
export type Choices = ReadonlyMap<string, boolean>;

export const noChoices: Choices = new Map();

/** What a decision is about. */
export interface Branch {
  readonly patient: ScannedPatient;
  readonly study?: ScannedStudy;
  readonly series?: ScannedSeries;
}

/** Patients have no UID: they are told apart by what their files say. */
export function patientKey({ patientId, patientName, birthDate, sex }: ScannedPatient): string {
  return JSON.stringify([patientId, patientName, birthDate, sex]);
}

export function studyKey({ studyInstanceUid }: Pick<ScannedStudy, 'studyInstanceUid'>): string {
  return `study ${studyInstanceUid}`;
}

/** The chosen series of this summary. */
export function selectionOf(summary: ScanSummary, choices: Choices): Selection {
  const isOnly = choices.size === 0 && hasOnePatient(summary);
  const chosen = new Set<string>();
  for (const patient of summary.patients) {
    const ofPatient = choices.get(patientKey(patient)) ?? isOnly;
    for (const study of patient.studies) {
      const ofStudy = choices.get(studyKey(study)) ?? ofPatient;
      for (const series of study.series) {
        const key = seriesKey(study, series);
        if (choices.get(key) ?? ofStudy) chosen.add(key);
      }
    }
  }
  return chosen;
}

/** The choices with these branches taken or left; what was decided below them before is forgotten. */
export function decide(summary: ScanSummary, choices: Choices, branches: readonly Branch[], chosen: boolean): Choices {
  const next = new Map(choices.size === 0 ? firstChoices(summary) : choices);
  for (const { patient, study, series } of branches) {
    if (study === undefined) next.set(patientKey(patient), chosen);
    // Of a patient, each study too: a newer reading may name the patient differently, but not the study.
    const studies = study === undefined ? patient.studies : [study];
    for (const one of series === undefined ? studies : []) {
      next.set(studyKey(one), chosen);
      for (const key of keysOfStudy(one)) next.delete(key);
    }
    if (study !== undefined && series !== undefined) next.set(seriesKey(study, series), chosen);
  }
  return next;
}

/** The choices without studies that are on their way already. */
export function withoutStudies(summary: ScanSummary, choices: Choices, uids: ReadonlySet<string>): Choices {
  const sent = summary.patients.flatMap((patient) =>
    patient.studies.flatMap((study) => (uids.has(study.studyInstanceUid) ? [{ patient, study }] : [])),
  );
  return decide(summary, choices, sent, false);
}

/** The same choices by UID alone, for a reading of the same disc in which patients have other names. */
export function byUid(summary: ScanSummary, choices: Choices): Choices {
  if (choices.size === 0) return choices;
  const selection = selectionOf(summary, choices);
  const pinned = new Map<string, boolean>();
  for (const study of summary.patients.flatMap(({ studies }) => studies)) {
    const keys = keysOfStudy(study);
    const extent = extentOf(selection, keys);
    pinned.set(studyKey(study), extent === 'all');
    if (extent === 'some') for (const key of keys) if (selection.has(key)) pinned.set(key, true);
  }
  return pinned;
}

/** The default written down, so that the first decision changes nothing but what it is about. */
function firstChoices(summary: ScanSummary): [string, boolean][] {
  return hasOnePatient(summary) ? summary.patients.map((patient) => [patientKey(patient), true]) : [];
}

const hasOnePatient = ({ patients, partial }: ScanSummary): boolean => !partial && patients.length === 1;
