import type {
  DeviceRule,
  HeldInstance,
  PixelReview,
  PixelReviewRequest,
  PixelTreatment,
} from '../../contract/pixels.ts';
import type { ScannedInstance } from '../../contract/scan.ts';
import { forEachConcurrent } from '../../upload/concurrent.ts';
import { type Reviewed, type ScannedFile, TreatmentError } from '../../upload/treatment-task.ts';
import { UnprocessableError } from '../errors.ts';
import { locateInstance, type Scanned } from '../imports/scanned.ts';

/** Says in a worker thread why the pixels of one file are held. Throws `TreatmentError`. */
export type ReviewPixels = (source: ScannedFile, pixels: PixelTreatment) => Promise<Reviewed>;

/** At most so many objects for one answer: a disc is slow, and a person begins with the first. */
const MAX_CHECKED = 200;
const AT_A_TIME = 2;

/**
 * The objects of the selection that a person must look at, in their order.
 * @param remembered of this computer: they propose, and release nothing
 */
export async function reviewScannedPixels(
  scanned: Scanned,
  { studies, pixels: decided = {}, from = 0 }: PixelReviewRequest,
  review: ReviewPixels,
  remembered: readonly DeviceRule[] = [],
): Promise<PixelReview> {
  const proposing = remembered.map((rule) => ({ ...rule, certain: false }));
  const pixels = { ...decided, rules: [...(decided.rules ?? []), ...proposing] };
  const all = studies.flatMap((study) => chosenInstances(scanned, study));
  const some = all.slice(from, from + MAX_CHECKED);
  const found = new Map<Placed, HeldInstance>();
  let unreadable = 0;
  await forEachConcurrent(some, AT_A_TIME, async (placed) => {
    const { instance, studyInstanceUid, seriesInstanceUid } = placed;
    const { sopInstanceUid, path } = instance;
    try {
      const { held } = await review(await locateInstance(scanned, instance), pixels);
      if (held !== undefined) found.set(placed, { studyInstanceUid, seriesInstanceUid, sopInstanceUid, path, ...held });
    } catch (error) {
      // It will not be sent either, and is named there.
      if (!(error instanceof TreatmentError)) throw error;
      unreadable += 1;
    }
  });
  const end = from + some.length;
  return {
    held: some.flatMap((placed) => found.get(placed) ?? []),
    checked: some.length,
    unreadable,
    ...(end < all.length ? { next: end } : {}),
  };
}

interface Placed {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly instance: ScannedInstance;
}

function chosenInstances(
  { report }: Scanned,
  { studyInstanceUid, seriesInstanceUids }: PixelReviewRequest['studies'][number],
): Placed[] {
  const study = report.patients
    .flatMap(({ studies }) => studies)
    .find((each) => each.studyInstanceUid === studyInstanceUid);
  if (study === undefined)
    throw new UnprocessableError('not-in-scan', 'The scan has no such study.', { next: 'correct-input' });
  return study.series
    .filter((series) => seriesInstanceUids?.includes(series.seriesInstanceUid) ?? true)
    .flatMap(({ seriesInstanceUid, instances }) =>
      instances.map((instance) => ({ studyInstanceUid, seriesInstanceUid, instance })),
    );
}
