import type { ArchiveConnection } from '../clients/port/archive-connection.ts';
import { UnprocessableError } from './errors.ts';

type AbilityName = Exclude<keyof ArchiveConnection, 'session'>;

/** The ability, or a refusal that says so: the window does not offer what a server lacks. */
export function need<K extends AbilityName>(
  connection: ArchiveConnection,
  ability: K,
): NonNullable<ArchiveConnection[K]> {
  const found = connection[ability];
  if (found === undefined) {
    throw new UnprocessableError('not-supported', 'This server cannot do that.', { next: 'correct-input' });
  }
  return found;
}
