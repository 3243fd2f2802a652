import { describe, expect, it } from 'vitest';
import {
  firstDraft,
  importOf,
  obstaclesOf,
  treatmentOf,
  visitTreatments,
  withStudy,
} from '../../../renderer/import/draft.ts';
import type { ImportDraft } from '../../../renderer/import/draft.ts';
import { chosenOf, keysOfPatient, studiesToSend } from '../../../renderer/import/selection.ts';
import { NewImport } from '../../../src/contract/import.ts';
import { summary } from './summary.ts';

const [chest, hand] = summary.patients.map((patient) => new Set(keysOfPatient(patient)));
const nobody = chosenOf(summary, new Set());
const chestChosen = chosenOf(summary, chest ?? new Set());
const handChosen = chosenOf(summary, hand ?? new Set());
const everyone = chosenOf(summary, new Set(summary.patients.flatMap(keysOfPatient)));

const rules = {
  destination: 'Film room',
  namespaceId: 'n',
  anonymizeRules: {},
  promptForAnonymize: false,
  oneStudyOnly: false,
};
const destination = { kind: 'namespace', namespaceId: 'n' } as const;
const draft = (part: Partial<ImportDraft> = {}): ImportDraft => ({ ...firstDraft, scanId: 's', ...part });

describe('what stands in the way of an import', () => {
  it('is nothing for the study of one patient, sent as it is', () => {
    expect(obstaclesOf({ draft: draft(), chosen: chestChosen, destination, rules })).toEqual([]);
  });

  it('is a source that is still being read', () => {
    const reading = { draft: draft(), chosen: chestChosen, destination, rules, isReading: true };
    expect(obstaclesOf(reading)).toEqual(['still-reading']);
  });

  it('is an empty choice or a missing destination', () => {
    expect(obstaclesOf({ draft: draft(), chosen: nobody, destination, rules })).toContain('nothing-chosen');
    const without = { draft: draft(), chosen: chestChosen, destination: undefined, rules: undefined };
    expect(obstaclesOf(without)).toEqual(['no-destination']);
  });

  it('is several patients until that is confirmed', () => {
    const chosen = { ...everyone, studies: chestChosen.studies };
    expect(obstaclesOf({ draft: draft(), chosen, destination, rules })).toEqual(['several-patients']);
    expect(obstaclesOf({ draft: draft({ severalMeant: true }), chosen, destination, rules })).toEqual([]);
  });

  it('is one identity for several patients, confirmed or not', () => {
    const several = draft({ severalMeant: true, treatment: 'burn-in', identity: { PatientID: 'H-1' } });
    expect(obstaclesOf({ draft: several, chosen: everyone, destination, rules })).toContain('one-identity-for-several');
  });

  it('is a study that names different patients until a name and an ID decide', () => {
    const situation = { chosen: handChosen, destination, rules };
    expect(obstaclesOf({ ...situation, draft: draft() })).toEqual(['conflicting-identity']);
    expect(obstaclesOf({ ...situation, draft: draft({ treatment: 'deidentify' }) })).toEqual(['conflicting-identity']);
    const nameless = draft({ treatment: 'burn-in', identity: { PatientName: '' } });
    expect(obstaclesOf({ ...situation, draft: nameless })).toContain('conflicting-identity');
    expect(obstaclesOf({ ...situation, draft: draft({ treatment: 'burn-in' }) })).toEqual(['conflicting-identity']);
    const decided = draft({ treatment: 'burn-in', identity: { PatientName: 'PHANTOM, HAND', PatientID: 'H-1' } });
    expect(obstaclesOf({ ...situation, draft: decided })).toEqual([]);
  });

  it('is an identity that is the same as on the disc, or that DICOM does not allow', () => {
    const situation = { chosen: chestChosen, destination, rules };
    expect(obstaclesOf({ ...situation, draft: draft({ treatment: 'burn-in' }) })).toEqual(['nothing-to-change']);
    const wrong = draft({ treatment: 'burn-in', identity: { PatientBirthDate: 'spring' } });
    expect(obstaclesOf({ ...situation, draft: wrong })).toEqual(['wrong-value']);
  });

  it("is what the destination's rules refuse", () => {
    const strict = { ...rules, anonymizeRules: { patient_name: 'x' }, oneStudyOnly: true };
    const found = obstaclesOf({ draft: draft(), chosen: chestChosen, destination, rules: strict });
    expect(found).toEqual(['must-deidentify', 'one-study-only']);
  });
});

describe('what a visitor is asked', () => {
  it('is nothing where the place asks for nothing', () => {
    expect(visitTreatments(rules, chestChosen)).toEqual(['as-is']);
  });

  it('is what the place asks for, and whose images they are when they contradict themselves', () => {
    expect(visitTreatments({ ...rules, promptForAnonymize: true }, chestChosen)).toEqual(['as-is', 'deidentify']);
    expect(visitTreatments(rules, handChosen)).toEqual(['as-is', 'burn-in']);
    expect(visitTreatments({ ...rules, anonymizeRules: { patient_name: 'x' } }, handChosen)).toEqual(['deidentify']);
  });
});

describe('the import to ask for', () => {
  const where = { connectionId: 'c', destination };

  it('is one that the contract accepts', () => {
    const identity = { PatientID: 'H-1' };
    const wanted = importOf(
      draft({ treatment: 'burn-in', identity }),
      chestChosen,
      where,
      studiesToSend(summary, chest ?? new Set()),
    );
    expect(NewImport.parse(wanted)).toEqual({
      scanId: 's',
      ...where,
      treatment: { kind: 'burn-in', set: { PatientName: 'PHANTOM^CHEST', PatientID: 'H-1' } },
      studies: [{ studyInstanceUid: '2.25.1' }, { studyInstanceUid: '2.25.2' }],
    });
  });

  it('needs a scan', () => {
    expect(importOf(firstDraft, chestChosen, where, [])).toBeUndefined();
  });

  it('de-identifies by the Basic Profile', () => {
    expect(treatmentOf(draft({ treatment: 'deidentify' }), chestChosen)).toEqual({
      kind: 'deidentify',
      profile: 'basic',
    });
  });
});

describe('a study that was looked at on its disc', () => {
  it('is chosen, and what else was decided about the scan stays', () => {
    const earlier: ImportDraft = {
      ...firstDraft,
      step: 'send',
      scanId: 'scan',
      choices: new Map([['study 1.1', true]]),
      importId: 'old',
    };
    const next = withStudy(earlier, 'scan', '1.2');
    expect(next).toMatchObject({ step: 'choose', scanId: 'scan', importId: undefined });
    expect([...next.choices]).toEqual([
      ['study 1.1', true],
      ['study 1.2', true],
    ]);
    expect([...withStudy(earlier, 'another', '1.2').choices]).toEqual([['study 1.2', true]]);
  });
});
