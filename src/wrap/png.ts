import { Unzlib } from 'fflate';
import { element } from '../dicom/new-element.ts';
import { EXPLICIT_LE } from '../dicom/transfer-syntax.ts';
import { WrapError, wrappedPicture, type Wrapped } from './wrapped.ts';

/** Bytes of a pixel by colour type (PNG 11.2.2): grey, RGB, palette, grey and alpha, RGB and alpha. */
const bytesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;
const maxPixels = 128 * 1024 * 1024;

interface Png {
  readonly width: number;
  readonly height: number;
  readonly colour: number;
  /** Without filters, row after row. */
  readonly data: Uint8Array;
  /** RGB, of colour type 3. */
  readonly palette: Uint8Array;
}

/** The pixels of a PNG of 8 bits, as they are; where it is transparent, it lies on white. */
export function wrappedPng(bytes: Uint8Array): Wrapped {
  const png = readPng(bytes);
  const isGrey = png.colour === 0 || png.colour === 4;
  return wrappedPicture({
    transferSyntaxUid: EXPLICIT_LE,
    rows: png.height,
    columns: png.width,
    photometric: isGrey ? 'MONOCHROME2' : 'RGB',
    elements: [],
    pixels: [{ ...element('PixelData', samplesOf(png, isGrey ? 1 : 3)), vr: 'OB' }],
  });
}

function samplesOf({ data, colour, palette }: Png, samples: 1 | 3): Uint8Array {
  const step = bytesOf[colour] ?? 1;
  const pixels = data.length / step;
  const result = new Uint8Array(pixels * samples);
  const hasAlpha = step === samples + 1;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let sample = 0; sample < samples; sample += 1) {
      const at = pixel * step + sample;
      const value = colour === PALETTE ? (palette[(data[pixel] ?? 0) * 3 + sample] ?? 0) : (data[at] ?? 0);
      const alpha = hasAlpha ? (data[pixel * step + samples] ?? 0) : 255;
      result[pixel * samples + sample] = alpha === 255 ? value : Math.round((value * alpha) / 255 + 255 - alpha);
    }
  }
  return result;
}

function readPng(bytes: Uint8Array): Png {
  if (bytes.length < 33) throw unreadable();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [bits, colour, interlaced] = [view.getUint8(24), view.getUint8(25), view.getUint8(28)];
  const step = bytesOf[colour];
  const fits = width > 0 && height > 0 && width <= 0xffff && height <= 0xffff && width * height <= maxPixels;
  if (step === undefined || bits !== 8 || interlaced !== 0 || !fits) throw unreadable();
  const chunks = chunksOf(bytes, view);
  const row = width * step;
  const rows = inflated(chunks.data, (row + 1) * height);
  const data = new Uint8Array(row * height);
  for (let index = 0; index < height; index += 1) unfilter(rows, data, { index, row, step });
  return { width, height, colour, data, palette: chunks.palette };
}

/** A chunk that is longer than what is left of the file is read as far as it goes. */
function chunksOf(bytes: Uint8Array, view: DataView) {
  const data: Uint8Array[] = [];
  let palette = new Uint8Array();
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const value = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    if (type === 'IDAT') data.push(value);
    else if (type === 'PLTE') palette = value.slice();
  }
  return { data, palette };
}

/** No more than `size` bytes are made of it: a bomb is larger than it says. */
function inflated(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const rows = new Uint8Array(size);
  let length = 0;
  const inflate = new Unzlib((piece) => {
    if (length + piece.length > size) throw unreadable();
    rows.set(piece, length);
    length += piece.length;
  });
  try {
    for (const [index, piece] of pieces.entries()) {
      const step = 1 << 16;
      for (let start = 0; start === 0 || start < piece.length; start += step) {
        const isLast = index === pieces.length - 1 && start + step >= piece.length;
        inflate.push(piece.subarray(start, start + step), isLast);
      }
    }
  } catch (cause) {
    throw cause instanceof WrapError ? cause : unreadable(cause);
  }
  if (length !== size) throw unreadable();
  return rows;
}

/** One row, by the filter that its first byte names (PNG 9.2). */
function unfilter(
  rows: Uint8Array,
  data: Uint8Array,
  { index, row, step }: { readonly index: number; readonly row: number; readonly step: number },
): void {
  const filter = rows[index * (row + 1)] ?? 0;
  const from = index * (row + 1) + 1;
  const to = index * row;
  for (let at = 0; at < row; at += 1) {
    const left = at < step ? 0 : (data[to + at - step] ?? 0);
    const up = index === 0 ? 0 : (data[to + at - row] ?? 0);
    const corner = at < step || index === 0 ? 0 : (data[to + at - row - step] ?? 0);
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

const unreadable = (cause?: unknown): WrapError =>
  new WrapError('Only whole PNG of 8 bits that is not interlaced can become a DICOM image.', cause);
