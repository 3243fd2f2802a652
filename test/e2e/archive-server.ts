import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { z } from 'zod';

const ready = z.object({
  url: z.string(),
  login: z.string(),
  password: z.string(),
  shareCode: z.string(),
});

/** `fileroom archive` as a server of its own: what another hospital's cloud is to the window. */
export interface ArchiveServer extends z.infer<typeof ready> {
  stop(): Promise<void>;
}

export async function startArchive(dataDir: string): Promise<ArchiveServer> {
  const program = join(import.meta.dirname, '..', '..', 'dist', 'main', 'cli.js');
  const child = spawn(process.execPath, [program, 'archive', '--json', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    ...ready.parse(JSON.parse(line)),
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
