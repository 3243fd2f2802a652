import { describe, expect, it } from 'vitest';
import { listDiscImage } from '../../../src/source/containers/disc-image.ts';
import { ContainerFault } from '../../../src/source/containers/fault.ts';
import { type IsoTree, isoImage } from './iso-image.ts';
import { udfImage } from './udf-image.ts';

const list = async (image: Uint8Array) =>
  listDiscImage(async (position, length) => image.subarray(position, position + length), image.length);

const names = async (image: Uint8Array) => (await list(image)).files.map(({ path }) => path);

/** An ISO 9660 image and a UDF image in one: both describe themselves from 32 KiB on. */
function bridge(iso: Uint8Array, udf: Uint8Array): Uint8Array {
  const image = Uint8Array.from(udf);
  // The writer of ISO 9660 fills sectors from 19 on, that of UDF leaves them free up to 96.
  image.copyWithin(18 * 2048, 16 * 2048, 19 * 2048);
  image.set(iso.subarray(16 * 2048, 18 * 2048), 16 * 2048);
  image.set(iso.subarray(19 * 2048), 21 * 2048);
  return image;
}

/** Its blocks lie two further on, where the bridge puts them. */
const shifted = (tree: IsoTree): Uint8Array => isoImage(tree, { start: 2 });

describe('listDiscImage', () => {
  it('says what a copy that was broken off lacks, and lists the rest', async () => {
    const image = isoImage({ 'A;1': 'x', 'B;1': 'y', D: { 'E;1': 'z' } });
    const record = (name: string): number => Buffer.from(image).lastIndexOf(name) - 33;
    const view = new DataView(image.buffer, image.byteOffset);
    view.setUint32(record('B;1') + 2, 100_000, true);
    const { files, problems } = await list(image);
    expect(files.map(({ path }) => path)).toEqual(['A', 'D/E']);
    expect(problems).toMatchObject([{ path: 'B', code: 'unreadable' }]);
    // The root is the last that is written here.
    expect(await list(image.subarray(0, image.length - 2048))).toMatchObject({
      files: [],
      problems: [{ path: '', code: 'unreadable' }],
    });
  });

  it('takes the file system of a bridge disc that holds more files, and UDF when both hold as many', async () => {
    expect(await names(bridge(shifted({ 'A;1': 'x' }), udfImage({ a: 'x' })))).toEqual(['a']);
    expect(await names(bridge(shifted({ 'A;1': 'x', 'B;1': 'y' }), udfImage({ a: 'x' })))).toEqual(['A', 'B']);
    const damaged = bridge(shifted({ 'A;1': 'x' }), udfImage({ a: 'x', b: 'y' }, { anchors: ['first'] }));
    expect(await names(damaged)).toEqual(['a', 'b']);
    damaged.fill(0, 256 * 2048, 257 * 2048);
    expect(await names(damaged)).toEqual(['A']);
  });

  it('refuses what is neither', async () => {
    await expect(list(new Uint8Array(100_000))).rejects.toBeInstanceOf(ContainerFault);
    await expect(list(new Uint8Array())).rejects.toBeInstanceOf(ContainerFault);
  });
});
