import { useState } from 'react';
import type { Connection } from '../../src/contract/connection.ts';

const key = 'fileroom.connection';

/** The server that the window is about: the one chosen last, else the first that someone is signed in on. */
export function useCurrentConnection(
  connections: readonly Connection[],
): [current: Connection | undefined, choose: (id: string) => void] {
  const [chosen, setChosen] = useState(() => localStorage.getItem(key));
  const current =
    connections.find(({ id }) => id === chosen) ??
    connections.find(({ session }) => session.state === 'signed-in') ??
    connections[0];
  return [
    current,
    (id) => {
      localStorage.setItem(key, id);
      setChosen(id);
    },
  ];
}
