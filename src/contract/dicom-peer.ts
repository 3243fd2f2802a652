import { z } from 'zod';

/** PS3.5 6.2, AE: up to 16 characters of the default repertoire, no backslash, no control character. */
const AeTitle = z
  .string()
  .trim()
  .min(1)
  .max(16)
  .regex(/^[ -[\]-~]+$/);

/** An application entity that is called over the network (PS3.8), and as whom. */
export const DicomPeer = z.object({
  /** A name or an address, without a port. */
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/),
  port: z.number().int().min(1).max(65_535),
  calledAe: AeTitle,
  callingAe: AeTitle,
  /** Encrypted (PS3.15 B.12); its certificate is checked. */
  tls: z.boolean(),
  /** PEM: an authority of the house itself, besides those that this computer trusts. */
  authority: z
    .string()
    .trim()
    .max(100_000)
    .regex(/^-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----$/)
    .optional(),
});
export type DicomPeer = z.infer<typeof DicomPeer>;
