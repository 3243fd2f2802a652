import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../renderer/import/preview/change-rows.ts';
import type { TagChange } from '../../../../src/contract/import.ts';

const change = (path: string, tag: string, part: Partial<TagChange> = {}): TagChange => ({
  path,
  tag,
  name: `Name of ${tag}`,
  vr: 'LO',
  action: 'remove',
  ...part,
});
const everything = { shown: 'everything', text: '' } as const;
const changes = [
  change('', '(0010,0010)', { action: 'replace', before: 'PHANTOM^CHEST', after: 'ANON^1' }),
  change('', '(0008,1115)', { vr: 'SQ', action: 'keep' }),
  change('(0008,1115)[2]', '(0008,1150)', { action: 'keep', before: '1.2' }),
  change('(0008,1115)[2](0008,1199)[1]', '(0008,1155)'),
  change('(0008,1115)[10]', '(0008,1150)'),
];
const written = (filter: Parameters<typeof rowsOf>[1]): string[] =>
  rowsOf(changes, filter).map((row) => {
    const what = row.kind === 'attribute' ? row.change.tag : row.kind === 'item' ? `item ${row.number}` : row.tag;
    return `${'.'.repeat(row.depth)}${what}`;
  });

describe('the attributes of an object', () => {
  it('are shown under their sequences and items, each of which is there once', () => {
    expect(written(everything)).toEqual([
      '(0010,0010)',
      '(0008,1115)',
      '.item 2',
      '..(0008,1150)',
      '..(0008,1199)',
      '...item 1',
      '....(0008,1155)',
      '.item 10',
      '..(0008,1150)',
    ]);
  });

  it('without those that stay keep the way that leads to the others', () => {
    expect(written({ shown: undefined, text: '' })).toEqual([
      '(0010,0010)',
      '(0008,1115)',
      '.item 2',
      '..(0008,1199)',
      '...item 1',
      '....(0008,1155)',
      '.item 10',
      '..(0008,1150)',
    ]);
    expect(written({ shown: 'kept', text: '' })).toEqual(['(0008,1115)', '.item 2', '..(0008,1150)']);
    expect(written({ shown: 'changed', text: '' })).toEqual(['(0010,0010)']);
  });

  it('a sequence that is there for its items has its own name', () => {
    const [, row] = rowsOf(changes, { shown: undefined, text: '' });
    expect(row).toMatchObject({ kind: 'sequence', name: 'Name of (0008,1115)' });
  });

  it.each(['phantom', 'anon^1', '(0010,0010)', '00100010', ' name of (0010'])('are found by %s', (text) => {
    expect(written({ shown: 'everything', text })).toEqual(['(0010,0010)']);
  });
});
