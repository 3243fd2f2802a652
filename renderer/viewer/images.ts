import { cache, getShouldUseCPURendering, metaData, registerImageLoader } from '@cornerstonejs/core';
import type { Types } from '@cornerstonejs/core';
import { wadouri } from '@cornerstonejs/dicom-image-loader';
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
  try {
    if (known !== undefined) await known.promise;
    else await cache.putImageLoadObject(imageId, loadImage(imageId, { useRGBA: getShouldUseCPURendering() }));
  } catch (thrown) {
    // The loader rejects with `{ error, dataSet }`.
    throw typeof thrown === 'object' && thrown !== null && 'error' in thrown ? thrown.error : thrown;
  }
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
  const { url, frame } = wadouri.parseImageId(imageId);
  const file = wadouri.dataSetCacheManager.load(url, () => readFile(url), imageId);
  return wadouri.loadImageFromPromise(file, imageId, (frame ?? 1) - 1, url, options);
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
