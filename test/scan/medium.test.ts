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

describe.runIf(process.platform === 'linux')('mediumOf on Linux', () => {
  it('knows discs in a drive and network drives by the innermost mount', async () => {
    const folder = await tempFolder({ 'disc/images/1': '', 'share/1': '', 'image/1': '' });
    const table = [
      '/dev/no-such-drive / ext4 rw 0 0',
      `/dev/sr0 ${folder}/disc iso9660 ro 0 0`,
      `//server/images ${folder}/share cifs rw 0 0`,
      `/dev/loop7 ${folder}/image iso9660 ro 0 0`,
      'not a mount',
    ].join('\n');
    const on = async (path: string) => mediumOf(`${folder}/${path}`, async () => table);
    expect(await on('disc/images')).toEqual({ kind: 'optical', readers: 1, device: '/dev/sr0' });
    expect(await on('share')).toMatchObject({ kind: 'network' });
    expect(await on('image')).toMatchObject({ kind: 'other' });
    expect(await on('.')).toMatchObject({ kind: 'other' });
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
