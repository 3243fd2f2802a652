import { inflateSync } from 'node:zlib';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { picture } from '../../deid/pixels/samples.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { ask, newApp, refusal, scanOf } from '../api.ts';

const ramp = Uint8Array.from({ length: 2 * 64 }, (_, index) => index * 2);

async function scanned() {
  const folder = await tempFolder();
  const object = picture(
    element('SOPInstanceUID', '2.25.1'),
    element('NumberOfFrames', 2),
    element('WindowCenter', 128),
    element('WindowWidth', 256),
    element('PixelData', ramp),
  );
  await writeFile(join(folder, 'capture'), object);
  const app = await newApp();
  const { status } = await scanOf(app, [folder]);
  return { app, params: { scanId: status.scanId, sopInstanceUid: '2.25.1' } };
}

/** The grey levels of an eight by eight PNG whose rows are filtered by `Sub`, one pixel a byte. */
async function levels(response: Response): Promise<number[][]> {
  expect(response.headers.get('content-type')).toBe('image/png');
  const png = Buffer.from(await response.arrayBuffer());
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([8, 8]);
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  return Array.from({ length: 8 }, (_, row) => {
    let level = 0;
    return Array.from(rows.subarray(row * 9 + 1, row * 9 + 9), (step) => (level = (level + step) % 256));
  });
}

test('a frame is shown as it is, and as it would be sent: black inside, the same outside', async () => {
  const { app, params } = await scanned();
  const before = await levels(await ask(app, 'previewPixels', { params, body: { frame: 2 } }));
  const of = { sopInstanceUid: '2.25.1' };
  const pixels = { regions: [{ of, blank: [{ left: 2, top: 1, right: 5, bottom: 3 }] }] };
  const after = await levels(await ask(app, 'previewPixels', { params, body: { frame: 2, pixels } }));
  expect(before[0]?.[0]).toBe(128);
  expect(after).toEqual(
    before.map((levelsOfRow, row) =>
      levelsOfRow.map((level, column) => (row >= 1 && row < 3 && column >= 2 && column < 5 ? 0 : level)),
    ),
  );
});

test('what is not there is refused', async () => {
  const { app, params } = await scanned();
  expect(await refusal(app, 'previewPixels', { params, body: { frame: 3 } })).toMatchObject({ status: 404 });
  expect(await refusal(app, 'previewPixels', { params, body: { frame: 0 } })).toMatchObject({ code: 'invalid-input' });
  const other = { ...params, sopInstanceUid: '2.25.9' };
  expect(await refusal(app, 'previewPixels', { params: other, body: {} })).toMatchObject({ status: 404 });
});
