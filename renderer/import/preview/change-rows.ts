import type { TagChange } from '../../../src/contract/import.ts';

/** How an attribute leaves, in the words of a person who looks for one. */
export type Fate = 'changed' | 'removed' | 'kept';

export const fates = ['changed', 'removed', 'kept'] as const satisfies readonly Fate[];

export function fateOf({ action }: Pick<TagChange, 'action'>): Fate {
  switch (action) {
    case 'keep':
      return 'kept';
    case 'remove':
    case 'empty':
      return 'removed';
    case 'replace':
    case 'add':
      return 'changed';
  }
}

/** A line of the list: an attribute, a sequence that is there for what is in it, or one of its items. */
export type PreviewRow =
  | { readonly kind: 'attribute'; readonly depth: number; readonly change: TagChange }
  | { readonly kind: 'sequence'; readonly depth: number; readonly tag: string; readonly name: string }
  | { readonly kind: 'item'; readonly depth: number; readonly number: string };

/** One fate or all of them; undefined is all that does not stay as it is. */
export type Shown = Fate | 'everything' | undefined;

export interface RowFilter {
  readonly shown: Shown;
  readonly text: string;
}

/** The attributes that pass the filter, each under the sequences and items that it lies in. */
export function rowsOf(changes: readonly TagChange[], filter: RowFilter): readonly PreviewRow[] {
  const names = new Map(changes.map(({ path, tag, name }) => [path + tag, name]));
  const shown = new Set<string>();
  const rows: PreviewRow[] = [];
  const show = (place: string, row: PreviewRow): void => {
    if (shown.has(place)) return;
    shown.add(place);
    rows.push(row);
  };
  for (const change of changes) {
    if (!passes(change, filter)) continue;
    const above = levelsOf(change.path);
    for (const [level, { sequence, item, tag, number }] of above.entries()) {
      show(sequence, { kind: 'sequence', depth: level * 2, tag, name: names.get(sequence) ?? '' });
      show(item, { kind: 'item', depth: level * 2 + 1, number });
    }
    show(change.path + change.tag, { kind: 'attribute', depth: above.length * 2, change });
  }
  return rows;
}

interface Level {
  /** Places: the sequence's own, and that of one of its items. */
  readonly sequence: string;
  readonly item: string;
  readonly tag: string;
  readonly number: string;
}

/** `(0008,1115)[2](0008,1199)[1]` is two levels. */
function levelsOf(path: string): readonly Level[] {
  return [...path.matchAll(/(\([^)]*\))\[(\d+)\]/g)].map(({ index, 0: all, 1: tag = '', 2: number = '' }) => ({
    sequence: path.slice(0, index) + tag,
    item: path.slice(0, index) + all,
    tag,
    number,
  }));
}

function passes(change: TagChange, { shown, text }: RowFilter): boolean {
  const fate = fateOf(change);
  if (shown === undefined ? fate === 'kept' : shown !== 'everything' && shown !== fate) return false;
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const { tag, name, before = '', after = '', rule = '' } = change;
  // Tags are typed with and without their marks.
  const places = [tag, tag.replaceAll(/\W/g, '')];
  return [...places, name, before, after, rule].some((value) => value.toLowerCase().includes(wanted));
}
