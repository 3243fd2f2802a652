import { z } from 'zod';
import type { Page } from '@playwright/test';
import { WorklistPage, StudyTree } from '../../src/contract/study.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { echo, writeEchoDisc } from '../fixtures/echo-disc.ts';
import { readSource } from './import.ts';
import { expect, test } from './launch.ts';

test('a name written into ultrasound is blanked by keyboard, signed off, and gone where it is stored', async ({
  fileroom,
}) => {
  const disc = test.info().outputPath('disc');
  const images = await writeEchoDisc(disc);
  const { page } = fileroom;
  const press = async (key: string, times = 1): Promise<void> => {
    for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
  };

  await test.step('nothing is sent before somebody has looked', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('De-identify', { exact: true }).click();
    await expect(page.getByText('0 of 4 reviewed')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send 4 objects' })).toBeDisabled();
    await expect(page.getByText('Look at the images that may hold text')).toBeVisible();
  });

  await test.step('what the program finds is proposed for each object; taking it decides nothing', async () => {
    await expect(page.getByText('The program found what may be text in 3 of 3 pictures.')).toBeVisible();
    await page.getByRole('gridcell', { name: /^1 of 4: .* proposed$/ }).focus();
    await press('Shift+A');
    await expect(page.getByRole('gridcell', { name: /^[123] of 4: .* To review$/ })).toHaveCount(3);
    await expect(page.getByText('0 of 4 reviewed')).toBeVisible();
    await press('Control+z');
    await expect(page.getByRole('gridcell', { name: /^[123] of 4: .* proposed$/ })).toHaveCount(3);
    await expect(page.getByRole('gridcell', { name: /Reads like the patient’s name/ })).toHaveCount(3);
  });

  const editor = page.getByRole('dialog');
  await test.step('the banner is blanked in all images of the series', async () => {
    await page.getByRole('gridcell', { name: /^2 of 4: Image/ }).focus();
    await press('ArrowLeft');
    await expect(page.getByRole('gridcell', { name: /^1 of 4/ })).toBeFocused();
    await press('Enter');
    await expect(editor.getByText('Outside the regions that the image declares')).toBeVisible();
    await expect(editor.getByText('Found by the program')).toBeVisible();
    await expect(editor.getByText('Reads like the patient’s name').first()).toBeVisible();
    await press('r');
    await press('Control+ArrowUp', 11);
    await press('Control+ArrowLeft', 12);
    await press('Control+Shift+ArrowRight', 24);
    await expect(editor.getByText(`${echo.columns} × ${echo.banner} at 0, 0`)).toBeVisible();
    await press('e');
    await press('PageDown');
    await expect(editor.getByText(`${echo.columns} × ${echo.banner} at 0, 0`)).toBeVisible();
    await press('b');
    await expect.poll(async () => brightestOfBanner(page)).toBe(0);
    await press('b');
  });

  await test.step('it is signed off; the report stays on the disc', async () => {
    await press('Shift+S');
    await expect(editor.getByText('It is a document within DICOM.')).toBeVisible();
    await press('x');
    await press('Escape');
    await expect(page.getByText('4 of 4 reviewed')).toBeVisible();
    await page.getByRole('button', { name: 'Send 3 objects' }).click();
    await expect(page.getByText('3 of 3 objects verified')).toBeVisible();
  });

  await test.step('the stored pixels are black there, and everywhere else as they were', async () => {
    const stored = await storedImages(page);
    expect(new Set(stored.keys())).toEqual(new Set([1, 2, 3]));
    for (const { instanceNumber, pixels } of images) {
      const expected = Uint8Array.from(pixels);
      const frame = echo.rows * echo.columns;
      for (let at = 0; at < expected.length; at += frame) expected.fill(0, at, at + echo.banner * echo.columns);
      expect(Buffer.compare(stored.get(instanceNumber) ?? Buffer.alloc(0), expected)).toBe(0);
      expect(Buffer.compare(pixels, expected)).not.toBe(0);
    }
  });
});

/** What the picture that is shown has in its banner, 0 to 255. */
async function brightestOfBanner(page: Page): Promise<number> {
  return page
    .getByRole('dialog')
    .getByRole('img')
    .evaluate((image, rows) => {
      if (!(image instanceof HTMLImageElement) || image.naturalWidth === 0) return -1;
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.naturalWidth, rows) ?? { data: [] };
      return Math.max(...[...data].filter((_, index) => index % 4 === 0));
    }, echo.banner);
}

/** The pixel data of what the archive holds, by instance number. */
async function storedImages(page: Page): Promise<Map<number, Buffer>> {
  const fetchJson = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await page.evaluate(async (url) => (await fetch(url)).json() as Promise<unknown>, path));
  const [connection] = await fetchJson('/api/connections', z.array(z.object({ id: z.string() })));
  const base = `/api/connections/${connection?.id ?? ''}/studies`;
  const { studies } = await fetchJson(base, WorklistPage);
  const uuid = studies[0]?.uuid ?? '';
  const { series } = await fetchJson(`${base}/${uuid}/tree`, StudyTree);
  const found = new Map<number, Buffer>();
  for (const { sopInstanceUid } of series.flatMap(({ instances }) => instances)) {
    const bytes = await page.evaluate(
      async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
      `${base}/${uuid}/instances/${sopInstanceUid}/file`,
    );
    const { dataSet } = readDicom(Uint8Array.from(bytes));
    found.set(dataSet.number(tagOf('InstanceNumber')) ?? 0, Buffer.from(dataSet.value(tagOf('PixelData')) ?? []));
  }
  return found;
}
