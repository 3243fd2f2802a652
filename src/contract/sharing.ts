import { z } from 'zod';

export const RecipientKind = z.enum(['user', 'group', 'location', 'account', 'email']);
export type RecipientKind = z.infer<typeof RecipientKind>;

/** Someone a study can be shared with. For `email`, `id` is the address. */
export const Recipient = z.object({
  kind: RecipientKind,
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
});
export type Recipient = z.infer<typeof Recipient>;

export const NewShare = z.object({
  kind: RecipientKind,
  id: z.string().min(1),
  message: z.string().max(2000).optional(),
});
export type NewShare = z.infer<typeof NewShare>;

export const Share = z.object({
  /** Opaque; names the share when it is to be stopped. */
  id: z.string(),
  recipient: Recipient,
  /** ISO instant, when the server tells. */
  created: z.string().optional(),
});
export type Share = z.infer<typeof Share>;

/** A link always ends: `minutes` has no "never". `password` is a second factor besides the address. */
export const NewLink = z.object({
  minutes: z
    .number()
    .int()
    .min(5)
    .max(60 * 24 * 365)
    .default(60 * 24 * 7),
  maxHits: z.number().int().min(1).max(100_000).optional(),
  password: z.string().min(6).max(200).optional(),
});
export type NewLink = z.infer<typeof NewLink>;

export const Link = z.object({
  uuid: z.string(),
  /**
   * The address to hand out; absent while the archive is served nowhere. Whoever has it may look, so it is a secret:
   * never logged.
   */
  url: z.string().optional(),
  created: z.string(),
  expires: z.string().optional(),
  /** How often it was used, when the server tells. */
  hits: z.number().int().optional(),
  maxHits: z.number().int().optional(),
  hasPassword: z.boolean(),
});
export type Link = z.infer<typeof Link>;
