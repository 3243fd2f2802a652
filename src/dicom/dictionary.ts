import { tagLines } from './tags.generated.ts';
import { uidLines } from './uids.generated.ts';

/** Group and element as eight upper-case hexadecimal digits: `00100010`. */
export type Tag = string;

export interface DictionaryEntry {
  readonly tag: Tag;
  readonly keyword: string;
  readonly name: string;
  /** As in PS3.6; several possible ones are separated by a slash: `US/SS`. */
  readonly vr: string;
  readonly vm: string;
  readonly retired: boolean;
}

const byTag = new Map<Tag, string>();
const byKeyword = new Map<string, Tag>();
/** Repeating groups such as (50xx,0010), PS3.5 7.6. */
const repeaters: (readonly [RegExp, string])[] = [];
for (const line of tagLines.trim().split('\n')) {
  const tag = line.slice(0, 8);
  if (tag.includes('x')) repeaters.push([new RegExp(`^${tag.replaceAll('x', '[0-9A-F]')}$`), line]);
  else byTag.set(tag, line);
  byKeyword.set(line.split('|', 5)[4] ?? '', tag);
}

const uids = new Map(
  uidLines
    .trim()
    .split('\n')
    .map((line) => {
      const [uid = '', type, , name = ''] = line.split('|');
      return [uid, { type, name }] as const;
    }),
);

/** The tag of a keyword of PS3.6. Throws a TypeError for an unknown keyword: a fault of the caller. */
export function tagOf(keyword: string): Tag {
  const tag = byKeyword.get(keyword);
  if (tag === undefined || tag.includes('x')) throw new TypeError(`No attribute has the keyword ${keyword}`);
  return tag;
}

/** What PS3.6 says about a tag; undefined for private and unknown ones. */
export function entryOf(tag: Tag): DictionaryEntry | undefined {
  const known = entries.get(tag);
  if (known !== undefined) return known;
  const own = byTag.get(tag);
  const line = own ?? repeaters.find(([pattern]) => pattern.test(tag))?.[1];
  const entry = line === undefined ? undefined : entryIn(line, tag);
  if (own !== undefined && entry !== undefined) entries.set(tag, entry);
  return entry;
}

/** Those that were asked for: no more than there are lines. */
const entries = new Map<Tag, DictionaryEntry>();

function entryIn(line: string, tag: Tag): DictionaryEntry {
  const [, vr = '', vm = '', retired, keyword = '', name = ''] = line.split('|');
  return { tag, keyword, name, vr, vm, retired: retired === 'R' };
}

/** The VR of PS3.6, or undefined; quicker than {@link entryOf}. */
export function vrOf(tag: Tag): string | undefined {
  const line = byTag.get(tag);
  if (line === undefined) return tag.endsWith('0000') ? 'UL' : entryOf(tag)?.vr;
  return line.slice(9, line.indexOf('|', 9));
}

/** Odd groups are private (PS3.5 7.8). */
export function isPrivate(tag: Tag): boolean {
  return Number.parseInt(tag.charAt(3), 16) % 2 === 1;
}

/** `(0010,0010)`. */
export function formatTag(tag: Tag): string {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}

/** The name of a SOP class or transfer syntax. */
export function uidName(uid: string): string | undefined {
  return uids.get(uid)?.name;
}

export function isKnownTransferSyntax(uid: string): boolean {
  return uids.get(uid)?.type === 'T';
}
