import { z } from 'zod';

/** A mounted disc, drive or folder worth offering as a source. */
export const Volume = z.object({
  path: z.string(),
  label: z.string(),
  kind: z.enum(['optical', 'removable', 'fixed', 'network', 'home']),
});
export type Volume = z.infer<typeof Volume>;

/** What a file is, for a person who adds it to an import by hand. */
export const FileFacts = z.object({
  path: z.string(),
  name: z.string(),
  /** By its content. */
  mediaType: z.string(),
  bytes: z.number().int(),
});
export type FileFacts = z.infer<typeof FileFacts>;

/** One folder's content for the picker of the browser shell; only folders and archives that can be a source. */
export const FolderListing = z.object({
  path: z.string(),
  parent: z.string().optional(),
  entries: z.array(z.object({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'file']) })),
  /** A sign that this folder is a disc: it holds a DICOMDIR. */
  hasDicomdir: z.boolean(),
});
export type FolderListing = z.infer<typeof FolderListing>;
