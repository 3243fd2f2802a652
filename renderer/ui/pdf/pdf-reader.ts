import { AnnotationMode, getDocument, GlobalWorkerOptions } from 'pdfjs-dist';
import type { PDFDocumentLoadingTask } from 'pdfjs-dist';

/**
 * What PDFs may ask the reader for by name: tables of East Asian letters, the 14 fonts every reader has (ISO 32000-1
 * 9.6.2.2), decoders; and its worker. All are
 * files of this window; the interpreter of scripts is not among them.
 */
const files = import.meta.glob<string>(
  [
    '../../../node_modules/pdfjs-dist/build/pdf.worker.min.mjs',
    '../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../node_modules/pdfjs-dist/wasm/{openjpeg,jbig2,qcms_bg}.wasm',
  ],
  { query: '?url', import: 'default', eager: true },
);
const urls = new Map(Object.entries(files).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]));

GlobalWorkerOptions.workerSrc = urls.get('pdf.worker.min.mjs') ?? '';

class OwnFiles {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = urls.get(filename);
    const response = url === undefined ? undefined : await fetch(url);
    if (response?.ok !== true) throw new Error('The PDF reader lacks a file that this document needs.');
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Reads a PDF in a worker. Scripts, forms and links in it stay dead; nothing is loaded for it but files of this window. */
export function readPdf(data: Uint8Array<ArrayBuffer>): PDFDocumentLoadingTask {
  return getDocument({
    data,
    BinaryDataFactory: OwnFiles,
    useWorkerFetch: false,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  });
}

export const annotationMode = AnnotationMode.ENABLE;
