import { describe, expect, it } from 'vitest';
import { firstDraft, importsOf, obstaclesOf, treatmentOf, withStudy } from '../../../renderer/import/draft.ts';
import type { ImportDraft } from '../../../renderer/import/draft.ts';
import { visitTreatments } from '../../../renderer/import/rules/obey.ts';
import { patientKey } from '../../../renderer/import/choices.ts';
import { undecided } from '../../../renderer/import/gate/patient-identity.ts';
import type { PatientIdentity } from '../../../renderer/import/gate/patient-identity.ts';
import type { IdentityForm } from '../../../renderer/import/identity.ts';
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
/** This identity for each of the patients. */
const typed = (form: IdentityForm, more: Partial<PatientIdentity> = {}): Partial<ImportDraft> => ({
  treatment: 'burn-in',
  identities: new Map(summary.patients.map((patient) => [patientKey(patient), { ...undecided, form, ...more }])),
});

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

  it('is each of several patients whose identity nobody has decided', () => {
    const none = draft({ treatment: 'burn-in' });
    const found = obstaclesOf({ draft: none, chosen: everyone, destination, rules });
    expect(found).toEqual(['undecided-patient', 'conflicting-identity']);
    const decided = draft(typed({ PatientName: 'HOUSE, NAME', PatientID: 'H-1' }));
    expect(obstaclesOf({ draft: decided, chosen: everyone, destination, rules })).toEqual([]);
  });

  it('is a difference for which nobody gives a reason', () => {
    const [patient] = summary.patients;
    const fields = [{ field: 'patientName' as const, likeness: 'different' as const, differences: [] }];
    if (patient === undefined) throw new Error('The summary has patients');
    const comparisons = new Map([[patientKey(patient), { fields, likeness: 'different' as const }]]);
    const situation = { chosen: chestChosen, destination, rules, comparisons };
    const name = { PatientName: 'HOUSE, NAME' };
    expect(obstaclesOf({ ...situation, draft: draft(typed(name)) })).toEqual(['reason-missing']);
    expect(obstaclesOf({ ...situation, draft: draft(typed(name, { reason: ' ' })) })).toEqual(['reason-missing']);
    expect(obstaclesOf({ ...situation, draft: draft(typed(name, { reason: 'Married' })) })).toEqual([]);
  });

  it('is a study that names different patients until a name and an ID decide', () => {
    const situation = { chosen: handChosen, destination, rules };
    expect(obstaclesOf({ ...situation, draft: draft() })).toEqual(['conflicting-identity']);
    expect(obstaclesOf({ ...situation, draft: draft({ treatment: 'deidentify' }) })).toEqual(['conflicting-identity']);
    const nameless = draft(typed({ PatientName: '' }));
    expect(obstaclesOf({ ...situation, draft: nameless })).toContain('conflicting-identity');
    expect(obstaclesOf({ ...situation, draft: draft({ treatment: 'burn-in' }) })).toEqual(['conflicting-identity']);
    const decided = draft(typed({ PatientName: 'PHANTOM, HAND', PatientID: 'H-1' }));
    expect(obstaclesOf({ ...situation, draft: decided })).toEqual([]);
  });

  it('is an identity that is the same as on the disc, or that DICOM does not allow', () => {
    const situation = { chosen: chestChosen, destination, rules };
    expect(obstaclesOf({ ...situation, draft: draft({ treatment: 'burn-in' }) })).toEqual(['nothing-to-change']);
    const wrong = draft(typed({ PatientBirthDate: 'spring' }));
    expect(obstaclesOf({ ...situation, draft: wrong })).toEqual(['wrong-value']);
  });

  it("is what the destination's rules refuse", () => {
    const strict = { ...rules, anonymizeRules: { patient_name: 'x' }, oneStudyOnly: true };
    const found = obstaclesOf({ draft: draft(), chosen: chestChosen, destination, rules: strict });
    expect(found).toEqual(['must-obey-rules', 'one-study-only']);
  });
});

describe('what a visitor is asked', () => {
  it('is nothing where the place asks for nothing', () => {
    expect(visitTreatments(draft(), rules, chestChosen)).toEqual(['as-is']);
  });

  it('is what the place asks for, and whose images they are when they contradict themselves', () => {
    expect(visitTreatments(draft(), { ...rules, promptForAnonymize: true }, chestChosen)).toEqual([
      'as-is',
      'deidentify',
    ]);
    expect(visitTreatments(draft(), rules, handChosen)).toEqual(['as-is', 'burn-in']);
    expect(visitTreatments(draft(), { ...rules, anonymizeRules: { patient_name: 'x' } }, handChosen)).toEqual([
      'rules',
    ]);
  });
});

describe('the import to ask for', () => {
  const where = { connectionId: 'c', destination };

  it('is one that the contract accepts', () => {
    const [wanted] = importsOf(
      draft(typed({ PatientID: 'H-1' })),
      chestChosen,
      where,
      studiesToSend(summary, chest ?? new Set()),
    );
    expect(NewImport.parse(wanted)).toEqual({
      scanId: 's',
      ...where,
      treatment: { kind: 'burn-in', set: { PatientName: 'PHANTOM^CHEST', PatientID: 'H-1' }, keepOutsideId: {} },
      decision: { source: { kind: 'typed' } },
      studies: [{ studyInstanceUid: '2.25.1' }, { studyInstanceUid: '2.25.2' }],
    });
  });

  it('is one for each patient whose identity is burned in, and never mixes them', () => {
    const [one, two] = summary.patients;
    if (one === undefined || two === undefined) throw new Error('The summary has two patients');
    const record = { kind: 'patient' as const, id: 'p', patientName: 'HOUSE^HAND', patientId: 'H-2' };
    const taken = { form: { PatientName: 'HOUSE, HAND', PatientID: 'H-2' }, record, reason: 'Asked' };
    const identities = new Map<string, PatientIdentity>([
      [patientKey(one), { ...undecided, form: { PatientID: 'H-1' } }],
      [patientKey(two), taken],
    ]);
    const studies = studiesToSend(summary, new Set(summary.patients.flatMap(keysOfPatient)));
    const wanted = importsOf(draft({ treatment: 'burn-in', identities }), everyone, where, studies);
    expect(wanted.map((each) => each.studies.map(({ studyInstanceUid }) => studyInstanceUid))).toEqual([
      ['2.25.1', '2.25.2'],
      ['2.25.3'],
    ]);
    expect(wanted.map(({ treatment }) => treatment)).toEqual([
      { kind: 'burn-in', set: { PatientName: 'PHANTOM^CHEST', PatientID: 'H-1' }, keepOutsideId: {} },
      {
        kind: 'burn-in',
        set: expect.objectContaining({ PatientName: 'HOUSE^HAND', PatientID: 'H-2' }),
        reason: 'CORRECT',
      },
    ]);
    expect(wanted[1]?.decision).toEqual({ source: { kind: 'record', record: 'patient', id: 'p' }, reason: 'Asked' });
    const asIs = importsOf(draft({ severalMeant: true }), everyone, where, studies);
    expect(asIs).toEqual([{ scanId: 's', ...where, treatment: { kind: 'as-is' }, studies }]);
  });

  it('says when a taken identity was changed by hand', () => {
    const record = { kind: 'order' as const, id: 'o', patientName: 'HOUSE^CHEST', patientId: 'H-1' };
    const edited = typed({ PatientName: 'HOUSE, CHEST', PatientID: 'H-2' }, { record });
    const [wanted] = importsOf(draft(edited), chestChosen, where, studiesToSend(summary, chest ?? new Set()));
    expect(wanted?.decision?.source).toEqual({ kind: 'record', record: 'order', id: 'o', edited: true });
  });

  it('needs a scan', () => {
    expect(importsOf(firstDraft, chestChosen, where, [])).toEqual([]);
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
      importIds: ['old'],
    };
    const next = withStudy(earlier, 'scan', '1.2');
    expect(next).toMatchObject({ step: 'choose', scanId: 'scan', importIds: [] });
    expect([...next.choices]).toEqual([
      ['study 1.1', true],
      ['study 1.2', true],
    ]);
    expect([...withStudy(earlier, 'another', '1.2').choices]).toEqual([['study 1.2', true]]);
  });
});
