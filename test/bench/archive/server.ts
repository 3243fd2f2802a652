/**
 * One of the servers that `archive.ts` compares, in a process of its own as they all run: the archive, or a plain file
 * server that flushes nothing, or each file, or each file and its name. It tells where it is, and ends with its input.
 */
import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { serveArchive } from '../../../src/archive/serve-archive.ts';

export type Kind = 'archive' | 'unflushed' | 'files' | 'files-and-names';

export interface BenchServer {
  readonly url: string;
  /** Of the archive. */
  readonly sid?: string;
  readonly namespace?: string;
}

const [kind = '', dir = ''] = process.argv.slice(2);
const served = kind === 'archive' ? await serveStore() : await servePlain();
process.stdout.write(`${JSON.stringify(served satisfies BenchServer)}\n`);
process.stdin.resume().on('end', () => process.exit());

async function serveStore(): Promise<BenchServer> {
  const archive = await openArchive({ dir });
  const { url } = await serveArchive(archive, { host: '127.0.0.1', port: 0 });
  return { url, sid: await archive.openSession(), namespace: archive.info.namespaceId };
}

async function servePlain(): Promise<BenchServer> {
  const server = createServer((incoming, answer) => void receive(incoming).then(() => answer.end('{}')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function receive(body: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path.join(dir, randomUUID()), 'wx');
  for await (const chunk of body) await file.write(chunk);
  if (kind !== 'unflushed') await file.sync();
  await file.close();
  if (kind !== 'files-and-names') return;
  const folder = await open(dir, 'r');
  await folder.sync();
  await folder.close();
}
