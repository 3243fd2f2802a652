import { z } from 'zod';
import { NotFoundError } from '../../contract/problem.ts';
import type { Ingest, OpenStudy, StudyHeader } from '../port/archive-connection.ts';
import { BadAnswerError } from '../port/errors.ts';
import { optionalInteger, optionalText, orJsonText, present, text } from './answers.ts';
import { listAttachments, openAttachment, putAttachment, type StoragePlace } from './attachments.ts';
import { askEngine } from './places.ts';
import { ShareCode, toRules } from './rules.ts';
import { readSchema } from './schema.ts';
import { done, type Services } from './services.ts';
import type { Storage } from './storage.ts';

const Added = z.object({ uuid: text, engine_fqdn: optionalText, storage_namespace: optionalText });

/**
 * The refusal ALREADY_EXISTS names the study that is there: objects are added to that one. What it tells of the study
 * must be of the one that was asked for: a patient's images do not go into another's study on a server's word.
 */
const existing = (namespaceId: string, studyUid: string) =>
  z
    .object({
      error_subtype: text,
      error_data: orJsonText(
        z.object({
          uuid: text.optional(),
          study_uid: z.literal(studyUid).optional(),
          phi_namespace: z.literal(namespaceId).optional(),
          engine_fqdn: optionalText,
          storage_namespace: optionalText,
        }),
      ).optional(),
    })
    .refine(({ error_subtype, error_data }) => (error_data?.uuid ?? error_subtype) === error_subtype)
    .transform(({ error_subtype, error_data }) => ({
      uuid: error_subtype,
      engine_fqdn: error_data?.engine_fqdn,
      storage_namespace: error_data?.storage_namespace,
    }));

const Count = z.object({ image_count: optionalInteger, count: optionalInteger });
const Counter = z.object({ counter: text });
const Stored = z.object({ study_uid: text, image_uid: text, image_version: text });

export function createIngest(services: Services, storage: Storage): Ingest {
  return {
    async rules(destination, signal) {
      const params =
        'shareCode' in destination ? { share_code: destination.shareCode } : { namespace_id: destination.namespaceId };
      const answer = await services.call(
        { url: '/namespace/share_code', params, answer: ShareCode, repeatable: true },
        { signal },
      );
      return toRules(answer);
    },

    async md5Counter(namespaceId, md5, signal) {
      const { account_id } = await services.call(
        { url: '/namespace/share_code', params: { namespace_id: namespaceId }, answer: ShareCode, repeatable: true },
        { signal },
      );
      const { counter } = await services.call(
        { url: '/account/md5/counter', params: { uuid: account_id, md5 }, answer: Counter, repeatable: true },
        { signal },
      );
      return counter;
    },

    async open(namespaceId, header, signal) {
      const engine = await askEngine(services, { namespace_id: namespaceId }, signal);
      const storageNamespace = engine.storage_namespace ?? namespaceId;
      const added = await services.call(
        {
          url: '/study/add',
          params: {
            study_uid: header.studyInstanceUid,
            storage_namespace: storageNamespace,
            phi_namespace: namespaceId,
            ...toFields(header),
          },
          answer: Added,
          refusals: { ALREADY_EXISTS: existing(namespaceId, header.studyInstanceUid) },
          repeatable: true,
        },
        { signal },
      );
      return {
        uuid: added.uuid,
        studyInstanceUid: header.studyInstanceUid,
        namespaceId,
        storageNamespaceId: added.storage_namespace ?? storageNamespace,
        storageHost: added.engine_fqdn ?? engine.engine_fqdn,
      };
    },

    async putObject(study, object, signal) {
      const stored = await storage.json(Stored, {
        method: 'POST',
        host: await hostOf(study, signal),
        path: ['namespace', study.storageNamespaceId, 'image'],
        query: { study_uid: study.studyInstanceUid },
        body: { bytes: object.bytes, stream: object.open() },
        signal,
      });
      if (stored.image_uid !== object.sopInstanceUid || stored.study_uid !== study.studyInstanceUid) {
        throw new BadAnswerError('stored-otherwise', 'The server filed the object under another identifier.', {
          next: 'report-bug',
        });
      }
      return { sopInstanceUid: stored.image_uid, version: stored.image_version };
    },

    async complete(study, count, signal) {
      await services.call(
        {
          url: '/study/sync',
          params: { study_id: study.uuid, image_count: count },
          answer: done,
          // A repeat within a minute is blocked: the first one is at work.
          refusals: { BLOCKED: done },
          repeatable: true,
        },
        { signal },
      );
    },

    async listStored(study, signal) {
      const place = {
        host: await hostOf(study, signal),
        storageNamespace: study.storageNamespaceId,
        studyUid: study.studyInstanceUid,
      };
      try {
        const schema = await readSchema(storage, place, signal);
        return schema.series.flatMap(({ images }) =>
          images.map(({ id, version, sha256 }) => present({ sopInstanceUid: id, version, sha256 })),
        );
      } catch (error) {
        // Storage knows a study from its first object on: before, it holds none.
        if (error instanceof NotFoundError && error.code === 'STUDY_NOT_FOUND') return [];
        throw error;
      }
    },

    async countStored(study, signal) {
      try {
        const { image_count, count } = await storage.json(Count, {
          host: await hostOf(study, signal),
          path: ['study', study.storageNamespaceId, study.studyInstanceUid, 'count'],
          query: { images_only: '1' },
          signal,
        });
        return image_count ?? count;
      } catch (error) {
        if (error instanceof NotFoundError && error.code === 'STUDY_NOT_FOUND') return 0;
        throw error;
      }
    },

    async readStored(study, { sopInstanceUid, version }, signal) {
      return storage.stream(/^application\/(dicom|octet-stream)$/, {
        host: await hostOf(study, signal),
        path: ['study', study.storageNamespaceId, study.studyInstanceUid, 'image', sopInstanceUid, 'version', version],
        query: { phi_namespace: study.namespaceId },
        signal,
      });
    },

    async attach(study, attachment, signal) {
      await putAttachment(storage, await placeOf(study, signal), attachment, signal);
    },

    async listAttached(study, signal) {
      return listAttachments(storage, await placeOf(study, signal), signal);
    },

    async readAttached(study, attachment, signal) {
      return openAttachment(storage, await placeOf(study, signal), attachment, signal);
    },
  };

  async function placeOf(study: OpenStudy, signal?: AbortSignal): Promise<StoragePlace> {
    const { studyInstanceUid: studyUid, storageNamespaceId: storageNamespace, namespaceId: phiNamespace } = study;
    return { host: await hostOf(study, signal), studyUid, storageNamespace, phiNamespace };
  }

  async function hostOf(study: OpenStudy, signal?: AbortSignal): Promise<string> {
    return study.storageHost ?? (await askEngine(services, { study_id: study.uuid }, signal)).engine_fqdn;
  }
}

function toFields(header: StudyHeader): Record<string, string | undefined> {
  return {
    patient_name: header.patientName,
    patientid: header.patientId,
    patient_birth_date: header.patientBirthDate,
    patient_sex: header.patientSex,
    study_date: header.studyDate,
    study_time: header.studyTime,
    modality: header.modality,
    study_description: header.description,
    accession_number: header.accessionNumber,
    referring_physician: header.referringPhysician,
  };
}
