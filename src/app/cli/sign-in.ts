import type { Connection, Namespace } from '../../contract/connection.ts';
import { SignInError } from '../../clients/port/errors.ts';
import { InvalidRequestError } from '../../contract/problem.ts';
import type { Connections } from '../connections/connections.ts';
import { embeddedId } from '../connections/embedded.ts';
import type { Embedded } from '../connections/embedded.ts';
import type { CommandContext } from './command.ts';

/** The connection a person names; the archive on this computer when none is named. */
export function findConnection(connections: Connections, name: string | undefined): Connection {
  const found = connections.find(name ?? embeddedId);
  if (found !== undefined) return found;
  const known = connections.list().map((connection) => `“${connection.name}”`);
  throw new InvalidRequestError('no-connection', `There is no server “${name}”. There are ${known.join(', ')}.`, {
    next: 'correct-input',
  });
}

/** Signs in with FILEROOM_LOGIN and FILEROOM_PASSWORD, or asks for them; a PIN likewise. */
export async function signInOn(
  connections: Connections,
  { id }: Connection,
  { terminal, interrupted: signal }: CommandContext,
): Promise<Connection> {
  if (id === embeddedId) {
    await connections.open(id);
    return connections.get(id);
  }
  const { env } = process;
  const login = env['FILEROOM_LOGIN'] ?? (await terminal.ask('Login: ', { signal }));
  if (!login) throw noCredentials();
  const password = env['FILEROOM_PASSWORD'] ?? (await terminal.ask('Password: ', { hidden: true, signal }));
  if (!password) throw noCredentials();
  const connection = await connections.signIn(id, { login, password }, signal);
  if (connection.session.state !== 'pin-required') return connection;
  const pin = env['FILEROOM_PIN'] ?? (await terminal.ask('PIN: ', { signal }));
  if (!pin) throw new SignInError('no-pin', 'This server asks for a PIN.', { next: 'enter-pin' });
  return connections.enterPin(id, pin, signal);
}

/** The namespace to send to: the one that was named, or the only sensible one. */
export function chooseNamespace({ id, session }: Connection, wanted: string | undefined, embedded: Embedded): string {
  const all = session.state === 'signed-in' ? session.namespaces : [];
  const possible = all.filter(({ mayUpload }) => mayUpload);
  if (wanted !== undefined) {
    const named = all.filter((one) => one.id === wanted || one.name.toLowerCase() === wanted.toLowerCase());
    if (named.length === 1 && named[0] !== undefined) return named[0].id;
    throw unclear(named.length > 1 ? `Several namespaces are called “${wanted}”` : `There is no “${wanted}”`, all);
  }
  if (id === embeddedId) return embedded.archive.info.namespaceId;
  if (possible.length === 1 && possible[0] !== undefined) return possible[0].id;
  throw unclear('Say where to send to', possible);
}

function noCredentials(): SignInError {
  return new SignInError('no-credentials', 'This server needs a sign-in.', { next: 'sign-in-again' });
}

function unclear(what: string, namespaces: readonly Namespace[]): InvalidRequestError {
  const list = namespaces.map(({ id, name, kind }) => `“${name}” (${kind}, ${id})`).join(', ');
  return new InvalidRequestError('which-namespace', `${what}: --namespace NAME or UUID, of ${list || 'none'}.`);
}
