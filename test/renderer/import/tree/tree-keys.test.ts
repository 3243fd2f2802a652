import { describe, expect, it } from 'vitest';
import { actOf, findTyped } from '../../../../renderer/import/tree/tree-keys.ts';
import { treeRows } from '../../../../renderer/import/tree/tree-rows.ts';
import type { TreeRow } from '../../../../renderer/import/tree/tree-rows.ts';
import { summary } from '../summary.ts';

// patient, study, series, series, study, series, patient, study, decide, identity, identity, series
const rows = treeRows(summary, { words: '', mark: undefined, flipped: new Set() }, () => 'waiting');

describe('the keys of the tree', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowUp', 0, 0],
    ['ArrowDown', rows.length - 1, rows.length - 1],
    ['Home', 5, 0],
    ['End', 5, rows.length - 1],
    ['PageDown', 1, 6],
    ['PageUp', 3, 0],
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 3, 1],
    ['ArrowLeft', 9, 7],
  ])('%s goes from row %i to row %i', (key, from, to) => {
    expect(actOf(rows, from, key, 5)).toEqual({ do: 'go', to });
  });

  it('fold and unfold branches, and tick them; what is no branch stays', () => {
    expect(actOf(rows, 1, 'ArrowLeft', 5)).toEqual({ do: 'flip', row: rows[1] });
    expect(actOf(rows, 2, 'ArrowRight', 5)).toEqual({ do: 'flip', row: rows[2] });
    expect(actOf(rows, 2, 'Enter', 5)).toEqual({ do: 'open', row: rows[2] });
    expect(actOf(rows, 2, ' ', 5)).toEqual({ do: 'tick', row: rows[2] });
    expect(actOf(rows, 9, ' ', 5)).toBeUndefined();
    expect(actOf(rows, 9, 'ArrowRight', 5)).toBeUndefined();
    expect(actOf(rows, 0, 'x', 5)).toBeUndefined();
    expect(actOf([], 0, 'ArrowDown', 5)).toBeUndefined();
  });

  it('stay where a branch has nothing below', () => {
    const closed: TreeRow[] = rows.slice(0, 1).map((row) => row);
    expect(actOf(closed, 0, 'ArrowRight', 5)).toEqual({ do: 'go', to: 0 });
  });
});

describe('typing', () => {
  const names = ['Chest', 'CT axial', 'CT coronal', 'Hand', 'CR'];
  const few = rows.slice(0, names.length);
  const nameOf = (row: TreeRow): string => names[few.indexOf(row)] ?? '';

  it.each([
    ['h', 0, 3],
    ['ct c', 0, 2],
    ['c', 0, 1],
    ['cc', 1, 2],
    ['c', 4, 0],
    ['x', 0, undefined],
  ])('%j from row %i leads to %s', (typed, from, to) => {
    expect(findTyped(few, from, typed, nameOf)).toBe(to);
  });
});
