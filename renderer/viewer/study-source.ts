import { api, client, urlOf } from '../api.ts';
import type { MarkStore } from './reading.ts';
import type { StackFrame } from './stack.ts';

/** Where the objects of an open study come from. What a source cannot do is absent. */
export interface StudySource {
  /** The Part 10 file of an object. */
  fileUrl(sopInstanceUid: string): string;
  thumbnailUrl(frame: StackFrame): string;
  /** How many files may be asked for at a time. */
  readonly concurrency: number;
  /** Keeps measurements and key images; without it they are drawn, and gone when the study is closed. */
  readonly marks?: MarkStore;
}

/** A study that a server holds. */
export function storedStudy(connectionId: string, studyUuid: string): StudySource {
  const study = { connectionId, studyUuid };
  return {
    fileUrl: (sopInstanceUid) => urlOf(api.instanceFile, { ...study, sopInstanceUid }),
    thumbnailUrl: ({ sopInstanceUid, frame }) => urlOf(api.instanceThumbnail, { ...study, sopInstanceUid }, { frame }),
    concurrency: 6,
    marks: {
      key: [connectionId, studyUuid],
      listAnnotations: async (signal) => client.listAnnotations(study, { signal }),
      listKeyImages: async (signal) => client.listKeyImages(study, { signal }),
      annotations: {
        add: async (annotation) => client.addAnnotation(study, annotation),
        set: async (annotationUuid, annotation) => client.setAnnotation({ ...study, annotationUuid }, annotation),
        remove: async (annotationUuid) => client.deleteAnnotation({ ...study, annotationUuid }),
      },
      keyImages: {
        add: async (keyImage) => client.addKeyImage(study, keyImage),
        remove: async (keyImageUuid) => client.deleteKeyImage({ ...study, keyImageUuid }),
      },
    },
  };
}

/** A study on a disc that was scanned, or is being scanned. */
export function scannedStudy(scanId: string): StudySource {
  return {
    fileUrl: (sopInstanceUid) => urlOf(api.scanInstanceFile, { scanId, sopInstanceUid }),
    thumbnailUrl: ({ sopInstanceUid, frame }) =>
      urlOf(api.scanInstanceThumbnail, { scanId, sopInstanceUid }, { frame }),
    // A disc has one head, and the scan wants it too.
    concurrency: 2,
  };
}
