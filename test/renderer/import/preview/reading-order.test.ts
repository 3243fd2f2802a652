import { expect, it } from 'vitest';
import type { TagChange } from '../../../../src/contract/import.ts';
import { inReadingOrder } from '../../../../renderer/import/preview/reading-order.ts';

const change = (tag: string, path = ''): TagChange => ({ tag, path, name: '', vr: 'LO', action: 'remove' });

it('shows who the patient is first, then the rest in tag order', () => {
  const changes = [
    change('(0008,0050)'),
    change('(0010,0020)', '(0008,1115)[1]'),
    change('(0010,0010)'),
    change('(0010,0020)', '(0010,1002)[1]'),
    change('(0010,1040)'),
    change('(0020,000D)'),
  ];
  expect(inReadingOrder(changes).map(({ tag, path }) => path + tag)).toEqual([
    '(0010,0010)',
    '(0010,1002)[1](0010,0020)',
    '(0010,1040)',
    '(0008,0050)',
    '(0008,1115)[1](0010,0020)',
    '(0020,000D)',
  ]);
});
