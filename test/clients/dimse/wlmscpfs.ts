import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DicomPeer } from '../../../src/contract/dicom-peer.ts';
import { element, type NewElement } from '../../../src/dicom/new-element.ts';
import { EXPLICIT_LE } from '../../../src/dicom/transfer-syntax.ts';
import { writeDicom } from '../../../src/dicom/write-dicom.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

export const hasWlmscpfs = spawnSync('wlmscpfs', ['--version']).status === 0;

/** dcmtk's worklist server over these items; its title is HOUSE. */
export async function wlmscpfs(items: readonly (readonly NewElement[])[]): Promise<DicomPeer> {
  const folder = await tempFolder();
  await mkdir(join(folder, 'HOUSE'));
  await writeFile(join(folder, 'HOUSE', 'lockfile'), '');
  for (const [index, item] of items.entries()) {
    const named = [element('SOPClassUID', '1.2.840.10008.5.1.4.31'), element('SOPInstanceUID', `1.2.3.${index}`)];
    const bytes = writeDicom({ transferSyntaxUid: EXPLICIT_LE, elements: [...named, ...item] });
    await writeFile(join(folder, 'HOUSE', `${index}.wl`), bytes);
  }
  const port = await freePort();
  const child = spawn('wlmscpfs', ['--single-process', '--data-files-path', folder, String(port)], {
    stdio: 'ignore',
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  });
  await answers(port, child);
  return { host: '127.0.0.1', port, calledAe: 'HOUSE', callingAe: 'FILEROOM', tls: false };
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const event = await Promise.race([
      once(socket, 'connect').then(() => 'connect'),
      once(socket, 'error').then(
        () => 'error',
        () => 'error',
      ),
    ]).catch(() => 'error');
    socket.destroy();
    if (event === 'connect') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('wlmscpfs has ended');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
