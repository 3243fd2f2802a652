import { queryOptions } from '@tanstack/react-query';
import { ProblemBody } from '../../../src/contract/problem-schema.ts';
import type { HeldInstance, PixelTreatment } from '../../../src/contract/pixels.ts';
import { api, ApiError, urlOf } from '../../api.ts';

interface PictureAsk {
  readonly scanId: string;
  readonly object: Pick<HeldInstance, 'sopInstanceUid'>;
  /** From 1. */
  readonly frame: number;
  /** With what is blanked by it; as it lies on the disc without. */
  readonly pixels?: PixelTreatment | undefined;
  readonly isWanted: boolean;
}

/** A frame in its own size. */
export function pictureQuery({ scanId, object: { sopInstanceUid }, frame, pixels, isWanted }: PictureAsk) {
  return queryOptions({
    queryKey: ['pixel-picture', scanId, sopInstanceUid, frame, pixels],
    queryFn: async ({ signal }) => {
      const response = await fetch(urlOf(api.previewPixels, { scanId, sopInstanceUid }), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ frame, pixels }),
        signal,
      });
      if (!response.ok) throw new ApiError(ProblemBody.parse(await response.json()).error, response.status);
      return response.blob();
    },
    enabled: isWanted,
    staleTime: Infinity,
    // Pictures of patients are not kept longer than somebody may come back to them.
    gcTime: 20_000,
  });
}
