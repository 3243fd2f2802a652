import type { DataSet } from '../dicom/data-set.ts';
import { isPrivate, type Tag } from '../dicom/dictionary.ts';
import { safePrivateLines } from './safe-private.generated.ts';

/** By private creator, group and last two digits: the VR. */
const safe = new Map<string, string>();
for (const line of safePrivateLines.trim().split('\n')) {
  const [group = '', element = '', vr = '', creator = ''] = line.split('|');
  safe.set(key(creator, group, element), vr);
}

function key(creator: string, group: string, element: string): string {
  return `${creator}|${group}|${element}`;
}

/** Whether a tag reserves a block: (gggg,0010) to (gggg,00FF), PS3.5 7.8.1. */
function isCreator(tag: Tag): boolean {
  return isPrivate(tag) && /^....00[1-9A-F].$/.test(tag);
}

/**
 * The VR of a private element of Table E.3.10-1, by the creator of its block in the same data set (PS3.5 7.8.1);
 * undefined for any other.
 */
export function safePrivateVr(tag: Tag, dataSet: DataSet): string | undefined {
  const creator = dataSet.texts(`${tag.slice(0, 4)}00${tag.slice(4, 6)}`);
  if (creator.length !== 1 || !isPrivate(tag)) return undefined;
  return safe.get(key(creator[0] ?? '', tag.slice(0, 4), tag.slice(6)));
}

/** A creator is needed for as long as a safe element of its block is there, and says nothing that is not in the table. */
export function isNeededCreator(tag: Tag, dataSet: DataSet): boolean {
  if (!isCreator(tag)) return false;
  const block = tag.slice(0, 4) + tag.slice(6);
  return dataSet
    .elements()
    .some((each) => each.tag.startsWith(block) && safePrivateVr(each.tag, dataSet) !== undefined);
}
