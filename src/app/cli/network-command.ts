import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type ConnectionNetwork, NetworkChange } from '../../contract/network.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { exitCode } from './exit-code.ts';
import { findConnection } from './sign-in.ts';

export interface NetworkCommandOptions extends CommonOptions {
  /** A file, or `none`. */
  readonly ca?: string;
  readonly clientCertificate?: string;
  /** An address, perhaps with a login and a password in it, or `system` or `none`. */
  readonly proxy?: string;
  readonly rate?: number;
}

/** Shows how a server is reached, after changing what the options name. */
export async function networkCommand(name: string, options: NetworkCommandOptions, context: CommandContext) {
  const change = await toChange(options, context);
  return withServices(options, async ({ connections }) => {
    const { id } = findConnection(connections, name);
    const isChange = Object.keys(change).length > 0;
    const network = isChange ? await connections.changeNetwork(id, change) : connections.network(id);
    await context.terminal.result(
      options.json === true ? JSON.stringify({ schema: 1, network }) : describe(network).join('\n'),
    );
    return exitCode.done;
  });
}

async function toChange(options: NetworkCommandOptions, context: CommandContext): Promise<NetworkChange> {
  const { ca, clientCertificate, proxy, rate } = options;
  const change = NetworkChange.safeParse({
    ...(ca === undefined ? {} : { authorities: ca === 'none' ? null : await given(ca) }),
    ...(clientCertificate === undefined
      ? {}
      : {
          clientCertificate:
            clientCertificate === 'none'
              ? null
              : { ...(await given(clientCertificate)), passphrase: await passphrase(context) },
        }),
    ...(proxy === undefined ? {} : proxyChange(proxy)),
    ...(rate === undefined ? {} : { rate: { calls: rate, gets: Math.min(100, rate * 2.5) } }),
  });
  if (change.success) return change.data;
  const [issue] = change.error.issues;
  throw new InvalidRequestError('bad-network', `This is no ${String(issue?.path[0] ?? 'network')} that can be used.`, {
    next: 'correct-input',
  });
}

async function given(path: string): Promise<{ name: string; base64: string }> {
  try {
    const { size } = await stat(resolve(path));
    if (size > 500_000) throw new Error('too large');
    return { name: basename(path), base64: (await readFile(resolve(path))).toString('base64') };
  } catch (cause) {
    const message = `The file ${basename(path)} cannot be read, or is far too large for a certificate.`;
    throw new InvalidRequestError('no-file', message, { next: 'correct-input', cause });
  }
}

async function passphrase({ terminal, interrupted: signal }: CommandContext): Promise<string | undefined> {
  const known = process.env['FILEROOM_CERTIFICATE_PASSPHRASE'];
  return known ?? (await terminal.ask('Passphrase of the certificate (if any): ', { hidden: true, signal }));
}

function proxyChange(proxy: string): Record<string, unknown> {
  if (proxy === 'system' || proxy === 'none') return { proxy: { use: proxy }, proxyPassword: null };
  if (!URL.canParse(proxy)) return { proxy: { use: 'own', url: proxy } };
  const url = new URL(proxy);
  const [login, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  url.username = '';
  url.password = '';
  return {
    proxy: { use: 'own', url: url.href, ...(login === '' ? {} : { login }) },
    proxyPassword: password === '' ? null : password,
  };
}

function describe({ authorities, clientCertificate, proxy, rate }: ConnectionNetwork): string[] {
  const trusted = authorities.map(({ subject, validTo }) => `${subject} (until ${validTo.slice(0, 10)})`);
  return [
    `Trusted besides the system’s: ${trusted.join(', ') || 'nobody'}`,
    `Client certificate: ${clientCertificate ?? 'none'}`,
    `Proxy: ${proxy.use === 'own' ? `${proxy.url}${proxy.login === undefined ? '' : ` as ${proxy.login}`}` : proxy.use}`,
    `Calls a second: ${rate.calls}, of those that read one thing ${rate.gets}`,
  ];
}
