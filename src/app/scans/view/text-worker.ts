/** A thread that looks for text in the pixels of one file after the other, and reads what it has found. */
import { readFileSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { KnownPatient } from '../../../contract/known-patient.ts';
import { PERSONAL, readsLikePatient, type LikenessOf } from '../../../deid/pixels/reads-like.ts';
import type { DataSet } from '../../../dicom/data-set.ts';
import { readDicom } from '../../../dicom/read-dicom.ts';
import { DicomReadError } from '../../../dicom/read-error.ts';
import { openFrames, type Frames } from '../../../pixels/frame-samples.ts';
import { PixelError } from '../../../pixels/pixel-error.ts';
import { findText, type FoundText } from '../../../pixels/text/find-text.ts';
import { legible } from '../../../pixels/text/legible.ts';
import { planesOf } from '../../../pixels/text/planes.ts';
import type { TextAnswer } from './text-finder.ts';
import { TextReader } from './text-reader.ts';

export interface TextAsk {
  readonly file: string | Uint8Array<ArrayBuffer>;
  readonly known: KnownPatient | undefined;
}

/** A file is taken into memory whole. */
const MAX_BYTES = 1024 ** 3;
/** Of an object: a person waits for it, and looks at what is not read until then. */
const READING_MS = 15_000;
/** How sure of 100 the reader must be of what it reads, and when it need not look further. */
const SURE_ENOUGH = 40;
const SURE = 80;

let reader: Promise<TextReader> | undefined;

parentPort?.on('message', (ask: TextAsk) => {
  void answer(ask);
});

async function answer({ file, known }: TextAsk): Promise<void> {
  try {
    const dicom = open(file);
    const frames = openFrames(dicom);
    const found = await findText(frames, dicom.dataSet);
    const regions = found.regions.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
    // Whatever becomes of the reading, what was found has been told.
    post({ found: { regions, frames: found.frames.length } });
    if (regions.length > 0) await read(found, frames, dicom.dataSet, readsLikePatient(dicom.dataSet, known));
    post({ done: true });
  } catch (error) {
    if (error instanceof PixelError) post({ error: { code: error.code, message: error.message } });
    else if (error instanceof DicomReadError || (error instanceof Error && 'syscall' in error))
      post({ error: { code: 'broken', message: 'The object cannot be read' } });
    // A decoder or reader that failed is not to be trusted any more: the thread ends with it.
    else throw error;
  }
}

function open(file: TextAsk['file']): ReturnType<typeof readDicom> {
  const bytes = typeof file === 'string' ? statSync(file).size : file.length;
  if (bytes > MAX_BYTES) throw new PixelError('too-large', 'The object is too large to look for text in it');
  return readDicom(typeof file === 'string' ? readFileSync(file) : file);
}

/** Text may stand in one of the frames alone, and in colour on one plane alone: the best reading counts. */
async function read(found: FoundText, frames: Frames, dataSet: DataSet, likenessOf: LikenessOf): Promise<void> {
  reader ??= TextReader.start();
  const ours = await reader;
  const until = performance.now() + READING_MS;
  const best = found.regions.map(() => ({ worth: 0, isSure: false }));
  for (const frame of found.frames)
    for (const plane of planesOf(await frames.read(frame), dataSet))
      for (const [at, region] of found.regions.entries()) {
        if (performance.now() > until) return;
        const piece = best[at]?.isSure === true ? undefined : legible(plane, region);
        if (piece === undefined) continue;
        const { text, confidence } = ours.read(piece);
        const like = likenessOf(text);
        const worth = worthOf(like, confidence);
        if (worth <= (best[at]?.worth ?? 0)) continue;
        best[at] = { worth, isSure: confidence >= SURE };
        post({ read: { at, reading: { text, ...(like === undefined ? {} : { like }) } } });
      }
}

/** What says whom it is of is never passed over for something else. */
function worthOf(like: ReturnType<LikenessOf>, confidence: number): number {
  if (like !== undefined) return (PERSONAL.has(like) ? 400 : 200) + confidence;
  return confidence >= SURE_ENOUGH ? confidence : 0;
}

function post(message: TextAnswer): void {
  parentPort?.postMessage(message);
}
