import type { DestinationRules } from '../../src/contract/connection.ts';
import type { IdentityComparison } from '../../src/contract/identity-comparison.ts';
import { needsReason } from '../../src/contract/identity-decision.ts';
import { usualPreset } from '../../src/contract/identity-preset.ts';
import type { IdentityPreset } from '../../src/contract/identity-preset.ts';
import { Sender } from '../../src/contract/import.ts';
import type { Destination, IdentityValues, NewImport, Treatment } from '../../src/contract/import.ts';
import {
  changesSomething,
  decidesIdentity,
  identityOnDisc,
  isContested,
  keywordsFor,
  valuesToSet,
  wrongValues,
} from './identity.ts';
import type { IdentityForm } from './identity.ts';
import { deidTreatment, usesTable } from './deid/deid-draft.ts';
import type { DeidWishes, LookupTable, Where } from './deid/deid-draft.ts';
import { asksSender, declines, disobeys, shownRules } from './rules/obey.ts';
import { noChoices, patientKey, studyKey } from './choices.ts';
import type { Choices } from './choices.ts';
import { decisionFor, formOfPreset, ofPatient, undecided } from './gate/patient-identity.ts';
import type { PatientIdentity } from './gate/patient-identity.ts';
import { noPixelDecisions } from './pixels/decisions.ts';
import type { PixelHistory } from './pixels/decisions.ts';
import { attachmentsFor, mustBeRead, noDocuments, wishesFor } from './documents/wishes.ts';
import type { DocumentsDraft } from './documents/wishes.ts';
import type { Chosen, ScannedPatient } from './selection.ts';

/** What a person may choose to have done. */
export type TreatmentKind = Treatment['kind'];

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
  /** What is decided about each patient, by {@link patientKey}. */
  readonly identities: ReadonlyMap<string, PatientIdentity>;
  /** An identity is burned into copies with UIDs of their own. */
  readonly newUids: boolean;
  /** What the destination's house usually does with identities from outside. */
  readonly preset: IdentityPreset;
  /** What is decided about text in the images. */
  readonly pixels: PixelHistory;
  /** For de-identification, by connection. */
  readonly wishes: ReadonlyMap<string, DeidWishes>;
  readonly lookup: LookupTable | undefined;
  /** What goes along with the studies. */
  readonly documents: DocumentsDraft;
  /** Where the destination asks: its rules shall not be carried out. */
  readonly declineRules: boolean;
  /** A visitor, as they type it: rules may ask who sends. */
  readonly sender: Sender;
  /** Several patients in one import were seen and meant. */
  readonly severalMeant: boolean;
  /** One for each patient whose identity is burned in, else a single one. */
  readonly importIds: readonly string[];
}

export const firstDraft: ImportDraft = {
  step: 'source',
  scanId: undefined,
  choices: noChoices,
  connectionId: undefined,
  namespaceId: undefined,
  treatment: 'as-is',
  identities: new Map(),
  newUids: false,
  preset: usualPreset,
  pixels: noPixelDecisions,
  wishes: new Map(),
  lookup: undefined,
  documents: noDocuments,
  declineRules: false,
  sender: { name: '', email: '' },
  severalMeant: false,
  importIds: [],
};

/** For other images: only how to de-identify, and who sends, is remembered. */
export function anotherDraft({ wishes, sender }: ImportDraft): ImportDraft {
  return { ...firstDraft, wishes, sender };
}

/** At the choice, with this study of the scan taken; what else was decided about the scan stays. */
export function withStudy(draft: ImportDraft, scanId: string, studyInstanceUid: string): ImportDraft {
  const known = draft.scanId === scanId ? { ...draft, importIds: [] } : { ...anotherDraft(draft), scanId };
  return { ...known, step: 'choose', choices: new Map([...known.choices, [studyKey({ studyInstanceUid }), true]]) };
}

export function identityOf(draft: ImportDraft, patient: ScannedPatient): PatientIdentity {
  return draft.identities.get(patientKey(patient)) ?? undecided;
}

/** The fields as they stand: what was typed or taken, over the preset. */
export function formOf(draft: ImportDraft, chosen: Chosen): IdentityForm {
  const [patient] = chosen.patients;
  const identity = patient === undefined ? undecided : identityOf(draft, patient);
  const form = { ...formOfPreset(draft.preset, identity, chosen), ...identity.form };
  return Object.fromEntries(keywordsFor(chosen).flatMap((each) => (each in form ? [[each, form[each]]] : [])));
}

/** The treatment in the form the server takes; an identity is that of the first patient. */
export function treatmentOf(draft: ImportDraft, chosen: Chosen, where: Where = {}): Treatment {
  switch (draft.treatment) {
    case 'as-is':
      return { kind: 'as-is' };
    case 'rules':
      return { kind: 'rules', ...shownRules(where.rules) };
    case 'deidentify':
      return deidTreatment(draft, chosen, where);
    case 'burn-in':
      return burnIn(draft, chosen);
  }
}

function burnIn(draft: ImportDraft, chosen: Chosen): Treatment {
  const { keepOutsideId, outsideIssuer: issuer } = draft.preset;
  const contested = isContested(chosen);
  const set = valuesToSet(formOf(draft, chosen), identityOnDisc(chosen), contested);
  // Whose the ID of a disc is that contradicts itself, nobody knows.
  const uids = draft.newUids ? { newUids: true } : {};
  if (contested) return { kind: 'burn-in', set, reason: 'CORRECT', ...uids };
  return {
    kind: 'burn-in',
    set,
    ...uids,
    ...(keepOutsideId ? { keepOutsideId: issuer === undefined ? {} : { issuer } } : {}),
  };
}

/** Why an import cannot begin yet; each has a sentence that says what to do. */
export type Obstacle =
  | 'nothing-chosen'
  | 'still-reading'
  | 'no-destination'
  | 'no-answer'
  | 'nobody-in-lookup'
  | 'unreadable-rules'
  | 'must-obey-rules'
  | 'one-study-only'
  | 'sender-missing'
  | 'conflicting-identity'
  | 'undecided-patient'
  | 'reason-missing'
  | 'nothing-to-change'
  | 'wrong-value'
  | 'several-patients'
  | 'document-unread'
  | 'pixels-unchecked'
  | 'pixels-undecided'
  | 'all-left-out';

export interface Situation {
  readonly draft: ImportDraft;
  readonly chosen: Chosen;
  readonly destination: Destination | undefined;
  readonly rules: DestinationRules | undefined;
  /** Each patient beside the identity that they shall have, by {@link patientKey}, as far as it is known. */
  readonly comparisons?: ReadonlyMap<string, IdentityComparison>;
  /** Nobody is signed in. */
  readonly isVisit?: boolean;
  /** The source is still being read. */
  readonly isReading?: boolean;
}

/** The same refusals as the server's, before anything is asked of it, in the order a person meets them. */
export function obstaclesOf(situation: Situation): readonly Obstacle[] {
  const { draft, chosen, destination, rules, isVisit = false, isReading = false } = situation;
  const several = chosen.patients.length > 1;
  const isBurnIn = draft.treatment === 'burn-in';
  const found: [Obstacle, boolean][] = [
    [usesTable(draft) ? 'nobody-in-lookup' : 'nothing-chosen', chosen.studies.length === 0],
    ['no-destination', destination === undefined],
    ['no-answer', destination !== undefined && rules === undefined],
    ['unreadable-rules', rules?.unreadable !== undefined],
    ['must-obey-rules', disobeys(draft, rules)],
    ['one-study-only', rules?.oneStudyOnly === true && chosen.studies.length > 1],
    ['sender-missing', isVisit && asksSender(draft, rules) && !Sender.safeParse(draft.sender).success],
    ['conflicting-identity', !isBurnIn && isContested(chosen)],
    [
      'document-unread',
      mustBeRead(draft.treatment) && wishesFor(draft.documents, chosen.studies).some(({ reviewed }) => !reviewed),
    ],
    ['several-patients', several && !isBurnIn && !draft.severalMeant],
  ];
  const ofEach = isBurnIn ? chosen.patients.flatMap((patient) => undecidedOf(situation, patient)) : [];
  const all = [...found.filter(([, stands]) => stands).map(([obstacle]) => obstacle), ...new Set(ofEach)];
  return isReading ? [...all, 'still-reading'] : all;
}

/** What is still to be decided about one patient whose identity is burned in. */
export function undecidedOf(
  { draft, chosen: all, comparisons }: Pick<Situation, 'draft' | 'chosen' | 'comparisons'>,
  patient: ScannedPatient,
): readonly Obstacle[] {
  const chosen = ofPatient(all, patient);
  const { record, reason } = identityOf(draft, patient);
  const set = setOf(treatmentOf(draft, chosen));
  const contested = isContested(chosen);
  const comparison = comparisons?.get(patientKey(patient));
  const isSame = record === undefined && !contested && !changesSomething(set, identityOnDisc(chosen));
  const found: [Obstacle, boolean][] = [
    ['conflicting-identity', contested && !decidesIdentity(set)],
    [all.patients.length > 1 ? 'undecided-patient' : 'nothing-to-change', isSame],
    ['wrong-value', wrongValues(set).length > 0],
    ['reason-missing', comparison !== undefined && reason.trim() === '' && needsReason(comparison, contested)],
  ];
  return found.filter(([, stands]) => stands).map(([obstacle]) => obstacle);
}

function setOf(treatment: Treatment): IdentityValues {
  return treatment.kind === 'burn-in' ? treatment.set : {};
}

/** What to ask of the server, once nothing stands in the way: each patient's identity is burned in by an import of its own. */
export function importsOf(
  draft: ImportDraft,
  chosen: Chosen,
  where: { readonly connectionId: string; readonly destination: Destination },
  studies: NewImport['studies'],
  rules?: DestinationRules,
): readonly NewImport[] {
  const { scanId } = draft;
  if (scanId === undefined || studies.length === 0) return [];
  const sender = asksSender(draft, rules) ? Sender.safeParse(draft.sender).data : undefined;
  const answer = {
    ...(declines(draft, rules) ? { declineRules: true } : {}),
    ...(sender === undefined ? {} : { sender }),
  };
  if (draft.treatment !== 'burn-in') {
    const treatment = treatmentOf(draft, chosen, { connectionId: where.connectionId, rules });
    return [{ scanId, ...where, treatment, ...answer, studies, ...attachmentsFor(draft.documents, studies) }];
  }
  return chosen.patients.map((patient) => {
    const own = ofPatient(chosen, patient);
    const uids = new Set(own.studies.map(({ studyInstanceUid }) => studyInstanceUid));
    const ofOne = studies.filter(({ studyInstanceUid }) => uids.has(studyInstanceUid));
    return {
      scanId,
      ...where,
      treatment: treatmentOf(draft, own),
      ...answer,
      decision: decisionFor(identityOf(draft, patient), own, draft.preset),
      studies: ofOne,
      ...attachmentsFor(draft.documents, ofOne),
    };
  });
}
