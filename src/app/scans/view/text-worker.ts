/** A thread that looks for text in the pixels of one file after the other. */
import { readFileSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { readDicom } from '../../../dicom/read-dicom.ts';
import { DicomReadError } from '../../../dicom/read-error.ts';
import { openFrames } from '../../../pixels/frame-samples.ts';
import { PixelError } from '../../../pixels/pixel-error.ts';
import { findText, type FoundText } from '../../../pixels/text/find-text.ts';
import type { TextAnswer } from './text-finder.ts';

/** A file is taken into memory whole. */
const MAX_BYTES = 1024 ** 3;

parentPort?.on('message', (file: string | Uint8Array<ArrayBuffer>) => {
  void answer(file);
});

async function answer(file: string | Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    post({ found: await find(file) });
  } catch (error) {
    if (error instanceof PixelError) post({ error: { code: error.code, message: error.message } });
    else if (error instanceof DicomReadError || (error instanceof Error && 'syscall' in error))
      post({ error: { code: 'broken', message: 'The object cannot be read' } });
    // A decoder that failed is not to be trusted any more: the thread ends with it.
    else throw error;
  }
}

async function find(file: string | Uint8Array<ArrayBuffer>): Promise<FoundText> {
  const bytes = typeof file === 'string' ? statSync(file).size : file.length;
  if (bytes > MAX_BYTES) throw new PixelError('too-large', 'The object is too large to look for text in it');
  const dicom = readDicom(typeof file === 'string' ? readFileSync(file) : file);
  return findText(openFrames(dicom), dicom.dataSet);
}

function post(message: TextAnswer): void {
  parentPort?.postMessage(message);
}
