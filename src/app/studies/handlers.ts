import type { Api } from '../../contract/api.ts';
import type { Handlers, Payload } from '../api/implement.ts';
import { need } from '../need.ts';
import type { Services } from '../services.ts';

type StudyRoutes = Pick<
  Handlers<Api>,
  | 'worklist'
  | 'study'
  | 'studyTree'
  | 'studyDownload'
  | 'deleteStudy'
  | 'instanceFile'
  | 'instanceThumbnail'
  | 'listAttachments'
  | 'attachmentFile'
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
    listAttachments: async ({ params, signal }) =>
      studies.with(params, 'attachments', async (attachments, study) => attachments.list(study, signal)),
    attachmentFile: async ({ params, signal }) =>
      studies.with(params, 'attachments', async (attachments, study): Promise<Payload> => {
        const { attachment, content } = await attachments.open(study, params.attachmentId, signal);
        return {
          mediaType: 'application/octet-stream',
          bytes: content.bytes,
          body: content.stream,
          fileName: safeName(attachment.fileName),
          isForeign: true,
        };
      }),
    instanceThumbnail: async ({ params, query, signal }) =>
      studies.with(params, 'studies', async (stored, study): Promise<Payload> => {
        const { bytes, stream } = await stored.openThumbnail(study, params.sopInstanceUid, query.frame, signal);
        return { mediaType: 'image/jpeg', bytes, body: stream };
      }),
  };
}

/** A server's word for a header: what could end it, or a name that is a path, is not taken over. */
function safeName(name: string | undefined): string {
  return name?.replaceAll(/[^\w .()-]/g, '_').replace(/^\.+/, '') || 'document';
}
