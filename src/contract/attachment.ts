import { z } from 'zod';

/** A document that a server keeps with a study. */
export const Attachment = z.object({
  id: z.string(),
  fileName: z.string().optional(),
  mediaType: z.string().optional(),
  bytes: z.number().int().optional(),
});
export type Attachment = z.infer<typeof Attachment>;
