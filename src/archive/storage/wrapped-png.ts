import { inflateSync } from 'node:zlib';
import { element } from '../../dicom/new-element.ts';
import { StorageError } from './errors.ts';
import type { Wrapped } from './wrap.ts';

/** Samples of a pixel by colour type (PNG 11.2.2): grey, RGB, grey and alpha, RGB and alpha. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const maxPixels = 128 * 1024 * 1024;

/** The pixels of a PNG of 8 bits, as they are; what is transparent in it becomes opaque. */
export function wrappedPng(bytes: Uint8Array): Wrapped {
  const { width, height, samples, data } = read(bytes);
  const kept = samples < 3 ? 1 : 3;
  const pixels = new Uint8Array(width * height * kept + ((width * height * kept) % 2));
  for (let pixel = 0; pixel < width * height; pixel += 1)
    for (let sample = 0; sample < kept; sample += 1)
      pixels[pixel * kept + sample] = data[pixel * samples + sample] ?? 0;
  return {
    sopClassUid: '1.2.840.10008.5.1.4.1.1.7',
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    modality: 'OT',
    elements: [
      element('SamplesPerPixel', kept),
      element('PhotometricInterpretation', kept === 1 ? 'MONOCHROME2' : 'RGB'),
      ...(kept === 1 ? [] : [element('PlanarConfiguration', 0)]),
      element('Rows', height),
      element('Columns', width),
      element('BitsAllocated', 8),
      element('BitsStored', 8),
      element('HighBit', 7),
      element('PixelRepresentation', 0),
      element('PixelData', pixels),
    ],
  };
}

function read(bytes: Uint8Array) {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 33) throw unreadable();
  const [width, height, bits, colour, interlaced] = [
    view.readUInt32BE(16),
    view.readUInt32BE(20),
    view[24],
    view[25],
    view[28],
  ];
  const samples = samplesOf[colour ?? -1];
  const fits = width > 0 && height > 0 && width <= 0xffff && height <= 0xffff && width * height <= maxPixels;
  if (samples === undefined || bits !== 8 || interlaced !== 0 || !fits) throw unreadable();
  const length = width * samples;
  const rows = inflated(view, (length + 1) * height);
  const data = new Uint8Array(length * height);
  for (let row = 0; row < height; row += 1) unfilter(rows, data, { row, length, step: samples });
  return { width, height, samples, data };
}

function inflated(png: Buffer, size: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  try {
    const rows = inflateSync(Buffer.concat(parts), { maxOutputLength: size });
    if (rows.length === size) return rows;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

/** One row, by the filter that its first byte names (PNG 9.2). */
function unfilter(
  rows: Uint8Array,
  data: Uint8Array,
  { row, length, step }: { row: number; length: number; step: number },
): void {
  const filter = rows[row * (length + 1)] ?? 0;
  const from = row * (length + 1) + 1;
  const to = row * length;
  for (let at = 0; at < length; at += 1) {
    const left = at < step ? 0 : (data[to + at - step] ?? 0);
    const up = row === 0 ? 0 : (data[to + at - length] ?? 0);
    const corner = at < step || row === 0 ? 0 : (data[to + at - length - step] ?? 0);
    data[to + at] = (rows[from + at] ?? 0) + predicted(filter, left, up, corner);
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    default:
      throw unreadable();
  }
}

const unreadable = (cause?: unknown): StorageError =>
  new StorageError(
    'VALIDATION_ERROR',
    'Only whole PNG of 8 bits, not interlaced and without a palette, can be wrapped.',
    { cause },
  );
