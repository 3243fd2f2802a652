import type { DataSet } from '../dicom/data-set.ts';
import { isPrivate, type Tag } from '../dicom/dictionary.ts';
import type { Element } from '../dicom/element.ts';
import { safePrivateLines } from './safe-private.generated.ts';
import { conformsTo } from './safe-value.ts';

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
 * undefined for any other, and where the value cannot be of this VR.
 */
export function safePrivateVr(each: Element, dataSet: DataSet): string | undefined {
  const { tag } = each;
  const creator = dataSet.texts(`${tag.slice(0, 4)}00${tag.slice(4, 6)}`);
  if (creator.length !== 1 || !isPrivate(tag)) return undefined;
  const vr = safe.get(key(creator[0] ?? '', tag.slice(0, 4), tag.slice(6)));
  return vr !== undefined && conformsTo(vr, each, dataSet) ? vr : undefined;
}

/** A creator is needed for as long as a safe element of its block is there, and says nothing that is not in the table. */
export function isNeededCreator(tag: Tag, dataSet: DataSet): boolean {
  if (!isCreator(tag)) return false;
  const block = tag.slice(0, 4) + tag.slice(6);
  return dataSet.elements().some((each) => each.tag.startsWith(block) && safePrivateVr(each, dataSet) !== undefined);
}
