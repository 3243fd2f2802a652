import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pixelFrames } from '../../src/dicom/pixel-data.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { decodeJpegExtended } from '../../src/pixels/jpeg-extended.ts';
import { PixelError } from '../../src/pixels/pixel-error.ts';
import { readPixelFormat } from '../../src/pixels/pixel-format.ts';
import { corpusDir, corpusFile } from '../dicom/corpus.ts';

describe.skipIf(corpusDir === undefined)('JPEG of twelve bits', () => {
  const file =
    corpusDir === undefined ? undefined : readDicom(corpusFile('transfer-syntaxes/jpeg-extended_4.51_CT12bit.dcm'));
  const format = file === undefined ? undefined : readPixelFormat(file.dataSet);
  const pixels = file === undefined ? undefined : pixelFrames(file);
  const range = pixels?.frames[0]?.[0];
  const stream = pixels?.bytes.slice(range?.start, range?.end) ?? new Uint8Array();
  const decode = (bytes: Uint8Array): number => {
    if (format === undefined) throw new TypeError('There is no image');
    try {
      return decodeJpegExtended(bytes, format).length;
    } catch (error) {
      if (error instanceof PixelError) return 0;
      throw error;
    }
  };
  const whole = (format?.rows ?? 0) * (format?.columns ?? 0);

  test('that is damaged is an image of the same size or a PixelError, and nothing else', () => {
    expect(decode(stream)).toBe(whole);
    const damage = fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = stream.slice();
        for (const [at, value] of changes) bytes[at] = value;
        expect([0, whole]).toContain(decode(bytes));
      }),
      { numRuns: 25 },
    );
  });

  test.each([0, 1, 2, 100, 600, 5000])('that ends after %i bytes is a PixelError', (length) => {
    expect(decode(stream.subarray(0, length))).toBe(0);
  });
});
