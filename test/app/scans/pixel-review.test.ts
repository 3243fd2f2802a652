import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { declaredRegions, picture, ultrasound } from '../../deid/pixels/samples.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { get, newApp, refusal, scanOf } from '../api.ts';

const all = { studies: [{ studyInstanceUid: '2.25.22' }] };

async function scanned() {
  const folder = await tempFolder();
  await writeFile(join(folder, 'slice'), picture(element('SOPInstanceUID', '2.25.1')));
  await writeFile(join(folder, 'echo'), ultrasound(element('SOPInstanceUID', '2.25.2'), declaredRegions));
  const app = await newApp();
  const { status } = await scanOf(app, [folder]);
  return { app, params: { scanId: status.scanId } };
}

test('names the objects that somebody must look at, and what could be blanked in them', async () => {
  const { app, params } = await scanned();
  const review = await get(app, 'reviewPixels', { params, body: all });
  expect(review).toMatchObject({ checked: 2, unreadable: 0 });
  expect(review.next).toBeUndefined();
  expect(review.held).toEqual([
    {
      studyInstanceUid: '2.25.22',
      seriesInstanceUid: '2.25.33',
      sopInstanceUid: '2.25.2',
      path: 'echo',
      reasons: ['text-prone'],
      rows: 8,
      columns: 8,
      frames: 1,
      modality: 'US',
      manufacturer: 'Phantom Devices',
      model: 'Echo 1',
      suggested: [
        {
          from: 'ultrasound-regions',
          blank: expect.arrayContaining([{ left: 0, top: 0, right: 8, bottom: 2 }]) as unknown,
        },
      ],
    },
  ]);
});

test('what was signed off is held no more; what is not there is refused', async () => {
  const { app, params } = await scanned();
  const pixels = { signedOff: [{ seriesInstanceUid: '2.25.33' }] };
  expect((await get(app, 'reviewPixels', { params, body: { ...all, pixels } })).held).toEqual([]);
  expect((await get(app, 'reviewPixels', { params, body: { ...all, from: 1 } })).checked).toBe(1);
  const elsewhere = { studies: [{ studyInstanceUid: '2.25.9' }] };
  expect(await refusal(app, 'reviewPixels', { params, body: elsewhere })).toMatchObject({ code: 'not-in-scan' });
});

test('a treatment that claims clean pixels is refused before they are, and made after', async () => {
  const { app, params } = await scanned();
  const treatment = { kind: 'deidentify', profile: 'basic', options: ['clean-pixel-data'] } as const;
  const body = (pixels?: object) => ({
    studyInstanceUid: '2.25.22',
    treatment: { ...treatment, options: [...treatment.options], ...(pixels === undefined ? {} : { pixels }) },
  });
  expect(await refusal(app, 'previewTreatment', { params, body: body() })).toMatchObject({
    code: 'needs-review',
    next: 'review-pixels',
  });
  const of = { seriesInstanceUid: '2.25.33' };
  const pixels = { regions: [{ of, blank: [{ left: 0, top: 0, right: 8, bottom: 2 }] }], signedOff: [of] };
  const { changes, notCovered } = await get(app, 'previewTreatment', { params, body: body(pixels) });
  expect(notCovered).toEqual([]);
  expect(changes).toContainEqual(expect.objectContaining({ tag: '(0028,0301)', after: 'NO' }));
});
