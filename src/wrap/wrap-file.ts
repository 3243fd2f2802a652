import { wrappedJpeg } from './jpeg.ts';
import { wrappedPng } from './png.ts';
import { WrapError, wrappedPdf, type Wrapped } from './wrapped.ts';

/** By what the bytes say, whatever the file is called. @throws WrapError */
export function wrapFile(bytes: Uint8Array): Wrapped {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith('%PDF-')) return wrappedPdf(bytes);
  if (start.startsWith('\xff\xd8\xff')) return wrappedJpeg(bytes);
  if (start === '\x89PNG\r\n\x1a\n') return wrappedPng(bytes);
  throw new WrapError('Only PDF, JPEG and PNG can become DICOM objects.');
}
