import { z } from 'zod';

/** A value of one line that DICOM can hold: a backslash would make it two. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\\\p{Cc}]*$/u);

/** What a house usually does with the identity of images from outside: the defaults of an import to one connection. */
export const IdentityPreset = z.object({
  /** Who issues the patient IDs of the house, (0010,0021). */
  issuerOfPatientId: text(64).optional(),
  /** Under which institution outside images are filed, (0008,0080). */
  institutionName: text(64).optional(),
  /** Put before an accession number from outside that stays, so that it is none of the house's. */
  accessionPrefix: text(8).optional(),
  referringPhysician: z.enum(['keep', 'from-order', 'empty']),
  /** Keep the patient ID from outside in Other Patient IDs Sequence. */
  keepOutsideId: z.boolean(),
  /** As one of this issuer where the images name none. */
  outsideIssuer: text(64).optional(),
});
export type IdentityPreset = z.infer<typeof IdentityPreset>;

export const usualPreset: IdentityPreset = { referringPhysician: 'from-order', keepOutsideId: true };
