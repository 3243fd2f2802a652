import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discOrder } from '../../src/scan/disc-order.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { isoImage } from '../source/containers/iso-image.ts';
import { udfImage } from '../source/containers/udf-image.ts';

describe.runIf(process.platform === 'linux')('discOrder', () => {
  const later = { 'B;1': 'x'.repeat(5000), 'A;1': 'y' };

  it('tells where the files of a mounted disc begin, whatever case and version their names are shown in', async () => {
    const folder = await tempFolder({ 'disc.iso': isoImage({ IMAGES: later, 'FIRST.DCM;1': 'z' }) });
    const table = `/dev/sda1 / ext4 rw 0 0\n${join(folder, 'disc.iso')} /media/disc iso9660 ro 0 0\n`;
    const whole = await discOrder('/media/disc', async () => table);
    const starts = ['images/b', 'images/a', 'first.dcm'].map((path) => whole?.(path) ?? NaN);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    const below = await discOrder('/media/disc/IMAGES', async () => table);
    expect(['B;1', 'A.;1'].map((path) => below?.(path))).toEqual(starts.slice(0, 2));
    expect(below?.('gone')).toBeUndefined();
  });

  it('knows discs in UDF, and nothing of what is no disc or may not be read', async () => {
    const folder = await tempFolder({ 'disc.udf': udfImage({ A: 'x', B: 'y' }), empty: '' });
    expect((await discOrder('/media/disc', on(join(folder, 'disc.udf'), 'udf')))?.('A')).toBeGreaterThan(0);
    expect(await discOrder('/media/disc', on(join(folder, 'disc.udf'), 'vfat'))).toBeUndefined();
    expect(await discOrder('/media/disc', on(join(folder, 'empty'), 'udf'))).toBeUndefined();
    expect(await discOrder('/media/disc', on('/dev/no-drive', 'udf'))).toBeUndefined();
    expect(await discOrder(folder)).toBeUndefined();
  });
});

/** The system's table with one disc. */
const on = (device: string, type: string) => async () => `${device} /media/disc ${type} ro 0 0\n`;
