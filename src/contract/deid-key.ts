import { z } from 'zod';

/** Shorter ones are refused when a key is exported. */
export const MIN_PASSPHRASE = 12;

/** What a pseudonym stands for. */
export const KeptPair = z.object({
  kind: z.enum(['patient-id', 'patient-name', 'accession-number', 'study-uid']),
  pseudonym: z.string(),
  original: z.string(),
});
export type KeptPair = z.infer<typeof KeptPair>;

/** The key and the kept map, as a file that says nothing without its passphrase (docs/deid-key.md). */
export const ExportedKey = z.object({ file: z.string(), pairs: z.number().int() });
export const KeyToImport = z.object({
  file: z.string().max(200_000_000),
  passphrase: z.string().min(1).max(1000),
  /** In place of a key that is there already. */
  replace: z.boolean().optional(),
});
