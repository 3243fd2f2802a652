/** A reader thread: one outcome for every task. */
import { parentPort } from 'node:worker_threads';
import type { ReadTask } from './outcome.ts';
import { READY } from './pool.ts';
import { readFile } from './read-file.ts';

parentPort?.on('message', (task: ReadTask) => {
  // A rejection is the program's fault, not the file's. Nobody handles it, so it ends the thread, and the pool knows.
  void readFile(task).then((outcome) => parentPort?.postMessage(outcome));
});
parentPort?.postMessage(READY);
