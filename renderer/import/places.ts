import type { Connection, Namespace } from '../../src/contract/connection.ts';

/** The servers that take uploads at all. */
export function uploadConnections(connections: readonly Connection[]): readonly Connection[] {
  return connections.filter(({ abilities }) => abilities.includes('upload'));
}

/** Where the person signed in may upload to on this server. */
export function uploadPlaces({ session }: Connection): readonly Namespace[] {
  return session.state === 'signed-in' ? session.namespaces.filter(({ mayUpload }) => mayUpload) : [];
}
