import type { z } from 'zod';
import { NewConnection, ServerUrl } from '../../contract/connection.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import { type CommandContext, type CommonOptions, withServices } from './command.ts';
import { exitCode, exitCodeOfProblem } from './exit-code.ts';
import { findConnection } from './sign-in.ts';
import { problemLine } from './terminal.ts';

export async function listConnections(options: CommonOptions, { terminal }: CommandContext): Promise<number> {
  return withServices(options, async ({ connections }) => {
    const list = connections.list().map(({ id, name, vendor, url }) => ({ id, name, vendor, url }));
    await terminal.result(
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
    throw new InvalidRequestError('bad-connection', whatIsWrong(wanted.error.issues[0]), { next: 'correct-input' });
  }
  return withServices(options, async ({ connections }) => {
    const added = connections.add(wanted.data);
    if (options.json === true) {
      const { id, name: called, vendor, url: address } = added;
      await terminal.result(JSON.stringify({ schema: 1, connection: { id, name: called, vendor, url: address } }));
    } else {
      terminal.say(`Added “${added.name}”. Try it with: fileroom connections test ${JSON.stringify(added.name)}`);
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
    if (options.json === true) await terminal.result(JSON.stringify({ schema: 1, ...outcome }));
    else if (outcome.ok) await terminal.result(`The server answers in ${outcome.latencyMs} ms.`);
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
    if (options.json === true) await terminal.result(JSON.stringify({ schema: 1, removed: found.id }));
    else terminal.say(`Removed “${found.name}”. What was sent there stays there.`);
    return exitCode.done;
  });
}

function whatIsWrong(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.path[0] === 'name') return 'The name of a server has 1 to 80 characters.';
  // Our own rule has a sentence of its own; an address that is none has not.
  return issue?.code === 'custom' ? issue.message : 'A server’s address looks like https://access.example.org.';
}
