/** A worker that does as it is told, to see how the pool bears it. */
import { parentPort } from 'node:worker_threads';
import { READY } from '../../src/scan/ready.ts';

function answer(task: string): string {
  if (task === 'exit') process.exit(7);
  if (task === 'throw') throw new Error('thrown in the worker');
  if (task === 'hang') for (;;);
  return task.toUpperCase();
}

parentPort?.on('message', (tasks: readonly string[]) => parentPort?.postMessage(tasks.map(answer)));
parentPort?.postMessage(READY);
