import { concat } from '../dicom/inflate.ts';
import type { PixelFormat } from './pixel-format.ts';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const JFIF = 0xe0;
const ADOBE = 0xee;
/** An APP14 marker that says that no colour transform was made (ISO 10918-6 6.5.3). */
const NO_TRANSFORM = Uint8Array.of(0xff, ADOBE, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

/**
 * The stream so that a decoder makes of it what the header declares: one of three components that says nothing of
 * its colours is taken for YCbCr, also where Photometric Interpretation is RGB (PS3.5 8.2.1).
 */
export function asDeclared(jpeg: Uint8Array, { photometric, samples }: PixelFormat): Uint8Array {
  if (samples !== 3 || photometric !== 'RGB') return jpeg;
  const markers = markersBeforeScan(jpeg).map(({ marker }) => marker);
  if (markers.length === 0 || markers.includes(JFIF) || markers.includes(ADOBE)) return jpeg;
  return concat([jpeg.subarray(0, 2), NO_TRANSFORM, jpeg.subarray(2)]);
}

/** The stream with a byte more before its end: the lossless decoder leaves out the last sample when the end is too near. */
export function withRoomAtEnd(jpeg: Uint8Array): Uint8Array {
  let end = jpeg.length - 2;
  while (end > 0 && !(jpeg[end] === 0xff && jpeg[end + 1] === END_OF_IMAGE)) end -= 1;
  return end > 0 ? concat([jpeg.subarray(0, end), Uint8Array.of(0), jpeg.subarray(end)]) : jpeg;
}

/** JPEG-LS whose components come one after the other: its scans are of one component each (ISO 14495-1 C.2.3). */
export function isPlanarJpegLs(stream: Uint8Array): boolean {
  const scan = markersBeforeScan(stream).find(({ marker }) => marker === START_OF_SCAN);
  return scan !== undefined && stream[scan.start + 4] === 1;
}

/** The marker segments up to and with the first scan's (ISO 10918-1 B.1.1.4); none of what is no such stream. */
export function markersBeforeScan(stream: Uint8Array): { readonly marker: number; readonly start: number }[] {
  const found: { marker: number; start: number }[] = [];
  if (stream[0] !== 0xff || stream[1] !== 0xd8) return found;
  let start = 2;
  while (start + 4 <= stream.length && stream[start] === 0xff) {
    const marker = stream[start + 1] ?? 0;
    if (marker === 0xff) {
      start += 1;
      continue;
    }
    found.push({ marker, start });
    if (marker === START_OF_SCAN) break;
    start += 2 + (stream[start + 2] ?? 0) * 256 + (stream[start + 3] ?? 0);
  }
  return found;
}
