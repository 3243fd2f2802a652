import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalStorageError } from '../src/contract/problem.ts';
import type { LocalServer } from './local-server.ts';

/**
 * Serves on the port that this data folder had last time, so that the addresses of links handed out on this computer
 * stay good; on a free one, to be remembered, the first time or when another program has taken it.
 */
export async function serveOnUsualPort(
  dataDir: string,
  serve: (port: number) => Promise<LocalServer>,
): Promise<LocalServer> {
  const file = join(dataDir, 'browser-port');
  const usual = await readPort(file);
  if (usual !== undefined) {
    try {
      return await serve(usual);
    } catch (error) {
      // Taken, perhaps by another window on the same data: this once, any port will do.
      if (!(error instanceof Error && 'code' in error && error.code === 'port-not-free')) throw error;
      return serve(0);
    }
  }
  const server = await serve(0);
  await keep(file, new URL(server.origin).port, server);
  return server;
}

/** Nothing that is not a port is taken for one: then it is the first time. */
async function readPort(file: string): Promise<number | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const port = Number(text);
  return Number.isInteger(port) && port >= 1024 && port <= 65_535 ? port : undefined;
}

async function keep(file: string, port: string, server: LocalServer): Promise<void> {
  try {
    await writeFile(file, port, { mode: 0o600 });
  } catch (cause) {
    await server.close();
    throw new LocalStorageError('cannot-write', 'The data folder cannot be written to.', {
      next: 'free-disk-space',
      cause,
    });
  }
}
