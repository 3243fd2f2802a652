import { NewConnection, ServerUrl } from '../../contract/connection.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { exitCode, exitCodeOfProblem } from './exit-code.ts';
import { findConnection } from './sign-in.ts';
import { problemLine } from './terminal.ts';

export async function listConnections(options: CommonOptions, { terminal }: CommandContext): Promise<number> {
  return withServices(options, async ({ connections }) => {
    const list = connections.list().map(({ id, name, vendor, url }) => ({ id, name, vendor, url }));
    terminal.result(
      options.json === true
        ? JSON.stringify({ schema: 1, connections: list })
        : list.map(({ name, vendor, url }) => `${name}  ${vendor}${url === undefined ? '' : `  ${url}`}`).join('\n'),
    );
    return exitCode.done;
  });
}

export async function addConnection(
  name: string,
  url: string,
  options: CommonOptions,
  { terminal }: CommandContext,
): Promise<number> {
  const wanted = NewConnection.safeParse({ name, url, vendor: 'ambra' });
  if (!wanted.success) {
    const message = wanted.error.issues[0]?.message ?? 'This is not a server’s name and address.';
    throw new InvalidRequestError('bad-connection', message, { next: 'correct-input' });
  }
  return withServices(options, async ({ connections }) => {
    const { id, vendor } = connections.add(wanted.data);
    if (options.json === true) {
      terminal.result(JSON.stringify({ schema: 1, connection: { id, name, vendor, url } }));
    } else {
      terminal.say(`Added “${name}”. Try it with: fileroom connections test ${JSON.stringify(name)}`);
    }
    return exitCode.done;
  });
}

/** Tests a configured server by its name, or any address. */
export async function testConnection(
  nameOrUrl: string,
  options: CommonOptions,
  { terminal, interrupted }: CommandContext,
): Promise<number> {
  return withServices(options, async ({ connections }) => {
    const asUrl = ServerUrl.safeParse(nameOrUrl);
    const { url } = asUrl.success ? { url: asUrl.data } : findConnection(connections, nameOrUrl);
    const outcome = url === undefined ? { ok: true as const, latencyMs: 0 } : await connections.test(url, interrupted);
    if (options.json === true) terminal.result(JSON.stringify({ schema: 1, ...outcome }));
    else if (outcome.ok) terminal.result(`The server answers in ${outcome.latencyMs} ms.`);
    if (outcome.ok) return exitCode.done;
    terminal.say(problemLine(outcome.problem));
    return exitCodeOfProblem(outcome.problem);
  });
}

export async function removeConnection(
  name: string,
  options: CommonOptions,
  { terminal }: CommandContext,
): Promise<number> {
  return withServices(options, async ({ connections }) => {
    const found = findConnection(connections, name);
    await connections.remove(found.id);
    if (options.json === true) terminal.result(JSON.stringify({ schema: 1, removed: found.id }));
    else terminal.say(`Removed “${found.name}”. What was sent there stays there.`);
    return exitCode.done;
  });
}
