import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Annotation, KeyImage, NewAnnotation, NewKeyImage } from '../../src/contract/reading.ts';
import { client } from '../api.ts';
import { RecordSync, type SyncedRecord } from './record-sync.ts';
import type { FrameRef } from './stack.ts';

export type AnnotationSync = RecordSync<NewAnnotation, Annotation>;
export type SyncedAnnotation = SyncedRecord<NewAnnotation, Annotation>;
export type KeyImageSync = RecordSync<NewKeyImage, KeyImage>;
export type SyncedKeyImage = SyncedRecord<NewKeyImage, KeyImage>;

/** A key image is named by its frame: there is one at most. */
export const keyImageId = ({ sopInstanceUid, frame }: FrameRef): string => `${sopInstanceUid}:${frame}`;

/** What someone marks in a study, kept by the server. */
export interface Reading {
  readonly annotations: AnnotationSync;
  readonly keyImages: KeyImageSync;
  readonly annotationEntries: readonly SyncedAnnotation[];
  readonly keyImageEntries: readonly SyncedKeyImage[];
  /** Why the marks of earlier readings could not be fetched. */
  readonly error: Error | null;
  /** Fetches again what could not be fetched. */
  reload(): void;
}

interface StudyRef {
  readonly connectionId: string;
  readonly studyUuid: string;
}

/** The marks of one study: the earlier ones are fetched once, new ones saved as they are made. */
export function useReading(study: StudyRef): Reading {
  const { connectionId, studyUuid } = study;
  const [annotations] = useState<AnnotationSync>(() => annotationSync(study));
  const [keyImages] = useState<KeyImageSync>(() => keyImageSync(study));
  const annotationQuery = useQuery({
    queryKey: ['annotations', connectionId, studyUuid],
    queryFn: ({ signal }) => client.listAnnotations(study, { signal }),
    // Opening a study again asks again; while it is open, the window knows best.
    gcTime: 0,
    staleTime: Infinity,
  });
  const keyImageQuery = useQuery({
    queryKey: ['key-images', connectionId, studyUuid],
    queryFn: ({ signal }) => client.listKeyImages(study, { signal }),
    gcTime: 0,
    staleTime: Infinity,
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

function annotationSync(study: StudyRef): AnnotationSync {
  return new RecordSync({
    add: (annotation) => client.addAnnotation(study, annotation),
    set: (annotationUuid, annotation) => client.setAnnotation({ ...study, annotationUuid }, annotation),
    remove: (annotationUuid) => client.deleteAnnotation({ ...study, annotationUuid }),
  });
}

function keyImageSync(study: StudyRef): KeyImageSync {
  return new RecordSync({
    add: (keyImage) => client.addKeyImage(study, keyImage),
    remove: (keyImageUuid) => client.deleteKeyImage({ ...study, keyImageUuid }),
  });
}

function withoutUuid({ seriesInstanceUid, sopInstanceUid, frame, shape }: Annotation): NewAnnotation {
  return { seriesInstanceUid, sopInstanceUid, frame, shape };
}
