import { vrOf, type Tag } from '../dicom/dictionary.ts';
import { profileLines } from './profile.generated.ts';

/** What the Basic Profile does to an attribute (PS3.15 E.1.1). `references`: a sequence is kept for its UIDs only. */
export type Action = 'remove' | 'empty' | 'dummy' | 'map-uid' | 'references';

/**
 * Compound codes leave the choice to the type of the attribute in the object's IOD, which is not looked up:
 * of the allowed actions the one is taken that keeps every object valid. A dummy is valid for any type, an empty
 * value for types 2 and 3.
 */
const actions: Readonly<Record<string, Action>> = {
  X: 'remove',
  Z: 'empty',
  D: 'dummy',
  U: 'map-uid',
  'X/Z': 'empty',
  'X/D': 'dummy',
  'Z/D': 'dummy',
  'X/Z/D': 'dummy',
  'X/Z/U*': 'references',
};

const byTag = new Map<Tag, Action>();
const repeating: (readonly [RegExp, Action])[] = [];
for (const line of profileLines.trim().split('\n')) {
  const [tag = '', code = ''] = line.split('|');
  const action = actions[code];
  if (action === undefined) throw new TypeError(`The profile has an unknown action ${code}`);
  // Having no item says the least, and is valid where a sequence is not of type 1.
  const isOptionalSequence = code === 'X/Z/D' && vrOf(tag) === 'SQ';
  if (tag.includes('x')) repeating.push([new RegExp(`^${tag.replaceAll('x', '[0-9A-F]')}$`), action]);
  else byTag.set(tag, isOptionalSequence ? 'empty' : action);
}

/** The action of PS3.15 Table E.1-1, column Basic Profile; undefined for attributes that it does not name. */
export function profileAction(tag: Tag): Action | undefined {
  return byTag.get(tag) ?? repeating.find(([pattern]) => pattern.test(tag))?.[1];
}

/** Every tag that the table names, patterns left out. */
export function profileTags(): Tag[] {
  return [...byTag.keys()];
}
