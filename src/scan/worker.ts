/** A reader thread: for every batch of tasks their outcomes. */
import { parentPort } from 'node:worker_threads';
import type { ReadTask } from './outcome.ts';
import { readFile } from './read-file.ts';
import { READY } from './ready.ts';

// An error here is the program's fault, not the file's: it ends the thread, and the pool knows.
parentPort?.on('message', (tasks: readonly ReadTask[]) => parentPort?.postMessage(tasks.map(readFile)));
parentPort?.postMessage(READY);
