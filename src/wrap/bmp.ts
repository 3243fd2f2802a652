import { element } from '../dicom/new-element.ts';
import { EXPLICIT_LE } from '../dicom/transfer-syntax.ts';
import { WrapError, wrappedPicture, type Wrapped } from './wrapped.ts';

const FILE_HEADER = 14;
/** BITMAPINFOHEADER; those that came later begin with it. */
const INFO_HEADER = 40;
const maxPixels = 128 * 1024 * 1024;

/** The pixels of a Windows bitmap that is not compressed: 24 or 32 bits, or 8 through its palette. */
export function wrappedBmp(bytes: Uint8Array): Wrapped {
  if (bytes.length < FILE_HEADER + INFO_HEADER) throw unreadable();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.getUint32(10, true);
  const headerBytes = view.getUint32(14, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const isPlain = view.getUint32(30, true) === 0 && headerBytes >= INFO_HEADER && [8, 24, 32].includes(bits);
  const height = Math.abs(signedHeight);
  const fits = width > 0 && height > 0 && width <= 0xffff && height <= 0xffff && width * height <= maxPixels;
  if (!isPlain || !fits) throw unreadable();
  // Rows are filled up to four bytes.
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (start + stride * height > bytes.length) throw unreadable();
  const palette = FILE_HEADER + headerBytes;
  const step = bits / 8;
  const pixels = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    // The lowest row comes first, unless the height is below zero.
    const from = start + (signedHeight < 0 ? row : height - 1 - row) * stride;
    for (let column = 0; column < width; column += 1) {
      const at = from + column * step;
      const colour = bits === 8 ? palette + (bytes[at] ?? 0) * 4 : at;
      const to = (row * width + column) * 3;
      for (let sample = 0; sample < 3; sample += 1) pixels[to + sample] = bytes[colour + 2 - sample] ?? 0;
    }
  }
  return wrappedPicture({
    transferSyntaxUid: EXPLICIT_LE,
    rows: height,
    columns: width,
    photometric: 'RGB',
    elements: [],
    pixels: [{ ...element('PixelData', pixels), vr: 'OB' }],
  });
}

const unreadable = (): WrapError =>
  new WrapError('Only whole BMP of 8, 24 or 32 bits that is not compressed can become a DICOM image.');
