import type { DeidOption } from '../contract/import.ts';
import type { Tag } from '../dicom/dictionary.ts';
import { profileLines } from './profile.generated.ts';
import { Memo } from './memo.ts';
import { unnamedRow } from './unnamed.ts';

const basicCodes = ['X', 'Z', 'D', 'U', 'X/Z', 'X/D', 'Z/D', 'X/Z/D', 'X/Z/U*'] as const;
/** The codes of PS3.15 Table E.1-1a that the Basic Profile has. */
export type BasicCode = (typeof basicCodes)[number];

/** A row of PS3.15 Table E.1-1. */
export interface ProfileRow {
  readonly basic: BasicCode;
  /** What an option does instead: keep or clean. */
  readonly options: ReadonlyMap<DeidOption, 'K' | 'C'>;
}

const byTag = new Map<Tag, ProfileRow>();
const repeating: (readonly [RegExp, ProfileRow])[] = [];
for (const line of profileLines.trim().split('\n')) {
  const [tag = '', code, options = ''] = line.split('|');
  const basic = basicCodes.find((each) => each === code);
  if (basic === undefined) throw new TypeError(`The profile has an unknown action ${code}`);
  const row = { basic, options: new Map(options.split(',').flatMap(optionIn)) };
  if (tag.includes('x')) repeating.push([new RegExp(`^${tag.replaceAll('x', '[0-9A-F]')}$`), row]);
  else byTag.set(tag, row);
}

function optionIn(text: string): [DeidOption, 'K' | 'C'][] {
  const [option = '', code] = text.split(':');
  return code === 'K' || code === 'C' ? [[option as DeidOption, code]] : [];
}

/** What the table says of an attribute, and what we say of those it forgot; undefined where nothing is to be done. */
export function profileRow(tag: Tag): ProfileRow | undefined {
  return byTag.get(tag) ?? others.get(tag, () => repeatingRow(tag) ?? unnamedRow(tag));
}

/** Most tags have no row, and each is asked for in every slice. */
const others = new Memo<ProfileRow | undefined>(10_000);

function repeatingRow(tag: Tag): ProfileRow | undefined {
  return repeating.find(([pattern]) => pattern.test(tag))?.[1];
}

/** Every tag that the table names, patterns left out. */
export function profileTags(): Tag[] {
  return [...byTag.keys()];
}
