import { closeSync, fdatasync, fsync, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';

/** Windows does not let a folder be opened, and needs it not: there a name is durable with its file. */
const hasFolders = process.platform !== 'win32';

const flush = promisify(fsync);
const flushData = promisify(fdatasync);

/** Puts on the disk what was written to a file, and what is needed to find it. */
export async function flushFile(file: string): Promise<void> {
  // Windows flushes only what may be written to.
  const descriptor = openSync(file, 'r+');
  await flushData(descriptor).finally(() => closeSync(descriptor));
}

/** Puts on the disk which names a folder holds: a file that is new or renamed is durable only then. */
export async function flushFolder(folder: string): Promise<void> {
  if (!hasFolders) return;
  const descriptor = openSync(folder, 'r');
  await flush(descriptor).finally(() => closeSync(descriptor));
}

/** As `flushFolder`, where nothing may come between. */
export function flushFolderSync(folder: string): void {
  if (!hasFolders) return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
