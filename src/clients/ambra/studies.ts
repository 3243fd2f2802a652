import type { Studies } from '../port/archive-connection.ts';
import type { Places } from './places.ts';
import { readSchema, toSeries } from './schema.ts';
import { done, type Services } from './services.ts';
import type { Storage } from './storage.ts';
import { StudyRecord, toStudy } from './study-record.ts';

export function createStudies(services: Services, storage: Storage, places: Places): Studies {
  return {
    async get(uuid, signal) {
      const record = await services.call(
        { url: '/study/get', params: { uuid }, answer: StudyRecord, repeatable: true },
        { signal },
      );
      places.learn(record);
      return toStudy(record);
    },

    async tree(study, signal) {
      return { series: toSeries(await readSchema(storage, await places.of(study, signal), signal)) };
    },

    async openInstance(study, sopInstanceUid, signal) {
      const place = await places.of(study, signal);
      const answer = await storage.stream(/^application\/(dicom|octet-stream)$/, {
        host: place.host,
        path: ['study', place.storageNamespace, place.studyUid, 'image', sopInstanceUid, 'version', '*'],
        query: { phi_namespace: place.phiNamespace },
        signal,
      });
      return { ...answer, mediaType: 'application/dicom' };
    },

    async openThumbnail(study, sopInstanceUid, frame, signal) {
      const place = await places.of(study, signal);
      const image = ['study', place.storageNamespace, place.studyUid, 'image', sopInstanceUid, 'version', '*'];
      return storage.stream(/^image\/jpeg$/, {
        host: place.host,
        // Storage counts frames from 0.
        path: [...image, 'frame', String(frame - 1), 'thumbnail'],
        query: { phi_namespace: place.phiNamespace },
        signal,
      });
    },

    async openDownload(study, signal) {
      const place = await places.of(study, signal);
      return storage.stream(/^application\/(zip|octet-stream)$/, {
        host: place.host,
        path: ['study', place.storageNamespace, place.studyUid, 'download'],
        query: { bundle: 'dicom', exclude_viewer: '1', phi_namespace: place.phiNamespace },
        signal,
      });
    },

    async delete(study, signal) {
      await services.call({ url: '/study/delete', params: { uuid: study.uuid }, answer: done }, { signal });
    },
  };
}
