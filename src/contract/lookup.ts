import { z } from 'zod';

/** A patient of a lookup table: under which ID the disc knows them, and as whom they leave. */
export const LookupPatient = z.object({
  id: z.string().min(1).max(64),
  /** Absent: whoever issued the ID. Empty: an ID that names no issuer. */
  issuer: z.string().max(64).optional(),
  newId: z.string().min(1).max(64),
  newName: z.string().max(324).optional(),
  newBirthDate: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  newSex: z.enum(['M', 'F', 'O']).optional(),
  /** By how many days the dates are shifted, where they are: instead of the keyed number. */
  days: z.number().int().min(-36_500).max(36_500).optional(),
});
export type LookupPatient = z.infer<typeof LookupPatient>;

/** Who is not in it is not sent. */
export const Lookup = z.array(LookupPatient).max(20_000);
export type Lookup = z.infer<typeof Lookup>;

/** A fault of a table. Lines count from 1, the header's. What the table says is never quoted. */
export const LookupError = z.object({
  line: z.number().int(),
  code: z.enum(['not-csv', 'bad-header', 'missing-value', 'bad-value', 'twice', 'contradiction', 'too-large']),
  message: z.string(),
});
export type LookupError = z.infer<typeof LookupError>;

/** A table that was read: the patients, or what is wrong with it and where. */
export const LookupReading = z.object({ patients: Lookup, errors: z.array(LookupError) });
export type LookupReading = z.infer<typeof LookupReading>;
