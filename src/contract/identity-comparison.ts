import { z } from 'zod';

/** What a disc, an order or a record says of a patient; DICOM forms (PN, DA, CS), in Unicode. */
export const ComparedIdentity = z.object({
  patientName: z.string().max(1000).optional(),
  patientId: z.string().max(200).optional(),
  birthDate: z.string().max(50).optional(),
  sex: z.string().max(50).optional(),
  accessionNumber: z.string().max(200).optional(),
});
export type ComparedIdentity = z.infer<typeof ComparedIdentity>;

/** `alike`: probably the same, a person must look. `missing`: one of the two does not say. */
export const Likeness = z.enum(['same', 'alike', 'different', 'missing']);
export type Likeness = z.infer<typeof Likeness>;

/** In which way two values differ; the window has the words. */
export const Difference = z.enum([
  'marks',
  'punctuation',
  'spacing',
  'name-order',
  'title',
  'part-missing',
  'initial',
  'other-family-name',
  'other-script',
  'one-character',
  'swapped-characters',
  'leading-zeros',
  'prefix-or-suffix',
  'day-and-month',
  'century',
  'unknown-sex',
]);
export type Difference = z.infer<typeof Difference>;

export const FieldComparison = z.object({
  field: ComparedIdentity.keyof(),
  likeness: Likeness,
  differences: z.array(Difference),
});
export type FieldComparison = z.infer<typeof FieldComparison>;

export const IdentityComparison = z.object({
  fields: z.array(FieldComparison),
  /** The worst of the fields that both have; `missing` when they have too little in common to tell. */
  likeness: Likeness,
});
export type IdentityComparison = z.infer<typeof IdentityComparison>;
