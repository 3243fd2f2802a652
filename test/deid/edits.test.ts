import { expect, it } from 'vitest';
import type { TagChange } from '../../src/contract/import.ts';
import { Edits } from '../../src/deid/edits.ts';

const change = (path: string, tag: string): TagChange => ({ path, tag, name: '', vr: 'LO', action: 'remove' });

it('tells changes in the order of the file: a sequence, its items by number, what follows', () => {
  const edits = new Edits();
  const inOrder = [
    change('', '(0008,1115)'),
    change('(0008,1115)[2]', '(0008,1150)'),
    change('(0008,1115)[2](0008,1199)[1]', '(0008,1155)'),
    change('(0008,1115)[10]', '(0008,1150)'),
    change('(0008,1115)[10](0008,1199)[9]', '(0008,1155)'),
    change('(0008,1115)[10](0008,1199)[11]', '(0008,1155)'),
    change('', '(0010,0010)'),
  ];
  edits.add(inOrder.toReversed());
  expect(edits.changes).toEqual(inOrder);
});
