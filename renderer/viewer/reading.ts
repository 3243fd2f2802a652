import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Annotation, KeyImage, NewAnnotation, NewKeyImage } from '../../src/contract/reading.ts';
import { RecordSync, type RecordStore, type SyncedRecord } from './record-sync.ts';
import type { FrameRef } from './stack.ts';

export type AnnotationSync = RecordSync<NewAnnotation, Annotation>;
export type SyncedAnnotation = SyncedRecord<NewAnnotation, Annotation>;
export type KeyImageSync = RecordSync<NewKeyImage, KeyImage>;
export type SyncedKeyImage = SyncedRecord<NewKeyImage, KeyImage>;

/** A key image is named by its frame: there is one at most. */
export const keyImageId = ({ sopInstanceUid, frame }: FrameRef): string => `${sopInstanceUid}:${frame}`;

/** What keeps the marks of one study. */
export interface MarkStore {
  /** Names the study in the window's memory. */
  readonly key: readonly string[];
  listAnnotations(signal: AbortSignal): Promise<Annotation[]>;
  listKeyImages(signal: AbortSignal): Promise<KeyImage[]>;
  readonly annotations: RecordStore<NewAnnotation, Annotation>;
  readonly keyImages: RecordStore<NewKeyImage, KeyImage>;
}

/** What someone marks in a study. */
export interface Reading {
  /** Whether anything keeps the marks; if not, they are gone when the study is closed. */
  readonly isKept: boolean;
  readonly annotations: AnnotationSync;
  readonly keyImages: KeyImageSync;
  readonly annotationEntries: readonly SyncedAnnotation[];
  readonly keyImageEntries: readonly SyncedKeyImage[];
  /** Why the marks of earlier readings could not be fetched. */
  readonly error: Error | null;
  /** Fetches again what could not be fetched. */
  reload(): void;
}

/** The marks of one study: the earlier ones are fetched once, new ones saved as they are made. */
export function useReading(store: MarkStore | undefined): Reading {
  const [annotations] = useState<AnnotationSync>(() => new RecordSync(store?.annotations ?? inTheWindow()));
  const [keyImages] = useState<KeyImageSync>(() => new RecordSync(store?.keyImages ?? inTheWindow()));
  // Opening a study again asks again; while it is open, the window knows best.
  const once = { gcTime: 0, staleTime: Infinity };
  const annotationQuery = useQuery({
    queryKey: ['annotations', ...(store?.key ?? [])],
    queryFn: store === undefined ? skipToken : async ({ signal }) => store.listAnnotations(signal),
    ...once,
  });
  const keyImageQuery = useQuery({
    queryKey: ['key-images', ...(store?.key ?? [])],
    queryFn: store === undefined ? skipToken : async ({ signal }) => store.listKeyImages(signal),
    ...once,
  });
  useEffect(() => {
    annotations.restore(annotationQuery.data ?? [], ({ uuid }) => uuid, withoutUuid);
  }, [annotations, annotationQuery.data]);
  useEffect(() => {
    keyImages.restore(keyImageQuery.data ?? [], keyImageId, ({ seriesInstanceUid, sopInstanceUid, frame }) => ({
      seriesInstanceUid,
      sopInstanceUid,
      frame,
    }));
  }, [keyImages, keyImageQuery.data]);
  return {
    isKept: store !== undefined,
    annotations,
    keyImages,
    annotationEntries: useSyncExternalStore(annotations.subscribe, annotations.entries),
    keyImageEntries: useSyncExternalStore(keyImages.subscribe, keyImages.entries),
    error: annotationQuery.error ?? keyImageQuery.error,
    reload: () => {
      if (annotationQuery.isError) void annotationQuery.refetch();
      if (keyImageQuery.isError) void keyImageQuery.refetch();
    },
  };
}

/** For a study that nobody stores: its marks live as long as it is open. */
function inTheWindow<New extends object>(): RecordStore<New, New & { readonly uuid: string }> {
  const named = async (record: New, uuid: string) => Promise.resolve({ ...record, uuid });
  return {
    add: async (record) => named(record, crypto.randomUUID()),
    set: async (uuid, record) => named(record, uuid),
    remove: async () => Promise.resolve(),
  };
}

function withoutUuid({ seriesInstanceUid, sopInstanceUid, frame, shape }: Annotation): NewAnnotation {
  return { seriesInstanceUid, sopInstanceUid, frame, shape };
}
