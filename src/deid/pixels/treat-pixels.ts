import type { Treatment } from '../../contract/import.ts';
import { readDicom, type DicomFile } from '../../dicom/read-dicom.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import { redactPixels } from '../../pixels/redact.ts';
import type { Region } from '../../pixels/region.ts';
import { TreatmentRefusedError } from '../refused.ts';
import { treat, type TreatedFile, type TreatmentContext } from '../treat.ts';
import { planPixels } from './plan-pixels.ts';

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
  if (treatment.kind !== 'deidentify') return treat(bytes, treatment, context);
  const file = readDicom(bytes, { charset: context.charset });
  const { blank, held, released, hidesOverlays } = planPixels(file, treatment.pixels ?? {});
  const claimsClean = treatment.options?.includes('clean-pixel-data') === true;
  if (claimsClean && held.length > 0)
    throw new TreatmentRefusedError('needs-review', `Somebody must look at the pixels first: ${held.join(', ')}.`, {
      next: 'review-pixels',
    });
  const isRewritten = blank.length > 0 || hidesOverlays;
  const cleaned = isRewritten ? await redacted(file, blank) : bytes;
  return treat(cleaned, treatment, { ...context, pixels: { blanked: isRewritten, clean: claimsClean, released } });
}

/** Whether {@link treatWithPixels} would write other pixels; `file` need not have the values of its own. */
export function rewritesPixels(file: DicomFile, treatment: Treatment): boolean {
  if (treatment.kind !== 'deidentify') return false;
  const { blank, hidesOverlays } = planPixels(file, treatment.pixels ?? {});
  return blank.length > 0 || hidesOverlays;
}

async function redacted(file: DicomFile, blank: readonly Region[]): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await redactPixels(file, blank);
  } catch (cause) {
    if (!(cause instanceof PixelError)) throw cause;
    throw new TreatmentRefusedError('pixels-unreadable', `The pixels cannot be cleaned: ${cause.message}.`, { cause });
  }
}
