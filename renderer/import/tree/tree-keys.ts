import { isBranch } from './tree-rows.ts';
import type { TreeRow } from './tree-rows.ts';

/** What a key does in the tree. */
export type TreeAct =
  | { readonly do: 'go'; readonly to: number }
  | { readonly do: 'flip'; readonly row: TreeRow }
  | { readonly do: 'tick'; readonly row: TreeRow }
  /** A patient unfolds, a study is looked at. */
  | { readonly do: 'open'; readonly row: TreeRow };

/** The keys of a tree (WAI-ARIA Authoring Practices, treegrid with the focus on rows). `page` is a screenful of rows. */
export function actOf(rows: readonly TreeRow[], at: number, key: string, page: number): TreeAct | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const go = (to: number): TreeAct => ({ do: 'go', to: Math.min(rows.length - 1, Math.max(0, to)) });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      if (!isBranch(row)) return undefined;
      return row.isOpen ? go(at + Number((rows[at + 1]?.level ?? 0) > row.level)) : { do: 'flip', row };
    case 'ArrowLeft':
      if (isBranch(row) && row.isOpen) return { do: 'flip', row };
      return row.level === 1 ? undefined : go(parentOf(rows, at, row.level));
    case 'Enter':
      return isBranch(row) ? { do: 'open', row } : undefined;
    case ' ':
      return isBranch(row) ? { do: 'tick', row } : undefined;
    default:
      return undefined;
  }
}

function parentOf(rows: readonly TreeRow[], at: number, level: number): number {
  return rows.slice(0, at).findLastIndex((row) => row.level < level);
}

/** The next row whose name begins with what was typed, around the end; the same letter again goes to the next one. */
export function findTyped(
  rows: readonly TreeRow[],
  at: number,
  typed: string,
  nameOf: (row: TreeRow) => string,
): number | undefined {
  const first = typed.slice(0, 1);
  const isRepeated = typed === first.repeat(typed.length);
  const wanted = (isRepeated ? first : typed).toLocaleLowerCase();
  // A longer text may go on matching the row it has led to.
  const from = isRepeated ? at + 1 : at;
  for (let step = 0; step < rows.length; step += 1) {
    const index = (from + step) % rows.length;
    const row = rows[index];
    if (row !== undefined && nameOf(row).toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
