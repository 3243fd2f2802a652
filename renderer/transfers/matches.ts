import type { ImportStatus } from '../../src/contract/import.ts';
import { formatInstant } from '../ui/format.ts';

/** Whether every word is somewhere in what the list shows of a transfer: whose, where to, when, how it stands. */
export function matches(
  status: ImportStatus,
  shown: { readonly place: string; readonly phase: string },
  search: string,
): boolean {
  const { label, startedAt, importId } = status;
  const text = [label.replaceAll('^', ' '), shown.place, shown.phase, formatInstant(startedAt), startedAt, importId]
    .join(' ')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
