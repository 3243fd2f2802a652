import { resolve } from 'node:path';
import type { AppInfo } from '../../contract/api.ts';
import { defaultDataDir } from '../data-dir.ts';
import type { Services } from '../services.ts';
import type { Terminal } from './terminal.ts';

/** What every command has: where to write, and the Ctrl-C that ends it. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. A second one kills the process as usual. */
  readonly interrupted: AbortSignal;
}

export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

export function dataDirOf({ data }: CommonOptions): string {
  return data === undefined ? defaultDataDir() : resolve(data);
}

/** Runs `action` over the program's parts and closes them, whatever happens. */
export async function withServices<T>(options: CommonOptions, action: (services: Services) => Promise<T>): Promise<T> {
  const shell: AppInfo['shell'] = 'none';
  // An archive and a web client, which take longer to load than a small disc to read: not every command needs them.
  const { openServices } = await import('../services.ts');
  const services = await openServices({ dataDir: dataDirOf(options), shell });
  try {
    return await action(services);
  } finally {
    await services.close();
  }
}

/** Runs `action` with a signal that Ctrl-C aborts. */
export async function withInterrupt<T>(action: (interrupted: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => {
    controller.abort();
  };
  // SIGHUP: the terminal was closed.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, interrupt);
  try {
    return await action(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
