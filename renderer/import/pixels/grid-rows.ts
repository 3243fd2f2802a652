import type { HeldInstance } from '../../../src/contract/pixels.ts';
import { bySeries } from './to-treatment.ts';

/** A line of the grid: the name of a series, or a few of its objects beside each other. */
export type GridRow =
  | { readonly kind: 'series'; readonly objects: readonly HeldInstance[] }
  | { readonly kind: 'tiles'; readonly objects: readonly HeldInstance[] };

export function gridRows(held: readonly HeldInstance[], across: number): readonly GridRow[] {
  const rows: GridRow[] = [];
  for (const objects of bySeries(held)) {
    rows.push({ kind: 'series', objects });
    for (let start = 0; start < objects.length; start += across)
      rows.push({ kind: 'tiles', objects: objects.slice(start, start + across) });
  }
  return rows;
}

/** Where a key leads from an object, in the order of the grid; undefined when the key is none of its. */
export function stepFrom(rows: readonly GridRow[], from: HeldInstance, key: string): HeldInstance | undefined {
  const tiles = rows.filter(({ kind }) => kind === 'tiles').map(({ objects }) => objects);
  const line = tiles.findIndex((objects) => objects.includes(from));
  const place = tiles[line]?.indexOf(from) ?? 0;
  const all = tiles.flat();
  const at = all.indexOf(from);
  switch (key) {
    case 'ArrowRight':
      return all[at + 1] ?? from;
    case 'ArrowLeft':
      return all[at - 1] ?? from;
    case 'ArrowDown':
      return tiles[line + 1]?.[place] ?? tiles[line + 1]?.at(-1) ?? from;
    case 'ArrowUp':
      return tiles[line - 1]?.[place] ?? tiles[line - 1]?.at(-1) ?? from;
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
}
