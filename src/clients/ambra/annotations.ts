import { z } from 'zod';
import { AnnotationShape, type Annotation, type NewAnnotation } from '../../contract/reading.ts';
import type { Annotations } from '../port/archive-connection.ts';
import { badAnswer } from './errors.ts';
import { optionalInstant, optionalText, present, text } from './answers.ts';
import { frameNumber, toWireFrame } from './frames.ts';
import { done, type Services } from './services.ts';

/**
 * What Fileroom writes into the `json` field, which the services leave to the client: a marker with the version of the
 * form, and the shape. Other programs write other forms there; theirs are not shown, and never changed or deleted.
 */
const Payload = z.object({ fileroom: z.literal(1), shape: AnnotationShape });

const Record = z.object({
  uuid: text,
  user_name: optionalText,
  created: optionalInstant,
  series_uid: text,
  instance_uid: text,
  frame_number: frameNumber,
  json: z.unknown(),
});
const RecordList = z.object({ annotations: z.array(z.looseObject({})) });
const Added = z.object({ uuid: text });

export function createAnnotations(services: Services): Annotations {
  const read = async (uuid: string, signal?: AbortSignal): Promise<Annotation> => {
    const record = await services.call(
      { url: '/annotation/get', params: { uuid }, answer: Record, repeatable: true },
      { signal },
    );
    const annotation = toAnnotation(record);
    if (annotation === undefined) throw badAnswer('/annotation/get');
    return annotation;
  };

  return {
    async list(study, signal) {
      const { annotations } = await services.call(
        { url: '/annotation/list', params: { study_id: study.uuid }, answer: RecordList, repeatable: true },
        { signal },
      );
      return annotations.flatMap((found) => {
        const payload = payloadOf(found['json']);
        if (payload === undefined) return [];
        const record = Record.safeParse(found);
        if (!record.success) throw badAnswer('/annotation/list', record.error);
        return [build(record.data, payload)];
      });
    },

    async add(study, annotation, signal) {
      const { uuid } = await services.call(
        {
          url: '/annotation/add',
          params: {
            study_id: study.uuid,
            series_uid: annotation.seriesInstanceUid,
            instance_uid: annotation.sopInstanceUid,
            frame_number: toWireFrame(annotation.frame),
            json: toJson(annotation),
          },
          answer: Added,
        },
        { signal },
      );
      return read(uuid, signal);
    },

    /** The services move no annotation to another image: only the shape changes. */
    async set(_study, uuid, annotation, signal) {
      await services.call(
        { url: '/annotation/set', params: { uuid, json: toJson(annotation) }, answer: done, repeatable: true },
        { signal },
      );
      return read(uuid, signal);
    },

    async delete(_study, uuid, signal) {
      await services.call({ url: '/annotation/delete', params: { uuid }, answer: done }, { signal });
    },
  };
}

function toJson({ shape }: NewAnnotation): string {
  return JSON.stringify({ fileroom: 1, shape } satisfies z.infer<typeof Payload>);
}

function toAnnotation(record: z.infer<typeof Record>): Annotation | undefined {
  const payload = payloadOf(record.json);
  return payload && build(record, payload);
}

/** The form Fileroom wrote, as JSON text or already decoded; `undefined` for any other. */
function payloadOf(json: unknown): z.infer<typeof Payload> | undefined {
  try {
    return Payload.safeParse(typeof json === 'string' ? JSON.parse(json) : json).data;
  } catch {
    // Not even JSON: another program's.
    return undefined;
  }
}

function build(record: z.infer<typeof Record>, { shape }: z.infer<typeof Payload>): Annotation {
  return present({
    uuid: record.uuid,
    seriesInstanceUid: record.series_uid,
    sopInstanceUid: record.instance_uid,
    frame: record.frame_number,
    shape,
    author: record.user_name,
    created: record.created,
  });
}
