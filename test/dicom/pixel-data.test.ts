import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element } from '../../src/dicom/new-element.ts';
import { pixelFrames } from '../../src/dicom/pixel-data.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { corpusDir, corpusFile } from './corpus.ts';
import { sampleFile } from './samples.ts';

const J2K = '1.2.840.10008.1.2.4.90';
const frame = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

/** The bytes of each frame, as numbers. */
function frames(file: Uint8Array): number[][] | undefined {
  const found = pixelFrames(readDicom(file));
  return found?.frames.map((ranges) => ranges.flatMap(({ start, end }) => [...found.bytes.subarray(start, end)]));
}

function offsetTable(...offsets: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(offsets).buffer);
}

describe('frames', () => {
  test('of native pixels are cut by their size; those that are not there are left out', () => {
    const pixels = Uint8Array.from({ length: 16 }, (_, index) => index);
    const two = [element('PixelData', pixels), element('NumberOfFrames', 2)];
    expect(frames(sampleFile(two))).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7],
      [8, 9, 10, 11, 12, 13, 14, 15],
    ]);
    expect(frames(sampleFile([element('PixelData', pixels), element('NumberOfFrames', 2147483647)]))).toHaveLength(2);
    expect(frames(sampleFile([element('Rows', 60000), element('PixelData', pixels)]))).toEqual([]);
  });

  test('of encapsulated pixels are grouped by the Basic Offset Table', () => {
    const fragments = [offsetTable(0, 20), frame(1, 2), frame(3, 4), frame(5, 6)];
    const file = sampleFile([element('PixelData', { fragments }), element('NumberOfFrames', 2)], J2K);
    expect(frames(file)).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  test('without a table there is a fragment per frame, or all for the only one', () => {
    const fragments = [new Uint8Array(), frame(1, 2), frame(3, 4)];
    const pixels = element('PixelData', { fragments });
    expect(frames(sampleFile([pixels, element('NumberOfFrames', 2)], J2K))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(frames(sampleFile([pixels], J2K))).toEqual([[1, 2, 3, 4]]);
  });

  test('without a table and in more fragments than there are frames begin where a JPEG stream does', () => {
    const fragments = [new Uint8Array(), frame(0xff, 0xd8), frame(3, 4), frame(0xff, 0xd8), frame(5, 6)];
    const two = [element('PixelData', { fragments }), element('NumberOfFrames', 2)];
    expect(frames(sampleFile(two, J2K))).toEqual([
      [0xff, 0xd8, 3, 4],
      [0xff, 0xd8, 5, 6],
    ]);
  });

  test('of an object without pixels are none', () => {
    const noPixels = editDicom(sampleFile(), {
      visit: ({ element: { tag } }) => (tag === tagOf('PixelData') ? 'remove' : 'keep'),
    });
    expect(frames(noPixels)).toBeUndefined();
    expect(frames(sampleFile([element('PixelData', new Uint8Array())]))).toEqual([]);
  });

  test.skipIf(corpusDir === undefined)('of the corpus have the reference pixels', () => {
    const found = pixelFrames(readDicom(corpusFile('transfer-syntaxes/explicit-le_1.2.1_CT.dcm')));
    const [range] = found?.frames[0] ?? [];
    const hash = createHash('sha256')
      .update(found?.bytes.subarray(range?.start, range?.end) ?? '')
      .digest('hex');
    expect(hash).toBe('1bee432808f49770bbc30d904e3e744082b0ba41704d4943e7de5bcb3e3d72f9');
  });
});
