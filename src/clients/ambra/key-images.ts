import { z } from 'zod';
import { NotFoundError } from '../../contract/problem.ts';
import type { KeyImage } from '../../contract/reading.ts';
import type { KeyImages } from '../port/archive-connection.ts';
import { optionalInstant, present, text } from './answers.ts';
import { frameNumber, toWireFrame } from './frames.ts';
import type { Places } from './places.ts';
import { readSchema } from './schema.ts';
import { done, type Services } from './services.ts';
import type { Storage } from './storage.ts';

const Record = z
  .object({
    uuid: text,
    series_uid: text,
    instance_uid: text,
    frame_number: frameNumber,
    created: optionalInstant,
  })
  .transform((record): KeyImage =>
    present({
      uuid: record.uuid,
      seriesInstanceUid: record.series_uid,
      sopInstanceUid: record.instance_uid,
      frame: record.frame_number,
      created: record.created,
    }),
  );
const Images = z.object({ images: z.array(Record) });
const Added = z.object({ uuid: text });

export function createKeyImages(services: Services, storage: Storage, places: Places): KeyImages {
  return {
    async list(study, signal) {
      const { images } = await services.call(
        { url: '/keyimage/list', params: { study_id: study.uuid }, answer: Images, repeatable: true },
        { signal },
      );
      return images;
    },

    async add(study, image, signal) {
      // The mark names the version of the object it was set on, which only storage knows.
      const schema = await readSchema(storage, await places.of(study, signal), signal);
      const stored = schema.series
        .find(({ series_uid }) => series_uid === image.seriesInstanceUid)
        ?.images.find(({ id }) => id === image.sopInstanceUid);
      if (stored === undefined) throw new NotFoundError('IMAGE_NOT_FOUND', 'The study does not hold this image.');
      const { uuid } = await services.call(
        {
          url: '/keyimage/add',
          params: {
            study_id: study.uuid,
            series_uid: image.seriesInstanceUid,
            instance_uid: image.sopInstanceUid,
            frame_number: toWireFrame(image.frame),
            version: stored.version,
          },
          answer: Added,
        },
        { signal },
      );
      return services.call({ url: '/keyimage/get', params: { uuid }, answer: Record, repeatable: true }, { signal });
    },

    async delete(_study, uuid, signal) {
      await services.call({ url: '/keyimage/delete', params: { uuid }, answer: done }, { signal });
    },
  };
}
