import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { openFrames, type Frames } from '../../../src/pixels/frame-samples.ts';
import type { Region } from '../../../src/pixels/region.ts';
import type { FrameSamples } from '../../../src/pixels/samples.ts';
import { turned } from '../../../src/pixels/text/glyph.ts';
import { findText } from '../../../src/pixels/text/find-text.ts';
import { picture } from '../../deid/pixels/samples.ts';
import {
  copyOf,
  endoscopyGround,
  radiographGround,
  randoms,
  samplesOf,
  sliceGround,
  ultrasoundGround,
  write,
  type Ground,
  type Hand,
} from './written.ts';

const { dataSet } = readDicom(picture());

async function foundIn(...frames: readonly FrameSamples[]): Promise<readonly Region[]> {
  const [first] = frames;
  if (first === undefined) return [];
  const all: Frames = {
    format: first.format,
    kind: 'native',
    tag: '7FE00010',
    count: frames.length,
    read: async (frame) => frames[frame] ?? first,
  };
  return (await findText(all, dataSet)).regions;
}

/** The middle half of the letters' height lies within what was found, over nine tenths of the line. */
function isFound(line: Region, found: readonly Region[]): boolean {
  const isUpwards = line.bottom - line.top > line.right - line.left;
  const [one, others] = isUpwards ? [turned(line), found.map(turned)] : [line, found];
  const quarter = (one.bottom - one.top) / 4;
  let covered = 0;
  for (let x = one.left; x < one.right; x += 1)
    if (
      others.some(
        ({ left, top, right, bottom }) =>
          left <= x && right > x && top <= one.top + quarter && bottom >= one.bottom - quarter,
      )
    )
      covered += 1;
  return covered >= 0.9 * (one.right - one.left);
}

const texts = [
  'PHANTOM^ECHO',
  'ID:4711-0815',
  '1970-01-01',
  '14.03.2025 09:41',
  'TEST PERSON 2',
  'ACC:PH20250314',
  'SEX:O 55Y',
];
const sizes = [1, 1, 1.3, 1.6, 2, 2.4, 3];

/** Lines apart from each other, in sizes, weights and colours by the seed. */
function written(
  clean: Ground,
  seed: number,
  colours: readonly (readonly number[])[],
): { ground: Ground; lines: Region[] } {
  const ground = copyOf(clean);
  const random = randoms(seed);
  const pick = <T>(values: readonly [T, ...T[]] | readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const lines: Region[] = [];
  for (let y = 10; y < ground.rows - 60; y += 40 + Math.floor(random() * 30)) {
    const hand: Hand = { dot: pick(sizes), isBold: random() < 0.25, isUpwards: false, colour: pick(colours) };
    lines.push(write(ground, pick(texts), { x: 8 + Math.floor(random() * 60), y }, hand));
  }
  return { ground, lines };
}

const kinds = [
  { name: 'smooth speckle', make: (seed: number) => ultrasoundGround(seed, 1), colours: [[255], [220]] },
  { name: 'coarse speckle', make: (seed: number) => ultrasoundGround(seed, 2), colours: [[255], [220]] },
  { name: 'slices', make: sliceGround, colours: [[4095], [3500]] },
  { name: 'radiographs', make: radiographGround, colours: [[16_383]] },
  {
    name: 'endoscopy',
    make: endoscopyGround,
    colours: [
      [255, 255, 255],
      [255, 255, 0],
      [0, 255, 0],
    ],
  },
] as const;

test('of the lines written on phantoms of every kind 98 in 100 are found', async () => {
  const missed: string[] = [];
  let lines = 0;
  for (const { name, make, colours } of kinds)
    for (const seed of [1, 2]) {
      const { ground, lines: all } = written(make(seed), seed, colours);
      const found = await foundIn(samplesOf(ground));
      lines += all.length;
      for (const line of all) if (!isFound(line, found)) missed.push(`${name} ${seed} ${JSON.stringify(line)}`);
    }
  expect(lines).toBeGreaterThan(60);
  expect(missed.length / lines, missed.join('\n')).toBeLessThanOrEqual(0.02);
});

test('frames without text have next to no proposals; speckle has few', async () => {
  for (const make of [sliceGround, radiographGround, endoscopyGround])
    expect((await foundIn(samplesOf(make(1)))).length).toBeLessThanOrEqual(1);
  for (const seed of [1, 2, 3])
    expect((await foundIn(samplesOf(ultrasoundGround(seed, 1)))).length).toBeLessThanOrEqual(6);
});

const white: Hand = { dot: 2, isBold: false, isUpwards: false, colour: [4095] };

test('dark text, text that runs upwards, MONOCHROME1, and text of one grey in the middle of the others', async () => {
  const slice = sliceGround(7);
  const dark = { ...slice, values: slice.values.map((value) => 3000 + value / 8) };
  const below = write(dark, 'PHANTOM^ECHO', { x: 20, y: 30 }, { ...white, colour: [0] });
  expect(isFound(below, await foundIn(samplesOf(dark)))).toBe(true);
  expect(isFound(below, await foundIn(samplesOf(dark, { photometric: 'MONOCHROME1' })))).toBe(true);

  const upwards = copyOf(sliceGround(8));
  const beside = write(upwards, 'ID:4711-0815', { x: 12, y: 60 }, { ...white, isUpwards: true });
  expect(isFound(beside, await foundIn(samplesOf(upwards)))).toBe(true);

  const speckle = copyOf(ultrasoundGround(9, 1));
  const within = write(speckle, 'TEST PERSON 2', { x: 150, y: 200 }, { ...white, colour: [130] });
  expect(isFound(within, await foundIn(samplesOf(speckle)))).toBe(true);
});

test('text that is on one frame only, and text that stands still while speckle moves', async () => {
  const [a, b, c] = [4, 5, 6].map((seed) => copyOf(ultrasoundGround(seed, 1)));
  if (a === undefined || b === undefined || c === undefined) throw new Error('No frames');
  const hand: Hand = { ...white, dot: 1.6, colour: [180] };
  const still = [a, b, c].map((frame) => write(frame, 'PHANTOM^ECHO', { x: 170, y: 180 }, hand))[0];
  const once = write(b, '14.03.2025 09:41', { x: 10, y: 10 }, { ...white, colour: [255] });
  const found = await foundIn(...[a, b, c].map((frame) => samplesOf(frame)));
  expect(still !== undefined && isFound(still, found)).toBe(true);
  expect(isFound(once, found)).toBe(true);
});

test('text in a colour of a palette is found as it is seen', async () => {
  const [columns, rows] = [200, 60];
  const grey: Ground = { columns, rows, samples: 1, most: 255, values: new Float64Array(columns * rows).fill(7) };
  const line = write(grey, 'PHANTOM^ECHO', { x: 20, y: 20 }, { ...white, colour: [6] });
  const table = Uint8Array.from({ length: 256 }, (_, entry) => (entry === 6 ? 240 : 10));
  const file = readDicom(
    picture(
      element('Rows', rows),
      element('Columns', columns),
      element('PhotometricInterpretation', 'PALETTE COLOR'),
      ...['Red', 'Green', 'Blue'].flatMap((colour) => [
        element(`${colour}PaletteColorLookupTableDescriptor`, [256, 0, 8]),
        element(`${colour}PaletteColorLookupTableData`, table),
      ]),
      element('PixelData', Uint8Array.from(grey.values, Math.round)),
    ),
  );
  expect(isFound(line, (await findText(openFrames(file), file.dataSet)).regions)).toBe(true);
});

test('whatever the pixels are, what is proposed lies within them, and is not too much for a person', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ columns: fc.integer({ min: 1, max: 90 }), rows: fc.integer({ min: 1, max: 90 }), seed: fc.nat(999) }),
      fc.constantFrom(2, 16, 256),
      async ({ columns, rows, seed }, levels) => {
        const random = randoms(seed);
        const values = Float64Array.from({ length: columns * rows }, () =>
          Math.floor((Math.floor(random() * levels) * 255) / (levels - 1)),
        );
        const found = await foundIn(samplesOf({ columns, rows, samples: 1, most: 255, values }));
        expect(found.length).toBeLessThanOrEqual(60);
        for (const { left, top, right, bottom } of found) {
          expect(left >= 0 && top >= 0 && right <= columns && bottom <= rows).toBe(true);
          expect(left < right && top < bottom).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});
