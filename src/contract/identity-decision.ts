import { z } from 'zod';
import { type FieldComparison, IdentityComparison } from './identity-comparison.ts';

/** Where an identity comes from that is burned in. */
export const DecisionSource = z.discriminatedUnion('kind', [
  /** A patient, an order or a scheduled procedure of the house, by its id there; `edited`: other values than its own were typed over. */
  z.object({
    kind: z.literal('record'),
    record: z.enum(['patient', 'order', 'scheduled']),
    id: z.string().min(1).max(200),
    edited: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('typed') }),
  /** Written down beforehand: nobody has seen the disc's patient beside it. */
  z.object({ kind: z.literal('command-line') }),
]);
export type DecisionSource = z.infer<typeof DecisionSource>;

/** What a person says about the identity that they burn in. */
export const NewDecision = z.object({
  source: DecisionSource,
  /** Why it is the same patient although the two differ. */
  reason: z.string().trim().min(1).max(200).optional(),
});
export type NewDecision = z.infer<typeof NewDecision>;

/** The record of a decision as whom images leave: who made it, when, on what ground. It holds no value that names anyone. */
export const IdentityDecision = NewDecision.extend({
  /** Who was signed in on the destination; absent when nobody was: whoever used this computer. */
  by: z.string().optional(),
  at: z.string(),
  /** The disc's patient beside the identity that is burned in. */
  comparison: IdentityComparison,
  /** The disc itself named several patients. */
  contested: z.boolean().optional(),
});
export type IdentityDecision = z.infer<typeof IdentityDecision>;

/**
 * Whether a decision needs words: the two are told apart, or the disc contradicts itself. Numbers of another house are
 * bound to be others: an accession number says nothing, and a patient ID nothing where name and birth date are the same.
 */
export function needsReason({ fields }: IdentityComparison, contested: boolean): boolean {
  const is = (field: FieldComparison['field'], likeness: FieldComparison['likeness']): boolean =>
    fields.some((each) => each.field === field && each.likeness === likeness);
  const isSamePerson = is('patientName', 'same') && is('birthDate', 'same');
  return (
    contested ||
    is('patientName', 'different') ||
    is('birthDate', 'different') ||
    is('sex', 'different') ||
    (is('patientId', 'different') && !isSamePerson)
  );
}
