import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { element } from '../../../src/dicom/new-element.ts';
import { picture } from '../../deid/pixels/samples.ts';
import { echo, writeEchoDisc } from '../../fixtures/echo-disc.ts';
import { uidOf } from '../../fixtures/uid.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { get, newApp, refusal, scanOf } from '../api.ts';

test('proposes where a name is written, frame by frame; twice the same', async () => {
  const folder = await tempFolder();
  await writeEchoDisc(folder);
  const app = await newApp();
  const { status } = await scanOf(app, [folder]);
  for (const [number, frames] of [
    [1, 1],
    [3, 3],
  ] as const) {
    const params = { scanId: status.scanId, sopInstanceUid: uidOf(`echo US ${number}`) };
    const found = await get(app, 'findPixelText', { params });
    expect(found.frames).toBe(frames);
    const [name] = found.regions;
    // The device writes twelve letters from 4, 6; the banner is twenty rows high.
    expect(name?.left).toBeLessThanOrEqual(4);
    expect(name?.top).toBeLessThanOrEqual(6);
    expect(name?.right).toBeGreaterThanOrEqual(4 + 11 * 7 + 5);
    expect(name?.bottom).toBeGreaterThanOrEqual(13);
    expect(name?.bottom).toBeLessThanOrEqual(echo.banner);
    expect(found.texts[0]).toEqual({ text: expect.stringMatching(/^PHANTOM.ECHO$/), like: 'name' });
    expect(found.texts).toHaveLength(found.regions.length);
    expect(await get(app, 'findPixelText', { params })).toEqual(found);
  }
});

test('what has no pixels, or pixels that cannot be read, is refused; the next one is looked at all the same', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'short'), picture(element('SOPInstanceUID', '2.25.1'), element('Rows', 4000)));
  await writeFile(join(folder, 'whole'), picture(element('SOPInstanceUID', '2.25.2')));
  const app = await newApp();
  const { status } = await scanOf(app, [folder]);
  const of = (sopInstanceUid: string) => ({ params: { scanId: status.scanId, sopInstanceUid } });
  expect(await refusal(app, 'findPixelText', of('2.25.1'))).toMatchObject({ code: 'no-picture' });
  expect(await refusal(app, 'findPixelText', of('2.25.9'))).toMatchObject({ status: 404 });
  expect(await get(app, 'findPixelText', of('2.25.2'))).toEqual({ regions: [], texts: [], frames: 1 });
});
