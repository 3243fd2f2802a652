/** A mending thread: for every task what came of it. */
import { parentPort } from 'node:worker_threads';
import { DicomReadError } from '../../../dicom/read-error.ts';
import { DicomWriteError } from '../../../dicom/write-error.ts';
import { reasonOf } from '../../../source/reason.ts';
import { mend } from './mend.ts';
import type { MendAnswer, MendMessage } from './mender.ts';

parentPort?.on('message', ({ id, task }: MendMessage) => {
  const answer = answerTo(id, () => mend(task));
  parentPort?.postMessage(answer, 'mended' in answer ? [answer.mended.head.buffer] : []);
});

function answerTo(id: number, run: () => ReturnType<typeof mend>): MendAnswer {
  try {
    return { id, mended: run() };
  } catch (error) {
    if (error instanceof DicomReadError || error instanceof DicomWriteError)
      return { id, fault: { kind: 'file', reason: error.message } };
    if (error instanceof Error && 'code' in error) return { id, fault: { kind: 'medium', reason: reasonOf(error) } };
    throw error;
  }
}
