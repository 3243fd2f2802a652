import { z } from 'zod';

/**
 * One measurement or mark on one frame of one image.
 * Points are in patient coordinates, mm (PS3.3 C.7.6.2), when the image has a position, and in image
 * coordinates, column and row in pixels with a third 0, when it has none: `space` says which.
 */
export const AnnotationShape = z.object({
  tool: z.enum(['length']),
  space: z.enum(['patient', 'image']),
  frameOfReferenceUid: z.string().optional(),
  points: z
    .array(z.tuple([z.number(), z.number(), z.number()]))
    .min(2)
    .max(512),
  label: z.string().max(200).optional(),
});
export type AnnotationShape = z.infer<typeof AnnotationShape>;

export const NewAnnotation = z.object({
  seriesInstanceUid: z.string(),
  sopInstanceUid: z.string(),
  /** From 1, as in Referenced Frame Number (0008,1160). */
  frame: z.number().int().min(1),
  shape: AnnotationShape,
});
export type NewAnnotation = z.infer<typeof NewAnnotation>;

export const Annotation = NewAnnotation.extend({
  uuid: z.string(),
  author: z.string().optional(),
  created: z.string().optional(),
});
export type Annotation = z.infer<typeof Annotation>;

export const NewKeyImage = z.object({
  seriesInstanceUid: z.string(),
  sopInstanceUid: z.string(),
  frame: z.number().int().min(1),
});
export type NewKeyImage = z.infer<typeof NewKeyImage>;

export const KeyImage = NewKeyImage.extend({ uuid: z.string(), created: z.string().optional() });
export type KeyImage = z.infer<typeof KeyImage>;
