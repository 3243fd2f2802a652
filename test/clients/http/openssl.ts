import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { tempFolder } from '../../helpers/temp-folder.ts';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** OpenSSL's own HTTPS server, which lets in only clients whose certificate `clientCa` vouches for. */
export async function opensslServer(
  files: { key: string; cert: string; clientCa: string },
  version: 'tls1_2' | 'tls1_3',
) {
  const dir = await tempFolder(files);
  const file = (name: keyof typeof files) => join(dir, name);
  const args = ['-accept', '127.0.0.1:0', '-www', '-Verify', '1', '-verify_return_error', `-${version}`];
  const child = spawn(
    'openssl',
    ['s_server', ...args, '-key', file('key'), '-cert', file('cert'), '-CAfile', file('clientCa')],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let port: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) break;
  }
  child.stdout.resume();
  return {
    url: `https://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

/** A certificate and its key as one PKCS #12 file. */
export async function pkcs12(pem: { key: string; cert: string }, passphrase: string): Promise<Uint8Array> {
  const dir = await tempFolder(pem);
  const out = join(dir, 'client.p12');
  const args = ['-inkey', join(dir, 'key'), '-in', join(dir, 'cert'), '-out', out, '-passout', `pass:${passphrase}`];
  const { status } = spawnSync('openssl', ['pkcs12', '-export', ...args]);
  if (status !== 0) throw new Error('openssl made no PKCS #12 file');
  return readFile(out);
}
