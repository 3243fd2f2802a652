import { Enums, cache, getShouldUseCPURendering, metaData, registerImageLoader } from '@cornerstonejs/core';
import type { Types } from '@cornerstonejs/core';
import { createImage, wadouri } from '@cornerstonejs/dicom-image-loader';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { fetchFile } from './fetch-file.ts';
import { readFrameHeaders, type FrameHeader } from './image-header.ts';

/*
 * Files come through our own fetch (so that a refusal keeps its reason), their headers are read by src/dicom (names in
 * Unicode, vendors' faults mended), and the pixels are Cornerstone's.
 *
 * Of the loader's two ways the data-set one is used, without the `useLegacyMetadataProvider` flag that only turns it on
 * with a warning. In 5.14 the other, "naturalized" way fails on Deflated Explicit VR (1.2.840.10008.1.2.1.99), does not
 * unpack 1-bit pixels, turns PET into SUV unasked, so that the object's own window no longer fits, and never forgets a
 * file. What the data-set way lacks is Dose Grid Scaling; `metadata` below supplies it.
 */
const headers = new Map<string, FrameHeader>();
let abandon = new AbortController();

/** The address under which Cornerstone knows one frame, from 1. */
export function imageIdOf(fileUrl: string, frame: number, frames: number): string {
  return frames > 1 ? `wadouri:${fileUrl}?frame=${frame}` : `wadouri:${fileUrl}`;
}

/** What is known of a frame: nothing until its file has been read once. */
export const headerOf = (imageId: string): FrameHeader | undefined => headers.get(imageId);

/** Fetches, reads and decodes one frame into the cache; throws why it could not. */
export async function loadFrame(imageId: string): Promise<void> {
  const known = cache.getImageLoadObject(imageId);
  if (known !== undefined) await known.promise;
  else await cache.putImageLoadObject(imageId, loadImage(imageId, { useRGBA: getShouldUseCPURendering() }));
}

/** Lets go of everything of the study that is being closed; what is still under way is dropped. */
export function forgetImages(): void {
  abandon.abort();
  abandon = new AbortController();
  headers.clear();
  cache.purgeCache();
  wadouri.dataSetCacheManager.purge();
}

export function registerImageLoading(): void {
  registerImageLoader('wadouri', loadImage);
  metaData.addProvider(wadouri.metaData.metaDataProvider, 100);
  metaData.addProvider(metadata, 200);
}

function loadImage(imageId: string, options: Record<string, unknown> = {}): Types.IImageLoadObject {
  const [, url = '', frame = '1'] = /^wadouri:(.*?)(?:\?frame=(\d+))?$/.exec(imageId) ?? [];
  return {
    promise: decode(imageId, url, Number(frame), options),
    decache: () => wadouri.dataSetCacheManager.unload(url),
  };
}

/** The pixels are not, or did not decode to, a picture. */
export class PixelsError extends Error {
  override readonly name = 'PixelsError';
}

/** Not the loader's own way of doing this: that never answers when a frame is not where it should be. */
async function decode(imageId: string, url: string, frame: number, options: Record<string, unknown>) {
  const file = await wadouri.dataSetCacheManager.load(url, () => readFile(url), imageId);
  try {
    // 5.14 reads signed bytes as unsigned ones: no picture is better than a wrong one.
    if (file.uint16('x00280100') === 8 && file.uint16('x00280103') === 1) throw new PixelsError('Signed bytes');
    const pixels = wadouri.getPixelData(file, frame - 1) as Uint8Array | null;
    if (pixels === null) throw new PixelsError('The pixel data is missing');
    const image = (await createImage(imageId, pixels, file.string('x00020010') ?? '', options)) as Types.IImage;
    const decoded = image.voxelManager?.getScalarDataLength() ?? 0;
    // Some codecs hand out too little without a word; drawn, that would be a black or torn picture.
    if (decoded === 0 || decoded < image.rows * image.columns) throw new PixelsError('Only some pixels were decoded');
    return image;
  } catch (error) {
    wadouri.dataSetCacheManager.unload(url);
    throw error;
  }
}

async function readFile(url: string): Promise<ArrayBuffer> {
  const bytes = await fetchFile(url, abandon.signal);
  const frames = readFrameHeaders(readDicom(new Uint8Array(bytes), { untilPixelData: true }).dataSet);
  frames.forEach((header, i) => headers.set(imageIdOf(url, i + 1, frames.length), header));
  return bytes;
}

/** Cornerstone draws on the very plane that our measurements use. */
function metadata(type: string, imageId: unknown): unknown {
  const header = typeof imageId === 'string' ? headers.get(imageId) : undefined;
  if (header === undefined) return undefined;
  if (type === 'scalingModule') {
    return header.doseGridScaling === undefined ? undefined : { DoseGridScaling: header.doseGridScaling };
  }
  if (type === 'voiLutModule') return voiOf(imageId);
  if (type !== 'imagePlaneModule') return undefined;
  const { plane } = header;
  return {
    frameOfReferenceUID: plane.frameOfReferenceUid,
    rows: header.rows,
    columns: header.columns,
    imageOrientationPatient: [...plane.along, ...plane.down],
    rowCosines: [...plane.along],
    columnCosines: [...plane.down],
    imagePositionPatient: [...plane.origin],
    pixelSpacing: [plane.rowSpacing, plane.columnSpacing],
    rowPixelSpacing: plane.rowSpacing,
    columnPixelSpacing: plane.columnSpacing,
    sliceLocation: header.sliceLocation,
    usingDefaultValues: !plane.inPatient,
  };
}

/** 5.14 takes the first letter of VOI LUT Function for its first value; with a list it takes the whole word. */
function voiOf(imageId: unknown): unknown {
  const module: unknown = wadouri.metaData.metaDataProvider('voiLutModule', imageId);
  if (typeof module !== 'object' || module === null || !('voiLUTFunction' in module)) return module;
  const { voiLUTFunction } = module;
  const known = typeof voiLUTFunction === 'string' && voiFunctions.has(voiLUTFunction);
  return { ...module, voiLUTFunction: known ? [voiLUTFunction] : undefined };
}

const voiFunctions: ReadonlySet<string> = new Set(Object.values(Enums.VOILUTFunctionType));
