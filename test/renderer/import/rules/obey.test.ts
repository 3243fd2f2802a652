import { describe, expect, it } from 'vitest';
import { firstDraft, importsOf, obstaclesOf } from '../../../../renderer/import/draft.ts';
import type { ImportDraft } from '../../../../renderer/import/draft.ts';
import {
  hidesIdentity,
  settled,
  treatmentsAt,
  treatmentToShow,
  visitTreatments,
} from '../../../../renderer/import/rules/obey.ts';
import { chosenOf, keysOfPatient, studiesToSend } from '../../../../renderer/import/selection.ts';
import type { DestinationRules } from '../../../../src/contract/connection.ts';
import type { IngressRules } from '../../../../src/contract/ingress-rules.ts';
import { NewImport } from '../../../../src/contract/import.ts';
import { summary } from '../summary.ts';

const selection = new Set(keysOfPatient(summary.patients[0] ?? { studies: [] }));
const chosen = chosenOf(summary, selection);
const destination = { kind: 'namespace', namespaceId: 'n' } as const;
const ingress = (part: Partial<IngressRules> = {}): IngressRules => ({
  substitutions: [{ field: 'patient_name', expression: 's/.*//' }],
  tags: {},
  match: [],
  filters: [],
  originalsAskedFor: [],
  mayDecline: false,
  ...part,
});
const rulesOf = (part: Partial<IngressRules> = {}, more: Partial<DestinationRules> = {}): DestinationRules => {
  const all = ingress(part);
  return {
    destination: 'Trial',
    namespaceId: 'n',
    anonymizeRules: Object.fromEntries(all.substitutions.map(({ field, expression }) => [field, expression])),
    promptForAnonymize: all.mayDecline,
    oneStudyOnly: false,
    ingress: all,
    ...more,
  };
};
const draft = (part: Partial<ImportDraft> = {}): ImportDraft => ({ ...firstDraft, scanId: 's', ...part });
const send = (asked: ImportDraft, rules: DestinationRules): unknown => {
  const where = { connectionId: 'c', destination };
  const possible = settled(asked, treatmentsAt(asked, rules));
  return importsOf(possible, chosen, where, studiesToSend(summary, selection), rules)[0];
};

describe('a destination with rules', () => {
  it('gets images on which they are carried out, by those that were shown', () => {
    const rules = rulesOf();
    expect(treatmentsAt(draft(), rules)).toEqual(['rules', 'deidentify']);
    const wanted = NewImport.parse(send(draft(), rules));
    expect(wanted.treatment).toEqual({ kind: 'rules', rules: rules.ingress });
    expect(wanted).not.toHaveProperty('declineRules');
    expect(NewImport.parse(send(draft({ treatment: 'deidentify' }), rules)).treatment).toMatchObject({
      kind: 'deidentify',
      rules: rules.ingress,
    });
  });

  it('is declined only where it asks', () => {
    const declined = draft({ declineRules: true });
    expect(treatmentsAt(declined, rulesOf())).toEqual(['rules', 'deidentify']);
    const asks = rulesOf({ mayDecline: true });
    expect(treatmentsAt(declined, asks)).toContain('as-is');
    expect(send(declined, asks)).toMatchObject({ treatment: { kind: 'as-is' }, declineRules: true });
    expect(send(draft(), asks)).toMatchObject({ treatment: { kind: 'rules' } });
  });

  it('takes nothing when a rule cannot be carried out', () => {
    const unreadable = { code: 'rule-unreadable', message: 'A rule cannot be read.' };
    const rules = rulesOf({}, { unreadable });
    const asked = draft({ treatment: 'rules' });
    expect(obstaclesOf({ draft: asked, chosen, destination, rules })).toEqual(['unreadable-rules']);
  });

  it('asks a visitor no more than whether, and only where it does', () => {
    expect(visitTreatments(draft(), rulesOf(), chosen)).toEqual(['rules']);
    const declined = draft({ declineRules: true });
    expect(visitTreatments(declined, rulesOf(), chosen)).toEqual(['rules']);
    expect(visitTreatments(declined, rulesOf({ mayDecline: true }), chosen)).toEqual(['as-is']);
  });
});

describe('a destination that takes only some objects', () => {
  const filters = [{ tag: '(0008,0060)', evaluation: '=', value: 'CT' }];
  const rules = rulesOf({ substitutions: [], filters });

  it('changes nothing, and what it refuses is seen before it is sent', () => {
    expect(treatmentsAt(draft(), rules)).toContain('as-is');
    expect(treatmentToShow({ kind: 'as-is' }, rules)).toEqual({
      kind: 'rules',
      rules: ingress({ substitutions: [], filters }),
    });
    expect(send(draft(), rules)).toMatchObject({ treatment: { kind: 'as-is' } });
  });

  it('is no reason for a preview where it takes everything', () => {
    expect(treatmentToShow({ kind: 'as-is' }, rulesOf({ substitutions: [] }))).toEqual({ kind: 'as-is' });
  });
});

/** On the way by the rules. */
const asked = (part: Partial<ImportDraft> = {}): ImportDraft => ({
  ...firstDraft,
  scanId: 's',
  treatment: 'rules',
  ...part,
});

describe('who sends', () => {
  const asking = rulesOf({ substitutions: [{ field: 'referring_physician', expression: 's/.*/__USER_EMAIL__/' }] });
  const sender = { name: 'Visitor One', email: 'visitor@example.org' };

  it('is asked of a visitor when a rule writes it into the images, and of nobody else', () => {
    const situation = { chosen, destination, rules: asking };
    expect(obstaclesOf({ ...situation, draft: asked(), isVisit: true })).toEqual(['sender-missing']);
    expect(
      obstaclesOf({ ...situation, draft: asked({ sender: { ...sender, email: 'nobody' } }), isVisit: true }),
    ).toEqual(['sender-missing']);
    expect(obstaclesOf({ ...situation, draft: asked({ sender }), isVisit: true })).toEqual([]);
    expect(obstaclesOf({ ...situation, draft: asked() })).toEqual([]);
    expect(obstaclesOf({ ...situation, rules: rulesOf(), draft: asked(), isVisit: true })).toEqual([]);
  });

  it('is told only where it is asked', () => {
    const where = { connectionId: 'c', destination };
    const studies = studiesToSend(summary, selection, chosen);
    expect(importsOf(asked({ sender }), chosen, where, studies, asking)).toMatchObject([{ sender }]);
    expect(importsOf(asked({ sender }), chosen, where, studies, rulesOf())[0]).not.toHaveProperty('sender');
  });
});

const rule = (field: string, tags: Record<string, string[]> = {}): DestinationRules =>
  rulesOf({ substitutions: [{ field, expression: 's/.*//' }], tags });

describe('whether images shall leave without their name', () => {
  it('is so where rules change what says whose they are, and where one de-identifies', () => {
    const byRules = draft({ treatment: 'rules' });
    expect(hidesIdentity(byRules, rule('patient_name'))).toBe(true);
    expect(hidesIdentity(byRules, rule('mrn', { mrn: ['(0010,0020)'] }))).toBe(true);
    expect(hidesIdentity(byRules, rule('mrn', { mrn: ['00100020'] }))).toBe(true);
    expect(hidesIdentity(byRules, rule('institution', { institution: ['(0008,0080)'] }))).toBe(false);
    expect(hidesIdentity(draft({ treatment: 'as-is' }), rule('patient_name'))).toBe(false);
    expect(hidesIdentity(draft({ treatment: 'deidentify' }), rulesOf({ substitutions: [] }))).toBe(true);
  });
});
