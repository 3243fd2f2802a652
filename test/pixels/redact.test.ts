import { dirname } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { pixelFrames } from '../../src/dicom/pixel-data.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { encapsulated, offsetTables } from '../../src/pixels/encapsulate.ts';
import { PixelError } from '../../src/pixels/pixel-error.ts';
import { redactPixels } from '../../src/pixels/redact.ts';
import type { Region } from '../../src/pixels/region.ts';
import { storedValues, type FrameSamples } from '../../src/pixels/samples.ts';
import { corpusDir, corpusEntries, corpusFile } from '../dicom/corpus.ts';
import { encodeRle } from '../../src/pixels/rle.ts';
import { byPixel, decodeAll, referenceOf } from './frames.ts';

const RLE = '1.2.840.10008.1.2.5';

function fileOf(elements: readonly NewElement[], transferSyntaxUid = '1.2.840.10008.1.2.1'): Uint8Array<ArrayBuffer> {
  const common = [
    element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.7'),
    element('SOPInstanceUID', '2.25.11'),
    element('ImageType', ['ORIGINAL', 'PRIMARY']),
  ];
  return writeDicom({ transferSyntaxUid, elements: [...common, ...elements] });
}

async function redacted(bytes: Uint8Array, regions: readonly Region[]): Promise<Uint8Array<ArrayBuffer>> {
  return redactPixels(readDicom(bytes), regions);
}

/**
 * Fails unless outside of the regions every sample is what it was.
 * @returns what is inside, for each sample of a pixel
 */
function blackWithin(before: FrameSamples, after: FrameSamples, regions: readonly Region[]): number[][] {
  const [a, b] = [byPixel(before), byPixel(after)];
  const { columns, samples, rows, photometric } = a.format;
  // Two luminances and their chroma are one unit of two pixels.
  const isShared = photometric === 'YBR_FULL_422' && a.values.length < rows * columns * 3;
  const [unit, width] = isShared ? [4, 2] : [samples, 1];
  const [was, is] = [storedValues(a), storedValues(b)];
  const inside = Array.from({ length: samples }, () => new Set<number>());
  let changed = 0;
  for (let index = 0; index < (rows * columns * unit) / width; index += 1) {
    const pixel = Math.floor(index / unit) * width;
    const [column, row] = [pixel % columns, Math.floor(pixel / columns)];
    const isBlank = regions.some(
      ({ left, top, right, bottom }) => left < column + width && column < right && top <= row && row < bottom,
    );
    const sample = isShared ? Math.max(0, (index % 4) - 1) : index % samples;
    if (isBlank) inside[sample]?.add(is(index));
    else if (was(index) !== is(index)) changed += 1;
  }
  expect(changed).toBe(0);
  return inside.map((values) => Array.from(values));
}

const side = fc.integer({ min: 1, max: 9 });
const format = fc.record({
  bits: fc.constantFrom([8, 8], [8, 6], [16, 16], [16, 12], [16, 10], [32, 32]),
  rows: side,
  columns: side,
  frames: fc.integer({ min: 1, max: 3 }),
  signed: fc.boolean(),
  interpretation: fc.constantFrom('MONOCHROME1', 'MONOCHROME2', 'RGB', 'YBR_FULL'),
  planar: fc.boolean(),
  isRle: fc.boolean(),
});
const edge = fc.integer({ min: -2, max: 11 });
const regions = fc.array(fc.record({ left: edge, top: edge, right: edge, bottom: edge }), { maxLength: 3 });

test('inside is black, outside nothing changes: any format, any pixels, any regions', async () => {
  const property = fc.asyncProperty(format, regions, fc.infiniteStream(fc.nat(255)), async (drawn, blank, stream) => {
    const { rows, columns, frames, interpretation } = drawn;
    const [bitsAllocated = 8, bitsStored = 8] = drawn.bits;
    const samples = interpretation.startsWith('MONO') ? 1 : 3;
    const signed = samples === 1 && drawn.signed;
    const frameBytes = (rows * columns * samples * bitsAllocated) / 8;
    const next = (): number => stream.next().value;
    const pixels = Array.from({ length: frames }, () => Uint8Array.from({ length: frameBytes }, next));
    const bytes = fileOf(
      [
        element('Rows', rows),
        element('Columns', columns),
        element('NumberOfFrames', frames),
        element('SamplesPerPixel', samples),
        element('PhotometricInterpretation', interpretation),
        ...(samples === 3 ? [element('PlanarConfiguration', drawn.planar ? 1 : 0)] : []),
        element('BitsAllocated', bitsAllocated),
        element('BitsStored', bitsStored),
        element('HighBit', bitsStored - 1),
        element('PixelRepresentation', signed ? 1 : 0),
        ...(drawn.isRle
          ? encapsulated(pixels.map((each) => encodeRle(each, { rows, columns, samples, bitsAllocated })))
          : [element('PixelData', Buffer.concat(pixels))]),
      ],
      drawn.isRle ? RLE : undefined,
    );
    const before = await decodeAll(bytes);
    const result = await redacted(bytes, blank);
    const after = await decodeAll(result);
    expect(after).toHaveLength(frames);
    const lowest = signed ? -(2 ** (bitsStored - 1)) : 0;
    const black = {
      MONOCHROME1: [2 ** (signed ? bitsStored - 1 : bitsStored) - 1],
      MONOCHROME2: [lowest],
      RGB: [0, 0, 0],
      YBR_FULL: [0, 2 ** (bitsStored - 1), 2 ** (bitsStored - 1)],
    }[interpretation];
    for (const [index, frame] of after.entries()) {
      const inside = blackWithin(before[index] ?? frame, frame, blank);
      if (inside.flat().length > 0) expect(inside).toEqual(black.map((value) => [value]));
    }
    expect(readDicom(result).transferSyntaxUid).toBe(drawn.isRle ? RLE : '1.2.840.10008.1.2.1');
  });
  await fc.assert(property);
});

const greys = [
  element('Rows', 4),
  element('Columns', 4),
  element('BitsAllocated', 8),
  element('BitsStored', 8),
  element('HighBit', 7),
  element('PhotometricInterpretation', 'MONOCHROME2'),
];
const corner = { left: 0, top: 0, right: 2, bottom: 2 };

describe('around the pixels', () => {
  test('icons, overlays and the extremes of the old pixels go; ORIGINAL becomes DERIVED; the UID stays', async () => {
    const bytes = fileOf([
      ...greys,
      element('SmallestImagePixelValue', 1),
      element('IconImageSequence', { items: [[element('Rows', 1), element('PixelData', Uint8Array.of(9))]] }),
      { tag: '60020010', vr: 'US', value: 4 },
      { tag: '60020011', vr: 'US', value: 4 },
      { tag: '60023000', vr: 'OW', value: Uint8Array.of(255, 255) },
      element(
        'PixelData',
        Uint8Array.from({ length: 16 }, () => 200),
      ),
    ]);
    const { dataSet } = readDicom(await redacted(bytes, [corner]));
    for (const tag of ['00280106', '00880200', '60020010', '60020011', '60023000'])
      expect(dataSet.has(tag)).toBe(false);
    expect(dataSet.texts(tagOf('ImageType'))).toEqual(['DERIVED', 'PRIMARY']);
    expect(dataSet.text(tagOf('SOPInstanceUID'))).toBe('2.25.11');
    expect([...(dataSet.value(tagOf('PixelData')) ?? [])]).toEqual([
      0,
      0,
      200,
      200,
      0,
      0,
      ...Array<number>(10).fill(200),
    ]);
  });

  test('an overlay in the unused bits of the pixels is gone everywhere, the samples are not', async () => {
    const words = Uint16Array.from({ length: 16 }, (_, index) => index * 100 + (index % 2) * 0x8000);
    const bytes = fileOf([
      ...greys.filter(({ tag }) => !tag.startsWith('002801')),
      element('BitsAllocated', 16),
      element('BitsStored', 12),
      element('HighBit', 11),
      { tag: '60000100', vr: 'US', value: 16 },
      { tag: '60000102', vr: 'US', value: 15 },
      element('PixelData', new Uint8Array(words.buffer)),
    ]);
    const result = await redacted(bytes, []);
    const [frame] = await decodeAll(result);
    expect([...(frame?.values ?? [])]).toEqual(Array.from({ length: 16 }, (_, index) => index * 100));
    expect(readDicom(result).dataSet.has('60000102')).toBe(false);
  });

  test('a palette is blanked with its darkest entry', async () => {
    const colours = ['Red', 'Green', 'Blue'].flatMap((name) => [
      element(`${name}PaletteColorLookupTableDescriptor`, [4, 10, 16]),
      element(`${name}PaletteColorLookupTableData`, new Uint8Array(Uint16Array.of(65_535, 300, 0x0100, 40_000).buffer)),
    ]);
    const bytes = fileOf([
      ...greys.filter(({ tag }) => tag !== tagOf('PhotometricInterpretation')),
      element('PhotometricInterpretation', 'PALETTE COLOR'),
      ...colours,
      element(
        'PixelData',
        Uint8Array.from({ length: 16 }, () => 13),
      ),
    ]);
    const [frame] = await decodeAll(await redacted(bytes, [corner]));
    expect([...(frame?.values ?? [])].slice(0, 4)).toEqual([11, 11, 13, 13]);
  });

  test.each([
    [
      'a frame is missing',
      [...greys, element('NumberOfFrames', 2), element('PixelData', new Uint8Array(16))],
      'broken',
    ],
    ['there are no pixels', greys, 'no-pixels'],
    [
      'black is not known',
      [...greys.slice(0, 5), element('PhotometricInterpretation', 'HSV'), element('PixelData', new Uint8Array(16))],
      'unsupported',
    ],
  ])('nothing is written when %s', async (_, elements, code) => {
    await expect(redacted(fileOf(elements), [corner])).rejects.toMatchObject({ name: 'PixelError', code });
  });

  test('offsets that do not fit into 32 bits go to the Extended Offset Table', () => {
    expect(offsetTables([10, 20]).extended).toEqual([]);
    expect(offsetTables([10, 20]).basic).toEqual(new Uint8Array(Uint32Array.of(0, 18).buffer));
    const large = offsetTables([0xfffffff0, 4, 6]);
    expect(large.basic).toHaveLength(0);
    expect(large.extended.map(({ tag, value }) => [tag, new BigUint64Array((value as Uint8Array).buffer)])).toEqual([
      ['7FE00001', BigUint64Array.of(0n, 0xfffffff8n, 0x100000004n)],
      ['7FE00002', BigUint64Array.of(0xfffffff0n, 4n, 6n)],
    ]);
  });
});

describe.skipIf(corpusDir === undefined)('over the corpus', () => {
  /** Of a folder of alike files one; and none too large to tell more than the others do. */
  const images = corpusEntries()
    .filter(({ size }) => size < 1_500_000)
    .filter((entry) => referenceOf(entry) !== undefined)
    .filter(({ path }, index, all) => {
      const [, , inFolder] = path.split('/');
      return inFolder === undefined || dirname(all[index - 1]?.path ?? '') !== dirname(path);
    });
  const seen = new Set<string>();
  const refused: string[] = [];

  test.each(images.map(({ path }) => path))('%s', async (path) => {
    const bytes = corpusFile(path);
    const source = readDicom(bytes);
    let before: FrameSamples[];
    let result: Uint8Array;
    const blank: Region[] = [{ left: 0, top: 0, right: 1e6, bottom: 1 }];
    try {
      before = await decodeAll(bytes);
      const { rows = 0, columns = 0 } = before[0]?.format ?? {};
      blank.push({ left: columns >> 2, top: rows >> 2, right: (columns >> 1) + 1, bottom: (rows >> 1) + 1 });
      result = await redactPixels(source, blank);
    } catch (error) {
      if (!(error instanceof PixelError)) throw error;
      refused.push(`${path} ${error.code}`);
      return;
    }
    seen.add(source.transferSyntaxUid);
    const file = readDicom(result);
    expect(file.repairs.filter((repair) => !source.repairs.includes(repair))).toEqual([]);
    expect(pixelFrames(file)?.kind).toBe(file.transferSyntaxUid === RLE ? 'encapsulated' : 'native');
    const after = await decodeAll(result);
    expect(after).toHaveLength(before.length);
    for (const [index, frame] of after.entries())
      for (const values of blackWithin(before[index] ?? frame, frame, blank)) expect(values).toHaveLength(1);
  });

  test('what cannot be redacted is refused', () => {
    expect(refused).toMatchInlineSnapshot(`
      [
        "transfer-syntaxes/mpeg4-avc-h264_4.102_video.dcm unsupported",
        "malformed/orig_j2k-embedded-sequence-delimiter.dcm broken",
        "malformed/photometric-unknown.dcm unsupported",
      ]
    `);
  });

  test('covers every transfer syntax that can be decoded', () => {
    expect([...seen].sort()).toMatchInlineSnapshot(`
      [
        "1.2.840.10008.1.2",
        "1.2.840.10008.1.2.1",
        "1.2.840.10008.1.2.1.98",
        "1.2.840.10008.1.2.1.99",
        "1.2.840.10008.1.2.2",
        "1.2.840.10008.1.2.4.110",
        "1.2.840.10008.1.2.4.201",
        "1.2.840.10008.1.2.4.50",
        "1.2.840.10008.1.2.4.51",
        "1.2.840.10008.1.2.4.57",
        "1.2.840.10008.1.2.4.70",
        "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.81",
        "1.2.840.10008.1.2.4.90",
        "1.2.840.10008.1.2.4.91",
        "1.2.840.10008.1.2.5",
        "1.2.840.10008.1.2.8.1",
      ]
    `);
  });
});
