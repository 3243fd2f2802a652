import type { DestinationRules } from '../../src/contract/connection.ts';
import type { Destination, NewImport, Treatment } from '../../src/contract/import.ts';
import {
  changesSomething,
  decidesIdentity,
  identityOnDisc,
  isContested,
  valuesToSet,
  wrongValues,
} from './identity.ts';
import type { IdentityForm } from './identity.ts';
import { noChoices, studyKey } from './choices.ts';
import type { Choices } from './choices.ts';
import type { Chosen } from './selection.ts';

export const treatments = ['as-is', 'burn-in', 'deidentify'] as const;
/** What a person may choose to have done. */
export type TreatmentKind = (typeof treatments)[number];

export const steps = ['source', 'choose', 'treat', 'send'] as const;
export type Step = (typeof steps)[number];

/** What a person has decided so far. The scan and the import themselves live on the server. */
export interface ImportDraft {
  readonly step: Step;
  readonly scanId: string | undefined;
  readonly choices: Choices;
  readonly connectionId: string | undefined;
  readonly namespaceId: string | undefined;
  readonly treatment: TreatmentKind;
  readonly identity: IdentityForm;
  /** Several patients in one import were seen and meant. */
  readonly severalMeant: boolean;
  readonly importId: string | undefined;
}

export const firstDraft: ImportDraft = {
  step: 'source',
  scanId: undefined,
  choices: noChoices,
  connectionId: undefined,
  namespaceId: undefined,
  treatment: 'as-is',
  identity: {},
  severalMeant: false,
  importId: undefined,
};

/** At the choice, with this study of the scan taken; what else was decided about the scan stays. */
export function withStudy(draft: ImportDraft, scanId: string, studyInstanceUid: string): ImportDraft {
  const known = draft.scanId === scanId ? { ...draft, importId: undefined } : { ...firstDraft, scanId };
  return { ...known, step: 'choose', choices: new Map([...known.choices, [studyKey({ studyInstanceUid }), true]]) };
}

/** The treatment in the form the server takes. */
export function treatmentOf(draft: ImportDraft, chosen: Chosen): Treatment {
  switch (draft.treatment) {
    case 'as-is':
      return { kind: 'as-is' };
    case 'deidentify':
      return { kind: 'deidentify', profile: 'basic' };
    case 'burn-in':
      return { kind: 'burn-in', set: valuesToSet(draft.identity, identityOnDisc(chosen), isContested(chosen)) };
  }
}

/** Why an import cannot begin yet; each has a sentence that says what to do. */
export type Obstacle =
  | 'nothing-chosen'
  | 'still-reading'
  | 'no-destination'
  | 'must-deidentify'
  | 'one-study-only'
  | 'conflicting-identity'
  | 'one-identity-for-several'
  | 'nothing-to-change'
  | 'wrong-value'
  | 'several-patients';

export interface Situation {
  readonly draft: ImportDraft;
  readonly chosen: Chosen;
  readonly destination: Destination | undefined;
  readonly rules: DestinationRules | undefined;
  /** The source is still being read. */
  readonly isReading?: boolean;
}

/** The same refusals as the server's, before anything is asked of it, in the order a person meets them. */
export function obstaclesOf({ draft, chosen, destination, rules, isReading = false }: Situation): readonly Obstacle[] {
  const treatment = treatmentOf(draft, chosen);
  const set = treatment.kind === 'burn-in' ? treatment.set : {};
  const contested = isContested(chosen);
  const several = chosen.patients.length > 1;
  const found: [Obstacle, boolean][] = [
    ['nothing-chosen', chosen.studies.length === 0],
    ['no-destination', destination === undefined || rules === undefined],
    ['must-deidentify', rules !== undefined && demandsDeidentification(rules) && treatment.kind !== 'deidentify'],
    ['one-study-only', rules?.oneStudyOnly === true && chosen.studies.length > 1],
    ['conflicting-identity', contested && !decidesIdentity(set)],
    ['one-identity-for-several', treatment.kind === 'burn-in' && several],
    ['nothing-to-change', treatment.kind === 'burn-in' && !contested && !changesSomething(set, identityOnDisc(chosen))],
    ['wrong-value', wrongValues(set).length > 0],
    ['several-patients', several && !draft.severalMeant],
    ['still-reading', isReading],
  ];
  return found.filter(([, stands]) => stands).map(([obstacle]) => obstacle);
}

/** A destination with rules of its own takes nothing that names the patient. */
export function demandsDeidentification(rules: DestinationRules): boolean {
  return Object.keys(rules.anonymizeRules).length > 0;
}

/** What a visitor is asked: no more than the place asks for, and a name only where the images contradict themselves. */
export function visitTreatments(rules: DestinationRules, chosen: Chosen): readonly TreatmentKind[] {
  if (demandsDeidentification(rules)) return ['deidentify'];
  return treatments.filter(
    (kind) => kind === 'as-is' || (kind === 'burn-in' ? isContested(chosen) : rules.promptForAnonymize),
  );
}

/** What to ask of the server, once nothing stands in the way. */
export function importOf(
  draft: ImportDraft,
  chosen: Chosen,
  where: { readonly connectionId: string; readonly destination: Destination },
  studies: NewImport['studies'],
): NewImport | undefined {
  if (draft.scanId === undefined) return undefined;
  return { scanId: draft.scanId, ...where, treatment: treatmentOf(draft, chosen), studies };
}
