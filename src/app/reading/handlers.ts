import type { Api } from '../../contract/api.ts';
import type { Handlers } from '../api/implement.ts';
import type { Services } from '../services.ts';

type ReadingRoutes = Pick<
  Handlers<Api>,
  | 'listAnnotations'
  | 'addAnnotation'
  | 'setAnnotation'
  | 'deleteAnnotation'
  | 'listKeyImages'
  | 'addKeyImage'
  | 'deleteKeyImage'
>;

/** What a reader leaves on the images: measurements and key images. */
export function readingHandlers({ studies }: Services): ReadingRoutes {
  return {
    listAnnotations: async ({ params, signal }) =>
      studies.with(params, 'annotations', async (annotations, study) => annotations.list(study, signal)),
    addAnnotation: async ({ params, body, signal }) =>
      studies.with(params, 'annotations', async (annotations, study) => annotations.add(study, body, signal)),
    setAnnotation: async ({ params, body, signal }) =>
      studies.with(params, 'annotations', async (annotations, study) =>
        annotations.set(study, params.annotationUuid, body, signal),
      ),
    deleteAnnotation: async ({ params, signal }) =>
      studies.with(params, 'annotations', async (annotations, study) =>
        annotations.delete(study, params.annotationUuid, signal),
      ),
    listKeyImages: async ({ params, signal }) =>
      studies.with(params, 'keyImages', async (keyImages, study) => keyImages.list(study, signal)),
    addKeyImage: async ({ params, body, signal }) =>
      studies.with(params, 'keyImages', async (keyImages, study) => keyImages.add(study, body, signal)),
    deleteKeyImage: async ({ params, signal }) =>
      studies.with(params, 'keyImages', async (keyImages, study) =>
        keyImages.delete(study, params.keyImageUuid, signal),
      ),
  };
}
