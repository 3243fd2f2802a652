import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { FoundPixelText, HeldInstance } from '../../../src/contract/pixels.ts';
import { ApiError, client } from '../../api.ts';
import { hasPicture } from './words.ts';

/** What the program found by SOP Instance UID; `failed` where it could not look, absent where it has not yet. */
export type FoundTexts = ReadonlyMap<string, FoundPixelText | 'failed'>;

export interface TextSearch {
  readonly found: FoundTexts;
  /** Objects that have a picture to look at. */
  readonly total: number;
}

interface SearchAsk {
  readonly scanId: string;
  readonly held: readonly HeldInstance[];
  /** The object that a person is looking at is searched before the others. */
  readonly first: string | undefined;
}

/** Looks for text in one held object after the other, for as long as somebody reviews. It proposes and decides nothing. */
export function useFoundText({ scanId, held, first }: SearchAsk): TextSearch {
  const pictures = useMemo(() => held.filter(hasPicture).map(({ sopInstanceUid }) => sopInstanceUid), [held]);
  const nextOf = (seen: ReadonlySet<string>): string | undefined =>
    first !== undefined && pictures.includes(first) && !seen.has(first)
      ? first
      : pictures.find((uid) => !seen.has(uid));
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['pixel-text', scanId],
    queryFn: async ({ pageParam: sopInstanceUid, signal }) => ({
      sopInstanceUid,
      text: await findIn(scanId, sopInstanceUid, signal),
    }),
    initialPageParam: pictures[0] ?? '',
    getNextPageParam: (_, pages) => nextOf(new Set(pages.map(({ sopInstanceUid }) => sopInstanceUid))),
    enabled: pictures.length > 0,
    // What an ended scan has found does not change.
    staleTime: Infinity,
  });
  const isWaiting = hasNextPage && !isFetching;
  useEffect(() => {
    if (isWaiting) void fetchNextPage();
  }, [isWaiting, fetchNextPage]);
  return useMemo(() => {
    const wanted = new Set(pictures);
    const pages = (data?.pages ?? []).filter(({ sopInstanceUid }) => wanted.has(sopInstanceUid));
    return {
      found: new Map(pages.map(({ sopInstanceUid, text }) => [sopInstanceUid, text])),
      total: pictures.length,
    };
  }, [data, pictures]);
}

async function findIn(scanId: string, sopInstanceUid: string, signal: AbortSignal): Promise<FoundPixelText | 'failed'> {
  try {
    return await client.findPixelText({ scanId, sopInstanceUid }, { signal });
  } catch (error) {
    // One object that cannot be read does not keep the others waiting.
    if (error instanceof ApiError) return 'failed';
    throw error;
  }
}
