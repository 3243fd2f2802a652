import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { serveArchive } from '../../archive/serve-archive.ts';
import { lockServing } from '../../archive/store/serving-lock.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { openEmbedded } from '../connections/embedded.ts';
import { prepareDataDir } from '../data-dir.ts';
import { FileSecretStore } from '../secrets.ts';
import { type CommandContext, type CommonOptions, dataDirOf } from './command.ts';
import { exitCode } from './exit-code.ts';

export interface ArchiveCommandOptions extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly login?: string;
  readonly password?: string;
  readonly webhookHost?: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/** Serves the embedded archive alone until it is interrupted: that is its ordinary end. */
export async function archiveCommand(
  options: ArchiveCommandOptions,
  { terminal, interrupted }: CommandContext,
): Promise<number> {
  const dataDir = dataDirOf(options);
  await prepareDataDir(dataDir);
  const { login, password, webhookHost } = options;
  const tls = await tlsOf(options);
  const embedded = await openEmbedded(join(dataDir, 'archive'), new FileSecretStore(dataDir), {
    ...(login === undefined ? {} : { login }),
    ...(password === undefined ? {} : { password }),
    webhookHosts: webhookHost ?? [],
  });
  let unlock: (() => void) | undefined;
  try {
    unlock = lockServing(join(dataDir, 'archive'));
    if (login !== undefined && login !== embedded.archive.info.login) {
      throw new InvalidRequestError('other-login', 'This archive was made with another login, which stays.', {
        next: 'correct-input',
      });
    }
    if (password !== undefined && embedded.archive.created === undefined) await embedded.setPassword(password);
    const { host, port } = options;
    const server = await serveArchive(embedded.archive, { host, port, ...(tls === undefined ? {} : { tls }) });
    try {
      const secrets = await embedded.reveal();
      const { namespaceId } = embedded.archive.info;
      if (options.json === true) {
        await terminal.result(JSON.stringify({ schema: 1, url: server.url, ...secrets, namespace: namespaceId }));
      } else {
        await terminal.result(
          [
            `The archive serves at ${server.url}. Ctrl-C ends it.`,
            `Login       ${secrets.login}`,
            `Password    ${secrets.password}`,
            `Namespace   ${namespaceId}`,
            `Share code  ${secrets.shareCode}`,
          ].join('\n'),
        );
      }
      await untilAborted(interrupted);
    } finally {
      await server.close();
    }
  } finally {
    await embedded.close();
    unlock?.();
  }
  return exitCode.done;
}

/** @throws InvalidRequestError for a certificate without its key, and for what is none. */
async function tlsOf({ tlsCert, tlsKey }: ArchiveCommandOptions): Promise<{ cert: string; key: string } | undefined> {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new InvalidRequestError(
      'certificate-incomplete',
      'A certificate is needed with its key: --tls-cert and --tls-key.',
      {
        next: 'correct-input',
      },
    );
  }
  try {
    const [cert, key] = await Promise.all([readFile(tlsCert, 'utf8'), readFile(tlsKey, 'utf8')]);
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (cause) {
    const message = 'The certificate and its key cannot be read, are no PEM, or do not belong together.';
    throw new InvalidRequestError('bad-certificate', message, { next: 'correct-input', cause });
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
