import type { Connection } from '../../src/contract/connection.ts';
import type { ImportStatus } from '../../src/contract/import.ts';

/** Where an import goes: the server, unless it was removed since, and the place on it. */
export function placeOf({ destination }: ImportStatus, connection: Connection | undefined): string {
  return [connection?.name, destination].filter(Boolean).join(', ');
}
