import { z } from 'zod';
import type { Study } from '../../contract/study.ts';
import { optionalText, text } from './answers.ts';
import type { Services } from './services.ts';
import { StudyRecord } from './study-record.ts';

/** Where the storage keeps a study: the storage triplet and the engine. */
interface Place {
  readonly studyUid: string;
  readonly storageNamespace: string;
  readonly phiNamespace: string;
  readonly host: string;
}

/** Remembers where studies are stored, from the records that passed by; asks for those it has not seen. */
export interface Places {
  learn(record: StudyRecord): void;
  of(study: Study, signal?: AbortSignal): Promise<Place>;
}

/** More than a worklist shows at once; a place not remembered costs one call. */
const remembered = 2000;

export function createPlaces(services: Services): Places {
  const places = new Map<string, Place>();

  const remember = (uuid: string, place: Place): Place => {
    places.delete(uuid);
    places.set(uuid, place);
    if (places.size > remembered) for (const oldest of [...places.keys()].slice(0, 1)) places.delete(oldest);
    return place;
  };

  return {
    learn(record) {
      if (record.engine_fqdn !== undefined) remember(record.uuid, toPlace(record, record.engine_fqdn));
    },
    async of(study, signal) {
      const known = places.get(study.uuid);
      if (known !== undefined) return known;
      const record = await services.call(
        { url: '/study/get', params: { uuid: study.uuid }, answer: StudyRecord, repeatable: true },
        { signal },
      );
      const host = record.engine_fqdn ?? (await askEngine(services, { study_id: study.uuid }, signal)).engine_fqdn;
      return remember(study.uuid, toPlace(record, host));
    },
  };
}

const Engine = z.object({ engine_fqdn: text, storage_namespace: optionalText });

export function askEngine(
  services: Services,
  params: { study_id: string } | { namespace_id: string },
  signal?: AbortSignal,
): Promise<z.infer<typeof Engine>> {
  return services.call({ url: '/namespace/engine/fqdn', params, answer: Engine, repeatable: true }, { signal });
}

function toPlace(record: StudyRecord, host: string): Place {
  return {
    studyUid: record.study_uid,
    storageNamespace: record.storage_namespace,
    phiNamespace: record.phi_namespace,
    host,
  };
}
