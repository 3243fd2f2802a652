import { array, assert, boolean, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byUid, decide, noChoices, selectionOf } from '../../../renderer/import/choices.ts';
import type { Branch, Choices } from '../../../renderer/import/choices.ts';
import { keysOfPatient } from '../../../renderer/import/selection.ts';
import type { ScanSummary } from '../../../src/contract/scan.ts';
import { onePatient, series, summary } from './summary.ts';

type Patient = ScanSummary['patients'][number];

const branches: Branch[] = summary.patients.flatMap((patient) => [
  { patient },
  ...patient.studies.flatMap((study) => [
    { patient, study },
    ...study.series.map((one) => ({ patient, study, series: one })),
  ]),
]);
const keysOf = ({ patient, study, series: one }: Branch): readonly string[] =>
  keysOfPatient({ ...patient, studies: study === undefined ? patient.studies : [study] }).filter(
    (key) => one === undefined || key.endsWith(`/${one.seriesInstanceUid}`),
  );
const [chest] = summary.patients;
const [chestStudy] = chest?.studies ?? [];

/** The summary as it is a moment later: more of the chest, and the same study under another spelling of the name. */
function grown(change: (patient: Patient) => Patient): ScanSummary {
  return { ...summary, patients: summary.patients.map((patient, index) => (index === 0 ? change(patient) : patient)) };
}

describe('what is chosen', () => {
  it('is everything of a single patient and nothing of several, until something is decided', () => {
    expect(selectionOf(onePatient, noChoices)).toEqual(new Set(onePatient.patients.flatMap(keysOfPatient)));
    expect(selectionOf(summary, noChoices).size).toBe(0);
    expect(selectionOf({ ...onePatient, partial: true }, noChoices).size).toBe(0);
    expect(selectionOf({ ...summary, patients: [] }, noChoices).size).toBe(0);
  });

  it('is what was decided last about each branch, and a decision touches no other branch', () => {
    const decisions = array(tuple(integer({ min: 0, max: branches.length - 1 }), boolean()), { maxLength: 12 });
    assert(
      property(decisions, (made) => {
        let choices: Choices = noChoices;
        const expected = new Set<string>();
        for (const [at, chosen] of made) {
          const branch = branches[at] ?? { patient: summary.patients[0] as Patient };
          choices = decide(summary, choices, [branch], chosen);
          for (const key of keysOf(branch)) expected[chosen ? 'add' : 'delete'](key);
        }
        expect(selectionOf(summary, choices)).toEqual(expected);
        expect(selectionOf(summary, byUid(summary, choices))).toEqual(expected);
      }),
    );
  });

  it('keeps the default for the rest when one series of a single patient is left out', () => {
    const [patient] = onePatient.patients;
    const [study] = patient?.studies ?? [];
    const [left] = study?.series ?? [];
    if (patient === undefined || study === undefined || left === undefined) throw new Error('The fixture is empty');
    const choices = decide(onePatient, noChoices, [{ patient, study, series: left }], false);
    const everything = onePatient.patients.flatMap(keysOfPatient);
    expect(selectionOf(onePatient, choices)).toEqual(new Set(everything.filter((key) => key !== '2.25.1/2.25.1.1')));
    // A second patient on another reading: the first stays as decided.
    expect(selectionOf(summary, choices)).toEqual(selectionOf(onePatient, choices));
  });

  it('takes what comes later to a chosen study or patient along, and nothing else', () => {
    if (chest === undefined || chestStudy === undefined) throw new Error('The fixture is empty');
    const later = grown((patient) => ({
      ...patient,
      studies: [
        ...patient.studies.map((study) => ({
          ...study,
          series: [...study.series, series(`${study.studyInstanceUid}.9`, 1)],
        })),
        { studyInstanceUid: '2.25.9', modalities: ['CT'], conflicts: [], series: [series('2.25.9.1', 1)] },
      ],
    }));
    const study = selectionOf(later, decide(summary, noChoices, [{ patient: chest, study: chestStudy }], true));
    expect([...study].sort()).toEqual(['2.25.1/2.25.1.1', '2.25.1/2.25.1.2', '2.25.1/2.25.1.9']);
    const patient = selectionOf(later, decide(summary, noChoices, [{ patient: chest }], true));
    expect(patient.has('2.25.9/2.25.9.1') && patient.has('2.25.2/2.25.2.9')).toBe(true);
    expect(patient.has('2.25.3/2.25.3.1')).toBe(false);
  });

  it('is kept when a patient is read under another name', () => {
    if (chest === undefined) throw new Error('The fixture is empty');
    const renamed = grown((patient) => ({ ...patient, patientName: 'ФАНТОМ^ГРУДЬ' }));
    const choices = decide(summary, noChoices, [{ patient: chest }], true);
    expect(selectionOf(renamed, byUid(summary, choices))).toEqual(selectionOf(summary, choices));
    expect(selectionOf(renamed, choices)).toEqual(selectionOf(summary, choices));
  });
});
