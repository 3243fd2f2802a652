import { describe, expect, test } from 'vitest';
import type { DeidOption } from '../../../src/contract/import.ts';
import type { PixelTreatment } from '../../../src/contract/pixels.ts';
import { treatWithPixels } from '../../../src/deid/pixels/treat-pixels.ts';
import { treat } from '../../../src/deid/treat.ts';
import type { DataSet } from '../../../src/dicom/data-set.ts';
import { tagOf } from '../../../src/dicom/dictionary.ts';
import { element } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { corpusDir, corpusFile } from '../../dicom/corpus.ts';
import { context, image } from '../samples.ts';
import { declaredRegions, picture, ultrasound } from './samples.ts';

const CLEAN_PIXEL_DATA = '113101';
const banner = { left: 0, top: 0, right: 8, bottom: 2 };
const ofSeries = { seriesInstanceUid: '2.25.33' };

async function treated(
  bytes: Uint8Array<ArrayBuffer>,
  pixels: PixelTreatment | undefined,
  options: DeidOption[] = ['clean-pixel-data'],
) {
  const treatment = {
    kind: 'deidentify',
    profile: 'basic',
    options,
    ...(pixels === undefined ? {} : { pixels }),
  } as const;
  const result = await treatWithPixels(bytes, treatment, context);
  return { ...result, dataSet: readDicom(result.bytes).dataSet };
}

function claims(dataSet: DataSet): boolean {
  return dataSet
    .items(tagOf('DeidentificationMethodCodeSequence'))
    .some((item) => item.text(tagOf('CodeValue')) === CLEAN_PIXEL_DATA);
}

const burnedIn = (dataSet: DataSet): string | undefined => dataSet.text(tagOf('BurnedInAnnotation'));
const row = (dataSet: DataSet, index: number): number[] => [
  ...(dataSet.value(tagOf('PixelData')) ?? new Uint8Array()).subarray(index * 8, index * 8 + 8),
];

describe('the Clean Pixel Data Option', () => {
  test('is refused for an object that nobody has released, and says why', async () => {
    await expect(treated(ultrasound(), undefined)).rejects.toMatchObject({
      name: 'TreatmentRefusedError',
      code: 'needs-review',
      message: expect.stringContaining('text-prone') as string,
      next: 'review-pixels',
    });
    const drawnOnly = { regions: [{ of: ofSeries, blank: [banner] }] };
    await expect(treated(ultrasound(), drawnOnly)).rejects.toMatchObject({ code: 'needs-review' });
    const elsewhere = { signedOff: [{ ...ofSeries, sopInstanceUid: '2.25.12' }] };
    await expect(treated(ultrasound(), elsewhere)).rejects.toMatchObject({ code: 'needs-review' });
  });

  test('is there for an object that was signed off, with what was drawn blanked', async () => {
    const { dataSet, changes, notCovered } = await treated(ultrasound(element('BurnedInAnnotation', 'YES')), {
      regions: [
        { of: ofSeries, blank: [banner] },
        { of: { seriesInstanceUid: '2.25.34' }, blank: [{ ...banner, bottom: 8 }] },
      ],
      signedOff: [{ sopInstanceUid: '2.25.11' }],
    });
    expect(row(dataSet, 1)).toEqual(Array(8).fill(0));
    expect(row(dataSet, 2)).toEqual(Array(8).fill(200));
    expect(claims(dataSet)).toBe(true);
    expect(burnedIn(dataSet)).toBe('NO');
    expect(notCovered).toEqual([]);
    expect(changes).toContainEqual(expect.objectContaining({ tag: '(7FE0,0010)', action: 'replace' }));
  });

  test('is there where nothing can be written, and Burned In Annotation is left to those who looked', async () => {
    const { dataSet } = await treated(picture(), undefined);
    expect(claims(dataSet)).toBe(true);
    expect(burnedIn(dataSet)).toBeUndefined();
  });

  test('is there by a rule that is certain, and not by one that is not', async () => {
    const rule = {
      name: 'all outside',
      when: { manufacturer: 'Phantom Devices', model: 'Echo 1' },
      blankOutsideUltrasoundRegions: true,
    };
    const { dataSet } = await treated(ultrasound(declaredRegions), { rules: [{ ...rule, certain: true }] });
    expect(row(dataSet, 2)).toEqual([0, 200, 200, 200, 200, 200, 200, 0]);
    expect(burnedIn(dataSet)).toBe('NO');
    const unsure = { rules: [{ ...rule, certain: false }] };
    await expect(treated(ultrasound(declaredRegions), unsure)).rejects.toMatchObject({ code: 'needs-review' });
    // The rule is not for an image that declares no regions.
    await expect(treated(ultrasound(), { rules: [{ ...rule, certain: true }] })).rejects.toMatchObject({
      code: 'needs-review',
    });
  });

  test('is never claimed by treating alone, nor are regions passed over', () => {
    const base = { kind: 'deidentify', profile: 'basic' } as const;
    expect(() => treat(ultrasound(), { ...base, options: ['clean-pixel-data'] }, context)).toThrow(
      expect.objectContaining({ code: 'needs-review' }),
    );
    expect(() => treat(ultrasound(), { ...base, pixels: { regions: [] } }, context)).toThrow(
      expect.objectContaining({ code: 'pixels-untreated' }),
    );
  });
});

describe('without the option', () => {
  test('what was drawn is blanked, and nothing is claimed', async () => {
    const { dataSet, notCovered } = await treated(ultrasound(), { regions: [{ of: ofSeries, blank: [banner] }] }, []);
    expect(row(dataSet, 0)).toEqual(Array(8).fill(0));
    expect(claims(dataSet)).toBe(false);
    expect(burnedIn(dataSet)).toBeUndefined();
    expect(notCovered).toEqual(['burned-in-pixels']);
  });

  test('an overlay in the unused bits of the pixels goes with the overlays', async () => {
    const words = new Uint8Array(Uint16Array.from({ length: 64 }, (_, index) => 7 + (index % 2) * 0x8000).buffer);
    const bytes = picture(
      element('BitsAllocated', 16),
      element('BitsStored', 12),
      element('HighBit', 11),
      { tag: '60000102', vr: 'US', value: 15 },
      element('PixelData', words),
    );
    const { dataSet } = await treated(bytes, undefined, []);
    const value = dataSet.value(tagOf('PixelData')) ?? new Uint8Array();
    expect(value.every((byte, index) => byte === (index % 2 === 0 ? 7 : 0))).toBe(true);
  });

  test('the pixels are the same bytes', async () => {
    const { dataSet } = await treated(image(), undefined, []);
    expect(dataSet.value(tagOf('PixelData'))).toEqual(Uint8Array.of(17, 34));
  });
});

test.skipIf(corpusDir === undefined)('pixels that cannot be decoded are not sent', async () => {
  const bytes = new Uint8Array(corpusFile('transfer-syntaxes/mpeg4-avc-h264_4.102_video.dcm'));
  const study = readDicom(bytes).dataSet.text(tagOf('StudyInstanceUID')) ?? '';
  const pixels = { regions: [{ of: { studyInstanceUid: study }, blank: [banner] }] };
  await expect(treated(bytes, pixels, [])).rejects.toMatchObject({
    code: 'pixels-unreadable',
    message: expect.stringContaining('cannot be cleaned') as string,
  });
});

test("a destination's rules blank what was drawn, too, and claim nothing of it", async () => {
  const rules = {
    substitutions: [{ field: 'patient_name', expression: 's/.*/Person^Trial/' }],
    tags: { patient_name: ['(0010,0010)'] },
    match: [],
    filters: [],
    originalsAskedFor: [],
    mayDecline: false,
  };
  const bytes = ultrasound(element('PatientName', 'Phantom^Echo'));
  const pixels = { regions: [{ of: ofSeries, blank: [banner] }], signedOff: [ofSeries] };
  const plain = await treatWithPixels(bytes, { kind: 'rules', rules, pixels: { signedOff: [ofSeries] } }, context);
  const drawn = await treatWithPixels(bytes, { kind: 'rules', rules, pixels }, context);
  const [before, after] = [plain, drawn].map((each) => readDicom(each.bytes).dataSet);
  expect(before && row(before, 0).some((value) => value > 0)).toBe(true);
  expect(after && [row(after, 0), row(after, 1)].flat().every((value) => value === 0)).toBe(true);
  expect(after && row(after, 2)).toEqual(before && row(before, 2));
  for (const dataSet of [before, after]) {
    expect(dataSet?.text(tagOf('PatientName'))).toBe('Person^Trial');
    expect(dataSet && claims(dataSet)).toBe(false);
  }
});
