import { wrappedBmp } from './bmp.ts';
import { wrappedJpeg } from './jpeg.ts';
import { isMp4, wrappedMp4 } from './mp4.ts';
import { wrappedPng } from './png.ts';
import { WrapError, wrappedPdf, type Wrapped } from './wrapped.ts';

/** By what the bytes say, whatever the file is called. @throws WrapError */
export function wrapFile(bytes: Uint8Array): Wrapped {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith('%PDF-')) return wrappedPdf(bytes);
  if (start.startsWith('\xff\xd8\xff')) return wrappedJpeg(bytes);
  if (start === '\x89PNG\r\n\x1a\n') return wrappedPng(bytes);
  if (start.startsWith('BM')) return wrappedBmp(bytes);
  if (isMp4(bytes)) return wrappedMp4(bytes);
  throw new WrapError('Only PDF, JPEG, PNG, BMP and MP4 can become DICOM objects.');
}
