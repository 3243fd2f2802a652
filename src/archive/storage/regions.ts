import { z } from 'zod';
import type { Region } from '../../pixels/region.ts';
import { PixelError } from '../../pixels/pixel-error.ts';
import type { PictureForm } from '../pictures/render.ts';
import { readText } from '../services/read-params.ts';
import { StorageError } from './errors.ts';
import type { StoredInstance } from './instances.ts';
import { jsonIn } from './query.ts';
import { repainted, type Reshaping } from './reshape.ts';

const Rectangle = z.object({
  x: z.number().min(0).max(1e6),
  y: z.number().min(0).max(1e6),
  width: z.number().positive().max(1e6),
  height: z.number().positive().max(1e6),
});
const Regions = z.object({ regions: z.array(Rectangle).max(1000).optional(), region: Rectangle.optional() });
const Body = z.object({
  series: z.record(z.string(), Regions.extend({ instances: z.record(z.string(), Regions).optional() })),
});

/** A copy of the study with rectangles of its pixels black. Those of a series count for each of its images. */
export async function anonymizeRegions(call: Reshaping, request: Request): Promise<Response> {
  const { color = '' } = call.query;
  if (!/^(|0|black|#?0{3}|#?0{6})$/i.test(color))
    throw new StorageError('BAD_REQUEST', 'Regions are made black here, and no other colour.');
  const regionsOf = await rectangles(request);
  return repainted(call, (instance) => {
    const regions = regionsOf(instance);
    return regions.length === 0 ? undefined : paint(call, instance, { redact: regions });
  });
}

/** A copy of the study with its images cut down to one rectangle each. */
export async function cropRegions(call: Reshaping, request: Request): Promise<Response> {
  const regionsOf = await rectangles(request);
  return repainted(call, (instance) => {
    const region = regionsOf(instance).at(-1);
    return region === undefined ? undefined : paint(call, instance, { crop: region });
  });
}

/** The rectangles of a body for each image: its series' and, after these, its own. */
async function rectangles(request: Request): Promise<(instance: StoredInstance) => Region[]> {
  const body = Body.safeParse(jsonIn(await readText(request)));
  if (!body.success)
    throw new StorageError('JSON_DESERIALIZE_EXCEPTION', 'The regions are not in the documented form.');
  const { series } = body.data;
  return ({ series_uid, sop_uid }) => {
    const ofSeries = Object.hasOwn(series, series_uid) ? series[series_uid] : undefined;
    const instances = ofSeries?.instances ?? {};
    const own = Object.hasOwn(instances, sop_uid) ? instances[sop_uid] : undefined;
    return [ofSeries, own]
      .flatMap((each) => each?.regions ?? each?.region ?? [])
      .map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }));
  };
}

/** Objects without pixels, a report in the series say, stay as they are. A picture that cannot be decoded stops all. */
async function paint(
  { archive }: Reshaping,
  instance: StoredInstance,
  form: PictureForm,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = archive.objects.pathOf(instance.object);
  try {
    return await archive.pictures.make({ file, frame: 0, ...form });
  } catch (cause) {
    if (!(cause instanceof PixelError)) throw cause;
    const ids = { study_uid: instance.study_uid, image_uid: instance.sop_uid };
    throw new StorageError('ANONYMIZE_REGIONS_EXCEPTION', `${cause.message}.`, { cause, ids });
  }
}
