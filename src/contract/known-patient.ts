import { z } from 'zod';

const texts = z.array(z.string().max(1024)).max(200);

/**
 * What the files of a patient say together of whom they are of, for those that do not say it themselves: they are
 * searched for it, and leave under the same pseudonym. It stays on this machine.
 */
export const KnownPatient = z.object({
  studyInstanceUids: z.array(z.string()).max(10_000),
  names: texts,
  ids: texts,
  birthDates: texts,
  /** Who the patient is where a file lacks it; absent when the files contradict each other. */
  identity: z
    .object({
      patientId: z.string().optional(),
      issuerOfPatientId: z.string().optional(),
      patientName: z.string().optional(),
      birthDate: z.string().optional(),
    })
    .optional(),
});
export type KnownPatient = z.infer<typeof KnownPatient>;

/** More are a collection rather than a disc: of the rest every object is searched for what it says itself. */
export const MAX_KNOWN_PATIENTS = 1000;
