import { z } from 'zod';

/** More than any detector has, and than a slide is wide in the frames of its file. */
const coordinate = z.number().int().min(0).max(1_000_000);

/**
 * A rectangle in the pixels of a frame, counted from 0 at its top left. The column `left` and the row `top` belong to
 * it, `right` and `bottom` are the first that do not. It holds for every frame; what lies outside does not count.
 */
export const PixelRegion = z
  .object({ left: coordinate, top: coordinate, right: coordinate, bottom: coordinate })
  .refine(({ left, top, right, bottom }) => left < right && top < bottom, { error: 'An empty region' });
export type PixelRegion = z.infer<typeof PixelRegion>;

const PixelRegions = z.array(PixelRegion).max(200);
const uid = z.string().min(1).max(64);

/** A study, a series or an instance, under its UID on the disc. */
export const PixelScope = z
  .object({ studyInstanceUid: uid, seriesInstanceUid: uid, sopInstanceUid: uid })
  .partial()
  .refine((scope) => Object.values(scope).some((each) => each !== undefined), { error: 'A scope of nothing' });
export type PixelScope = z.infer<typeof PixelScope>;

const text = z.string().trim().min(1).max(64);

/**
 * What is always blanked in the images of a device. All that `when` names must be as it says, whatever the case of the
 * letters; rectangles are only right for images of one size, so that they need rows and columns.
 */
export const DeviceRule = z
  .object({
    name: text,
    when: z.object({
      manufacturer: text.optional(),
      model: text.optional(),
      softwareVersion: text.optional(),
      modality: text.optional(),
      sopClassUid: uid.optional(),
      rows: z.number().int().positive().optional(),
      columns: z.number().int().positive().optional(),
    }),
    blank: PixelRegions.optional(),
    /** All that lies outside the regions which the image declares itself (0018,6011). */
    blankOutsideUltrasoundRegions: z.boolean().optional(),
    /** Whoever made the rule knows that no text is left then: such images need no review. */
    certain: z.boolean(),
  })
  .refine(({ when }) => when.manufacturer !== undefined && when.model !== undefined, {
    error: 'A rule is for one manufacturer and model',
  })
  .refine(({ when, blank = [] }) => blank.length === 0 || (when.rows !== undefined && when.columns !== undefined), {
    error: 'Rectangles need rows and columns',
  })
  .refine((rule) => (rule.blank ?? []).length > 0 || rule.blankOutsideUltrasoundRegions === true, {
    error: 'A rule that blanks nothing',
  });
export type DeviceRule = z.infer<typeof DeviceRule>;

/** What happens to text in the pixels. */
export const PixelTreatment = z.object({
  regions: z
    .array(z.object({ of: PixelScope, blank: PixelRegions }))
    .max(10_000)
    .optional(),
  rules: z.array(DeviceRule).max(500).optional(),
  /** Somebody has looked at these, and after the regions are blanked nothing that identifies is left to be read. */
  signedOff: z.array(PixelScope).max(10_000).optional(),
});
export type PixelTreatment = z.infer<typeof PixelTreatment>;

/** Why a person must look at an object before anybody may say that its pixels tell nothing. */
export const HoldReason = z.enum([
  /** Burned In Annotation (0028,0301) is YES. */
  'declared',
  'secondary-capture',
  'screen-save',
  'digitised-film',
  'encapsulated-document',
  'video',
  /** A kind of image into which machines write, and nothing is declared. */
  'text-prone',
  /** The same, and only its own word says that there is no text. */
  'only-declared-clean',
  /** A projection image that declares nothing. */
  'undeclared',
  /** Made from other images, in colour or as a picture of the screen. */
  'derived',
  /** No rule knows this kind of object. */
  'unknown-class',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** An object that is held, with what could be blanked in it. */
export const HeldInstance = z.object({
  studyInstanceUid: z.string(),
  seriesInstanceUid: z.string(),
  sopInstanceUid: z.string(),
  path: z.string(),
  reasons: z.array(HoldReason).min(1),
  rows: z.number().int(),
  columns: z.number().int(),
  frames: z.number().int(),
  modality: z.string().optional(),
  manufacturer: z.string().optional(),
  model: z.string().optional(),
  /** Proposals of a header: of a rule by its name, or of the ultrasound regions that the image declares. */
  suggested: z.array(
    z.object({
      from: z.enum(['rule', 'ultrasound-regions']),
      name: z.string().optional(),
      blank: z.array(PixelRegion),
    }),
  ),
});
export type HeldInstance = z.infer<typeof HeldInstance>;

/** Of a selection of a scan, as `PixelReview` answers it. */
export const PixelReviewRequest = z.object({
  studies: z
    .array(z.object({ studyInstanceUid: z.string(), seriesInstanceUids: z.array(z.string()).optional() }))
    .min(1),
  /** What has been decided so far: what it releases is not held. */
  pixels: PixelTreatment.optional(),
  /** Where the answer before ended. */
  from: z.number().int().min(0).optional(),
});
export type PixelReviewRequest = z.infer<typeof PixelReviewRequest>;

/** One frame of a scanned object, as it is or with all blanked that `pixels` says, as a PNG of its own size. */
export const PixelPictureRequest = z.object({
  /** From 1. */
  frame: z.number().int().min(1).default(1),
  pixels: PixelTreatment.optional(),
});

/** What a text that was read off a picture seems to say of whom it is of, or of where it was made. */
export const ReadsLike = z.enum([
  'name',
  /** Another person's name, who examined or referred. */
  'person',
  'id',
  'birth date',
  'date',
  'address',
  'phone',
  'institution',
  'device',
]);
export type ReadsLike = z.infer<typeof ReadsLike>;

export const ReadPixelText = z.object({
  /** As well as it could be read; absent where it could not be. There may be text all the same. */
  text: z.string().optional(),
  like: ReadsLike.optional(),
});
export type ReadPixelText = z.infer<typeof ReadPixelText>;

/**
 * Where text may be written into the pixels of an object, as far as the program can tell: proposals for a person. None
 * does not mean that there is no text.
 */
export const FoundPixelText = z.object({
  regions: PixelRegions,
  /** What each of `regions` reads, in their order. It takes none of them away. */
  texts: z.array(ReadPixelText),
  /** So many of the object's frames were looked at. */
  frames: z.number().int(),
});
export type FoundPixelText = z.infer<typeof FoundPixelText>;

/** A rule that was remembered on this computer. It proposes and never blanks by itself. */
export const KeptDeviceRule = z.object({ id: z.string(), rule: DeviceRule });
export type KeptDeviceRule = z.infer<typeof KeptDeviceRule>;

export const PixelReview = z.object({
  held: z.array(HeldInstance),
  /** How many objects of the selection were looked at, and how many could not be read. */
  checked: z.number().int(),
  unreadable: z.number().int(),
  /** Pass it as `from` to go on; absent at the end. */
  next: z.number().int().optional(),
});
export type PixelReview = z.infer<typeof PixelReview>;
