import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UdfError } from '../../../src/source/containers/udf/descriptor.ts';
import { listUdf } from '../../../src/source/containers/udf/udf.ts';
import { type Extent, sizeOf } from '../../../src/source/place.ts';
import { type UdfOptions, type UdfTree, udfImage } from './udf-image.ts';

const readOf =
  (image: Uint8Array) =>
  (position: number, length: number): Promise<Uint8Array> =>
    Promise.resolve(image.subarray(position, position + length));

const list = async (image: Uint8Array) => listUdf(readOf(image), image.length);

const contents = async (image: Uint8Array): Promise<Record<string, string>> => {
  const { files, problems } = await list(image);
  expect(problems).toEqual([]);
  return Object.fromEntries(
    files.map(({ path, place }) => {
      const extents: readonly Extent[] = place.kind === 'extents' ? place.extents : [];
      const content = Buffer.concat(extents.map(({ offset, bytes }) => image.subarray(offset, offset + bytes)));
      expect(content.length).toBe(sizeOf(place));
      return [path, content.toString('latin1')];
    }),
  );
};

const flat = (tree: UdfTree, above = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]): (readonly [string, string])[] =>
      typeof value === 'string' || value instanceof Uint8Array
        ? [[`${above}${name}`, Buffer.from(value as string).toString('latin1')] as const]
        : Object.entries(flat(value, `${above}${name}/`)),
    ),
  );

const disc: UdfTree = {
  DICOMDIR: 'the directory',
  IMAGES: { IM1: Buffer.alloc(10_000, 'abcdefg'), EMPTY: '', DEEP: { DEEPER: { 'IM 2': 'x'.repeat(2048) } } },
  'Überweisung 東京.pdf': 'a letter',
};

describe('listUdf', () => {
  const anyPartition = fc.constantFrom<UdfOptions['partition'][]>(
    'physical',
    'virtual',
    'virtual-1.50',
    'sparable',
    'metadata',
  );
  const options = fc.record({
    blockBytes: fc.constantFrom<(2048 | 512)[]>(2048, 512),
    partition: anyPartition,
    form: fc.constantFrom<UdfOptions['form'][]>('short', 'long', 'extended', 'embedded'),
    extendedEntries: fc.boolean(),
    pieces: fc.integer({ min: 1, max: 4 }),
    continued: fc.boolean(),
    loop: fc.boolean(),
    anchors: fc.constantFrom<NonNullable<UdfOptions['anchors']>[]>(['first'], ['first', 'last']),
  });
  const name = fc
    .string({ minLength: 1, maxLength: 40, unit: 'binary' })
    .filter((text) => text.isWellFormed() && !/^\.{1,2}$|[/\\\0]|^\d+$|__proto__/.test(text));
  const { tree } = fc.letrec<{ tree: UdfTree; content: string | Uint8Array | UdfTree }>((tie) => ({
    content: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.uint8Array({ maxLength: 5000 }), tie('tree')),
    tree: fc.dictionary(name, tie('content'), { maxKeys: 6 }),
  }));

  it('lists every tree as it was written, with the bytes of its files, however the image is made', async () => {
    await fc.assert(
      fc.asyncProperty(tree, options, async (written, how) => {
        expect(await contents(udfImage(written, how as UdfOptions))).toEqual(flat(written));
      }),
      { numRuns: 200 },
    );
  });

  it('reads folders that do not fit into their entry', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`IMAGE${index}.DCM`, `${index}`]));
    for (const partition of ['physical', 'virtual', 'sparable', 'metadata'] as const)
      expect(await contents(udfImage({ MANY: many }, { partition }))).toEqual(flat({ MANY: many }));
  });

  it('finds the volume by the anchor at the end, and by the reserve sequence, when the others are damaged', async () => {
    const onlyLast = udfImage(disc, { anchors: ['last'] });
    expect(await contents(onlyLast)).toEqual(flat(disc));
    const damaged = udfImage(disc);
    damaged.fill(0, 96 * 2048, 97 * 2048);
    damaged.fill(0, 256 * 2048, 257 * 2048);
    expect(await contents(damaged)).toEqual(flat(disc));
  });

  it('takes no name for a way', async () => {
    const { files } = await list(udfImage({ '../../x': 'a', '..': 'b', 'a\\b': 'c', '.': 'd' }));
    expect(files.map(({ path }) => path)).toEqual(['.._.._x', 'a_b']);
  });

  it('says of a file whose description is damaged that it is, and reads the others', async () => {
    const image = udfImage({ A: 'first', B: 'second' }, { form: 'embedded' });
    const at = Buffer.from(image).indexOf('first');
    image[at] = 0x46;
    const { files, problems } = await list(image);
    expect(files.map(({ path }) => path)).toEqual(['B']);
    expect(problems).toMatchObject([{ path: 'A', code: 'unreadable' }]);
  });

  it('stops where the limits say', async () => {
    const image = udfImage({ A: { B: { C: { D: 'x' } } } });
    const limits = { depth: 2, entries: 10, directoryBytes: 1 << 20 };
    expect(await listUdf(readOf(image), image.length, limits)).toMatchObject({
      files: [],
      problems: [{ path: 'A/B/C', code: 'too-large' }],
    });
  });

  it('refuses what has no volume, and says what a disc that was never closed lacks', async () => {
    await expect(list(new Uint8Array(600_000))).rejects.toBeInstanceOf(UdfError);
    const open = udfImage(disc, { partition: 'virtual' });
    await expect(list(open.subarray(0, open.length - 2 * 2048))).rejects.toThrow('virtual allocation table');
  });

  it('never crashes, hangs or asks for more than there is, whatever is damaged', async () => {
    const images = (['physical', 'virtual', 'virtual-1.50', 'sparable', 'metadata'] as const).map((partition) =>
      udfImage(disc, { partition, blockBytes: 512, pieces: 2, continued: true, form: 'long' }),
    );
    const used = images.map((image) => Array.from(image.keys()).filter((at) => image[at] !== 0));
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: images.length - 1 }),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (which, changes, mended) => {
          const broken = Uint8Array.from(images[which] ?? []);
          const at = used[which] ?? [];
          for (const [position, value] of changes) broken[at[position % at.length] ?? 0] = value;
          if (mended) mendTags(broken, 512);
          let asked = 0;
          const counting = async (position: number, length: number): Promise<Uint8Array> => {
            asked += Math.min(length, broken.length);
            return readOf(broken)(position, length);
          };
          try {
            const { files } = await listUdf(counting, broken.length, {
              depth: 8,
              entries: 100,
              directoryBytes: 1 << 20,
            });
            expect(files.length).toBeLessThanOrEqual(100);
          } catch (error) {
            expect(error).toBeInstanceOf(UdfError);
          }
          expect(asked).toBeLessThan(64 * broken.length);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

/** Whoever damages a disc on purpose calculates the checksums anew. */
function mendTags(image: Uint8Array, blockBytes: number): void {
  for (let at = 0; at < image.length; at += blockBytes) {
    const block = image.subarray(at, at + blockBytes);
    if (block.every((byte) => byte === 0)) continue;
    // A length of 0: no CRC.
    block.fill(0, 8, 12);
    block[4] = 0;
    block[4] = block.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) & 0xff;
  }
}
