import { describe, expect, it } from 'vitest';
import { inMediumOrder, mediumOf } from '../../src/scan/medium.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

describe('mediumOf', () => {
  it('names a medium and readers for every folder that is there', async () => {
    const { kind, readers } = await mediumOf(await tempFolder());
    expect(['rotational', 'network', 'other']).toContain(kind);
    expect(readers).toBeGreaterThanOrEqual(1);
    await expect(mediumOf('/no/such/folder')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('inMediumOrder', () => {
  it('reads each source as it lies, what is not known last, then one image after the other', () => {
    const place = { kind: 'extents', extents: [] } as const;
    const files = [
      { source: 0, path: 'a', absolutePath: '/d/a' },
      { source: 0, path: 'b', absolutePath: '/d/b', order: 9 },
      { source: 0, path: 'x.iso/1', absolutePath: '/d/x.iso', place, order: 5 },
      { source: 0, path: 'y.iso/1', absolutePath: '/d/y.iso', place, order: 3 },
      { source: 0, path: 'x.iso/2', absolutePath: '/d/x.iso', place, order: 4 },
      { source: 0, path: 'c', absolutePath: '/d/c', order: 2 },
      { source: 1, path: 'a', absolutePath: '/e/a', order: 1 },
    ];
    expect(inMediumOrder(files).map(({ source, path }) => `${source}:${path}`)).toEqual([
      '0:c',
      '0:b',
      '0:a',
      '0:x.iso/2',
      '0:x.iso/1',
      '0:y.iso/1',
      '1:a',
    ]);
  });
});
