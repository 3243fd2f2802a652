import type { Chosen } from '../selection.ts';

export interface Representative {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly modality: string;
}

/** One chosen series of each modality: what a treatment does, and does not reach, depends on the kind of object. */
export function representativesOf({ studies }: Chosen): readonly Representative[] {
  const found = new Map<string, Representative>();
  for (const { studyInstanceUid, series } of studies) {
    for (const { seriesInstanceUid, modality = '' } of series) {
      if (!found.has(modality)) found.set(modality, { studyInstanceUid, seriesInstanceUid, modality });
    }
  }
  return [...found.values()];
}
