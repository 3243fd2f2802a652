/** A worker that does as it is told, to see how the pool bears it. */
import { parentPort } from 'node:worker_threads';
import { READY } from '../../src/scan/pool.ts';

parentPort?.on('message', (task: string) => {
  if (task === 'exit') process.exit(7);
  if (task === 'throw') throw new Error('thrown in the worker');
  if (task === 'hang') for (;;);
  parentPort?.postMessage(task.toUpperCase());
});
parentPort?.postMessage(READY);
