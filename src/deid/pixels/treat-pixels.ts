import type { Treatment } from '../../contract/import.ts';
import { readDicom, type DicomFile } from '../../dicom/read-dicom.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import { redactPixels } from '../../pixels/redact.ts';
import type { Region } from '../../pixels/region.ts';
import { TreatmentRefusedError } from '../refused.ts';
import { treat, treatFile, type PixelOutcome, type TreatedFile, type TreatmentContext } from '../treat.ts';
import { planPixels, type PixelPlan } from './plan-pixels.ts';

/**
 * {@link treat} with the pixels: what is to be blanked is gone before anything else is done, and the Clean Pixel Data
 * Option is only there for objects that a person or a rule has released, or in which nothing can be written.
 * @throws what `treat` throws, and TreatmentRefusedError `needs-review` or `pixels-unreadable`: nothing may be sent
 */
export async function treatWithPixels(
  bytes: Uint8Array<ArrayBuffer>,
  treatment: Treatment,
  context: TreatmentContext,
): Promise<TreatedFile> {
  return treatFileWithPixels(readDicom(bytes, { charset: context.charset }), bytes, treatment, context);
}

/** {@link treatWithPixels} of a file that was read already, in the character set of `context`. */
export async function treatFileWithPixels(
  file: DicomFile,
  bytes: Uint8Array<ArrayBuffer>,
  treatment: Treatment,
  context: TreatmentContext,
): Promise<TreatedFile> {
  if (treatment.kind === 'rules' && treatment.pixels !== undefined) {
    const { blank } = planPixels(file, treatment.pixels);
    if (blank.length > 0) return treat(await redacted(file, blank), treatment, context);
  }
  if (treatment.kind !== 'deidentify') return treatFile(file, treatment, context, bytes);
  const plan = checkedPlan(file, treatment);
  if (!isRewriting(plan)) return treatFile(file, treatment, { ...context, pixels: outcomeOf(plan, treatment) }, bytes);
  const cleaned = await redacted(file, plan.blank);
  return treat(cleaned, treatment, { ...context, pixels: outcomeOf(plan, treatment) });
}

/** {@link treatWithPixels} of a file whose pixels are elsewhere; undefined when other pixels would have to be written. */
export function treatAroundPixels(
  file: DicomFile,
  treatment: Treatment,
  context: TreatmentContext,
): TreatedFile | undefined {
  if (treatment.kind === 'rules' && treatment.pixels !== undefined)
    return planPixels(file, treatment.pixels).blank.length > 0 ? undefined : treatFile(file, treatment, context);
  if (treatment.kind !== 'deidentify') return treatFile(file, treatment, context);
  const plan = checkedPlan(file, treatment);
  return isRewriting(plan) ? undefined : treatFile(file, treatment, { ...context, pixels: outcomeOf(plan, treatment) });
}

type Deidentification = Extract<Treatment, { kind: 'deidentify' }>;

function checkedPlan(file: DicomFile, treatment: Deidentification): PixelPlan {
  const plan = planPixels(file, treatment.pixels ?? {});
  const { held } = plan;
  if (claimsClean(treatment) && held.length > 0)
    throw new TreatmentRefusedError('needs-review', `Somebody must look at the pixels first: ${held.join(', ')}.`, {
      next: 'review-pixels',
    });
  return plan;
}

function claimsClean({ options }: Deidentification): boolean {
  return options?.includes('clean-pixel-data') === true;
}

function isRewriting({ blank, hidesOverlays }: PixelPlan): boolean {
  return blank.length > 0 || hidesOverlays;
}

function outcomeOf(plan: PixelPlan, treatment: Deidentification): PixelOutcome {
  return { blanked: isRewriting(plan), clean: claimsClean(treatment), released: plan.released };
}

async function redacted(file: DicomFile, blank: readonly Region[]): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await redactPixels(file, blank);
  } catch (cause) {
    if (!(cause instanceof PixelError)) throw cause;
    throw new TreatmentRefusedError('pixels-unreadable', `The pixels cannot be cleaned: ${cause.message}.`, { cause });
  }
}
