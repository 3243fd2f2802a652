import type { TagChange } from '../../../src/contract/import.ts';

/** Who the patient is comes first (group 0010), then the rest; both in the tag order they come in. */
export function inReadingOrder(changes: readonly TagChange[]): readonly TagChange[] {
  return changes.toSorted((a, b) => Number(isOfPatient(b)) - Number(isOfPatient(a)));
}

function isOfPatient({ tag, path }: TagChange): boolean {
  return (path + tag).startsWith('(0010');
}
