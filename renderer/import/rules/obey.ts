import type { DestinationRules } from '../../../src/contract/connection.ts';
import type { Treatment } from '../../../src/contract/import.ts';
import { takesOnly } from '../../../src/contract/ingress-rules.ts';
import type { IngressRules } from '../../../src/contract/ingress-rules.ts';
import type { ImportDraft, TreatmentKind } from '../draft.ts';
import { isContested } from '../identity.ts';
import type { Chosen } from '../selection.ts';

/** A destination with rules of its own takes nothing on which they were not carried out. */
export function hasRules({ anonymizeRules }: DestinationRules): boolean {
  return Object.keys(anonymizeRules).length > 0;
}

/** The destination lets people decide, and this one said no. */
export function declines({ declineRules }: ImportDraft, rules: DestinationRules | undefined): boolean {
  return declineRules && rules?.promptForAnonymize === true;
}

/** Special values of rules that are filled with who sends (PROTOCOL.md). */
const senders = /__USER_EMAIL__|\$sharer\b/;

/** Whether a rule that will be carried out writes into the images who has sent them. */
export function asksSender(draft: ImportDraft, rules: DestinationRules | undefined): boolean {
  const substitutions = rules?.ingress?.substitutions ?? [];
  return !declines(draft, rules) && substitutions.some(({ expression }) => senders.test(expression));
}

/** Attributes that say whose the images are, by their names in rules or by their group. */
const identity = /patient|^\(?0010/i;

/** Whether what will be done to a visitor's images shall hide whose they are. */
export function hidesIdentity({ treatment }: ImportDraft, { ingress }: DestinationRules): boolean {
  if (treatment !== 'rules' || ingress === undefined) return treatment === 'deidentify';
  return ingress.substitutions.some(({ field }) =>
    [field, ...(ingress.tags[field] ?? [])].some((name) => identity.test(name)),
  );
}

/** Whether the draft's treatment leaves undone what the destination demands. */
export function disobeys(draft: ImportDraft, rules: DestinationRules | undefined): boolean {
  const obeys = draft.treatment === 'rules' || draft.treatment === 'deidentify';
  return rules !== undefined && hasRules(rules) && !obeys && !declines(draft, rules);
}

/** What may be done to images that go there. */
export function treatmentsAt(draft: ImportDraft, rules: DestinationRules | undefined): readonly TreatmentKind[] {
  const isBound = rules !== undefined && hasRules(rules) && !declines(draft, rules);
  return isBound ? ['rules', 'deidentify'] : ['as-is', 'burn-in', 'deidentify'];
}

/** What a visitor is asked: no more than the place asks for, and a name only where the images contradict themselves. */
export function visitTreatments(draft: ImportDraft, rules: DestinationRules, chosen: Chosen): readonly TreatmentKind[] {
  if (hasRules(rules) && !declines(draft, rules)) return ['rules'];
  const mayDeidentify = rules.promptForAnonymize && !hasRules(rules);
  return [
    'as-is',
    ...(isContested(chosen) ? (['burn-in'] as const) : []),
    ...(mayDeidentify ? (['deidentify'] as const) : []),
  ];
}

/** The draft with a treatment that is possible: the first one, where the chosen one is not. */
export function settled(draft: ImportDraft, kinds: readonly TreatmentKind[]): ImportDraft {
  const [first] = kinds;
  return first === undefined || kinds.includes(draft.treatment) ? draft : { ...draft, treatment: first };
}

/** For a treatment that carries the rules out: those that the person sees. When there are others by then, nothing is sent. */
export function shownRules(rules: DestinationRules | undefined): { readonly rules?: IngressRules } {
  const ingress = rules?.ingress;
  if (ingress === undefined) return {};
  return ingress.substitutions.length === 0 && takesOnly(ingress) === undefined ? {} : { rules: ingress };
}

/** The treatment to look at: in a preview, too, an object is refused that the destination does not take. */
export function treatmentToShow(treatment: Treatment, rules: DestinationRules | undefined): Treatment {
  const taken = rules?.ingress === undefined ? undefined : takesOnly(rules.ingress);
  if (taken === undefined) return treatment;
  if (treatment.kind === 'as-is') return { kind: 'rules', rules: taken };
  return treatment.kind === 'burn-in' ? { ...treatment, rules: taken } : treatment;
}
