import type { HeldInstance } from '../../../src/contract/pixels.ts';
import type { ScannedSeries } from '../selection.ts';

export type HeldKind = 'image' | 'document' | 'video';

/** What a person can do with it: pictures are looked at here, the others elsewhere. */
export function kindOf({ reasons }: Pick<HeldInstance, 'reasons'>): HeldKind {
  if (reasons.includes('encapsulated-document')) return 'document';
  return reasons.includes('video') ? 'video' : 'image';
}

/** Whether it can be looked at here. Objects with a document within may have pixels, too. */
export function hasPicture(object: HeldInstance): boolean {
  return kindOf(object) !== 'video' && object.columns > 0 && object.rows > 0;
}

/** `CT · Axial`, as far as the disc says. */
export function seriesName(series: ScannedSeries | undefined, none: string): string {
  return [series?.modality, series?.description ?? none].filter(Boolean).join(' · ');
}

export function deviceName({ manufacturer, model }: Pick<HeldInstance, 'manufacturer' | 'model'>): string {
  return [manufacturer, model].filter(Boolean).join(' ');
}
