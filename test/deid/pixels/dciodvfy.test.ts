import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { treatWithPixels } from '../../../src/deid/pixels/treat-pixels.ts';
import { TreatmentRefusedError } from '../../../src/deid/refused.ts';
import { tagOf } from '../../../src/dicom/dictionary.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { corpusDir, corpusEntries, corpusFile } from '../../dicom/corpus.ts';
import { referenceOf } from '../../pixels/frames.ts';
import { isInstalled, useDciodvfy } from '../dciodvfy.ts';
import { context, deidentified } from '../samples.ts';

const MAX_BYTES = 300_000;

describe.skipIf(!isInstalled || corpusDir === undefined)('dciodvfy finds no error that blanking has made', () => {
  const errorsOf = useDciodvfy();
  const images = corpusEntries()
    .filter(({ size, expected }) => size < MAX_BYTES && expected.outcome === 'readable')
    .filter((entry) => referenceOf(entry) !== undefined)
    .filter(({ path }, index, all) => {
      const [, , inFolder] = path.split('/');
      return inFolder === undefined || dirname(all[index - 1]?.path ?? '') !== dirname(path);
    })
    .map(({ path }) => path);

  test('over the corpus', { timeout: 300_000 }, async () => {
    expect(images.length).toBeGreaterThan(60);
    const fresh: string[] = [];
    for (const path of images) {
      const bytes = new Uint8Array(corpusFile(path));
      const of = { sopInstanceUid: readDicom(bytes).dataSet.text(tagOf('SOPInstanceUID')) ?? '' };
      const pixels = { regions: [{ of, blank: [{ left: 0, top: 0, right: 9, bottom: 9 }] }], signedOff: [of] };
      const treatment = { kind: 'deidentify', profile: 'basic', options: ['clean-pixel-data'], pixels } as const;
      let result: Uint8Array;
      try {
        result = (await treatWithPixels(bytes, { ...treatment, options: [...treatment.options] }, context)).bytes;
      } catch (error) {
        if (!(error instanceof TreatmentRefusedError) || error.code !== 'pixels-unreadable') throw error;
        continue;
      }
      const before = new Set([...errorsOf(bytes), ...errorsOf(deidentified(bytes).bytes)]);
      fresh.push(...[...errorsOf(result)].filter((line) => !before.has(line)).map((line) => `${path}: ${line}`));
    }
    expect(fresh).toEqual([]);
  });
});
