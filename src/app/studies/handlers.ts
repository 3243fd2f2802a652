import type { Api } from '../../contract/api.ts';
import type { Handlers, Payload } from '../api/implement.ts';
import { need } from '../need.ts';
import type { Services } from '../services.ts';

type StudyRoutes = Pick<
  Handlers<Api>,
  'worklist' | 'study' | 'studyTree' | 'studyDownload' | 'deleteStudy' | 'instanceFile' | 'instanceThumbnail'
>;

export function studyHandlers({ connections, events, studies }: Services): StudyRoutes {
  return {
    worklist: async ({ params, query, signal }) =>
      need(await connections.open(params.connectionId), 'worklist').list(query, signal),
    study: async ({ params, signal }) =>
      need(await connections.open(params.connectionId), 'studies').get(params.studyUuid, signal),
    studyTree: async ({ params, signal }) =>
      studies.with(params, 'studies', async (stored, study) => stored.tree(study, signal)),
    studyDownload: async ({ params, signal }) =>
      studies.with(params, 'studies', async (stored, study): Promise<Payload> => {
        const { bytes, stream } = await stored.openDownload(study, signal);
        return { mediaType: 'application/zip', bytes, body: stream, fileName: 'study.zip' };
      }),
    deleteStudy: async ({ params, signal }) => {
      await studies.with(params, 'studies', async (stored, study) => stored.delete(study, signal));
      studies.forget(params.connectionId);
      events.publish({ type: 'worklist', connectionId: params.connectionId });
    },
    instanceFile: async ({ params, signal }) =>
      studies.with(params, 'studies', async (stored, study): Promise<Payload> => {
        const { bytes, stream } = await stored.openInstance(study, params.sopInstanceUid, signal);
        return { mediaType: 'application/dicom', bytes, body: stream };
      }),
    instanceThumbnail: async ({ params, query, signal }) =>
      studies.with(params, 'studies', async (stored, study): Promise<Payload> => {
        const { bytes, stream } = await stored.openThumbnail(study, params.sopInstanceUid, query.frame, signal);
        return { mediaType: 'image/jpeg', bytes, body: stream };
      }),
  };
}
