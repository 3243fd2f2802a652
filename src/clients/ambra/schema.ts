import { z } from 'zod';
import type { StudyInstance, StudySeries } from '../../contract/study.ts';
import { optionalInteger, optionalText, present, text } from './answers.ts';
import type { Storage } from './storage.ts';

const Image = z.object({
  id: text,
  version: text,
  // Not every server gives these; what has another shape is none.
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .catch(undefined),
  sop_class_uid: optionalText,
  instance_number: optionalInteger,
  number_of_frames: optionalInteger,
  rows: optionalInteger,
  columns: optionalInteger,
});

/** What storage holds of one study. */
export const Schema = z.object({
  series: z.array(
    z.object({
      series_uid: text,
      series_number: optionalInteger,
      modality: optionalText,
      series_description: optionalText,
      images: z.array(Image),
    }),
  ),
});
export type Schema = z.infer<typeof Schema>;

/** The tree of a study; while storage is recomputing it (409) it is asked again. */
export function readSchema(
  storage: Storage,
  place: { readonly storageNamespace: string; readonly studyUid: string; readonly host: string },
  signal?: AbortSignal,
): Promise<Schema> {
  return storage.json(Schema, {
    host: place.host,
    path: ['study', place.storageNamespace, place.studyUid, 'schema'],
    query: { extended: '1' },
    signal,
  });
}

/** Each object once, however often the server lists it: an object is of one series. */
export function toSeries(schema: Schema): StudySeries[] {
  const seen = new Set<string>();
  const isFirst = ({ id }: { readonly id: string }) => !seen.has(id) && seen.add(id);
  return schema.series.map((series) =>
    present({
      seriesInstanceUid: series.series_uid,
      number: series.series_number,
      modality: series.modality,
      description: series.series_description,
      instances: series.images.filter(isFirst).map(toInstance),
    }),
  );
}

function toInstance(image: z.infer<typeof Image>): StudyInstance {
  return present({
    sopInstanceUid: image.id,
    sopClassUid: image.sop_class_uid,
    version: image.version,
    instanceNumber: image.instance_number,
    // Number of Frames (0028,0008) is absent from single-frame objects.
    frames: image.number_of_frames ?? 1,
    rows: image.rows,
    columns: image.columns,
  });
}
