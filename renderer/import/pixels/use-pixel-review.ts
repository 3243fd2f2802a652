import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { NewImport } from '../../../src/contract/import.ts';
import type { HeldInstance, PixelTreatment } from '../../../src/contract/pixels.ts';
import { client } from '../../api.ts';
import type { Obstacle } from '../draft.ts';
import type { Chosen } from '../selection.ts';
import { verdictOn } from './decisions.ts';
import type { PixelDecisions } from './decisions.ts';
import { heldSeriesKey, toPixelTreatment, withoutUnseen } from './to-treatment.ts';

export interface PixelReviewState {
  readonly isWanted: boolean;
  readonly held: readonly HeldInstance[];
  /** Objects of the selection whose headers were read so far. */
  readonly checked: number;
  readonly unreadable: number;
  /** All of the selection was looked at. */
  readonly isComplete: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** The decisions as they are sent; undefined as long as there is nothing to say. */
  readonly treatment: PixelTreatment | undefined;
  /** How many held objects somebody has decided about. */
  readonly decided: number;
  /** How many of them stay on the disc. */
  readonly leftOut: number;
  readonly obstacles: readonly Obstacle[];
  /** What was decided, and what follows from it. */
  readonly decisions: PixelDecisions;
}

export interface ReviewAsk {
  readonly scanId: string;
  readonly studies: NewImport['studies'];
  readonly chosen: Chosen;
  readonly decisions: PixelDecisions;
  readonly isWanted: boolean;
  /** Of what there is no picture nothing is sent: a visitor has no viewer. */
  readonly isVisit?: boolean;
}

/** Which chosen objects somebody must look at, as they are found, and what still has to be decided about them. */
export function usePixelReview(ask: ReviewAsk): PixelReviewState {
  const { scanId, studies, chosen, decisions: own, isWanted, isVisit = false } = ask;
  const { rules } = own;
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['pixel-review', scanId, studies, rules],
    queryFn: async ({ pageParam, signal }) =>
      client.reviewPixels({ scanId }, { studies, pixels: { rules: [...rules] }, from: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    enabled: isWanted && studies.length > 0,
    // What an ended scan has found does not change.
    staleTime: Infinity,
  });
  const isWaiting = isWanted && hasNextPage && !isFetching && error === null;
  useEffect(() => {
    if (isWaiting) void fetchNextPage();
  }, [isWaiting, fetchNextPage]);

  return useMemo(() => {
    const pages = isWanted ? (data?.pages ?? []) : [];
    const held = pages.flatMap((page) => page.held);
    const decisions = isVisit ? withoutUnseen(own, held) : own;
    const sum = (of: 'checked' | 'unreadable'): number => pages.reduce((total, page) => total + page[of], 0);
    const isComplete = pages.length > 0 && !hasNextPage;
    const unreadable = sum('unreadable');
    const objects = new Map(
      chosen.studies.flatMap(({ studyInstanceUid, series }) =>
        series.map(({ seriesInstanceUid, instances }) => [
          heldSeriesKey({ studyInstanceUid, seriesInstanceUid }),
          instances,
        ]),
      ),
    );
    const leftOut = held.filter((one) => verdictOn(decisions, one) === 'left-out').length;
    const done = held.filter((one) => verdictOn(decisions, one) !== 'open').length;
    return {
      isWanted,
      held,
      checked: sum('checked'),
      unreadable,
      isComplete,
      error,
      retry: () => void refetch(),
      treatment:
        held.length === 0 && rules.length === 0
          ? undefined
          : toPixelTreatment(decisions, { held, isWhole: isComplete && unreadable === 0, objects }),
      decisions,
      decided: done,
      leftOut,
      obstacles: isWanted ? obstaclesOf(isComplete, done < held.length, leftOut === chosen.objects) : [],
    };
  }, [data, error, hasNextPage, isWanted, isVisit, chosen, own, rules, refetch]);
}

function obstaclesOf(isComplete: boolean, isOpen: boolean, isEmpty: boolean): readonly Obstacle[] {
  if (isOpen) return ['pixels-undecided'];
  if (isEmpty) return ['all-left-out'];
  return isComplete ? [] : ['pixels-unchecked'];
}
