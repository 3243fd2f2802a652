import { rename } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { readSource, sendAsIs } from './import.ts';
import { expect, test } from './launch.ts';
import { expectOtherPicture, expectPicture } from './pixels.ts';

const stageOf = (page: Page) => page.getByRole('region', { name: /^Image/ });

test('a study is looked at on its disc, then imported', async ({ fileroom }) => {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  const { page } = fileroom;
  // The disc is taken out on the way.
  fileroom.provokes(404);

  await test.step('before anything is sent', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await page.getByRole('button', { name: 'View CT CHEST PHANTOM' }).click();
    await expect(page.getByRole('heading', { name: 'PHANTOM, CHEST' })).toBeVisible();
    await expect(page.getByText('From the disc, not yet sent')).toBeVisible();
  });

  await test.step('its pixels are real, and the window changes them', async () => {
    const before = await expectPicture(stageOf(page));
    await expect(page.getByText('24 of 24 loaded')).toBeVisible();
    await page.getByRole('button', { name: 'Lung' }).click();
    await expect(page.getByText('W 1500 L -600')).toBeVisible();
    const lung = await expectOtherPicture(stageOf(page), before);
    await page.keyboard.press('End');
    await expect(page.getByText('Image 24 of 24').first()).toBeVisible();
    await expectOtherPicture(stageOf(page), lung);
  });

  await test.step('what a disc cannot keep is not offered, and a measurement says that it goes', async () => {
    await expect(page.getByRole('button', { name: 'Key image', exact: true })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Share this study' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Measure a length' }).click();
    const box = await stageOf(page).boundingBox();
    if (box === null) throw new Error('No picture to draw on');
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4, { steps: 8 });
    await page.mouse.up();
    await expect(page.getByText('Measurements are not kept')).toBeVisible();
  });

  await test.step('its report and its PDF are read', async () => {
    await page.getByRole('button', { name: /REPORT.*Structured report/ }).click();
    await expect(page.getByRole('heading', { name: 'Imaging Measurement Report' })).toBeVisible();
    await expect(page.getByText('Synthetic nodule of 18 mm in the right lung')).toBeVisible();
    await expect(page.getByText('This report is not verified')).toBeVisible();
    await page.getByRole('button', { name: /REPORT PDF/ }).click();
    await expect(page.getByRole('heading', { name: 'Phantom report' })).toBeVisible();
    const sheet = page.getByLabel('Page 1');
    await expect
      .poll(async () =>
        sheet.evaluate((canvas) => {
          const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
          const { data } = context?.getImageData(0, 0, 600, 300) ?? { data: [] };
          return [...data].some((value, index) => index % 4 === 0 && value < 128);
        }),
      )
      .toBe(true);
  });

  await test.step('a disc that is taken out is said to be away, and reading goes on when it is back', async () => {
    await rename(disc, `${disc}-out`);
    await page.getByRole('button', { name: /CHEST CORONAL/ }).click();
    await expect(page.getByRole('alert')).toContainText('Put the disc back in');
    await rename(`${disc}-out`, disc);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectPicture(stageOf(page));
  });

  await test.step('it is imported from there', async () => {
    await page.getByRole('button', { name: 'Import this study' }).click();
    await expect(page.getByText('31 objects of 1 study')).toBeVisible();
    await sendAsIs(page, 31);
  });

  await test.step('and reads the same where it is stored', async () => {
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.getByRole('row', { name: /PHANTOM, CHEST/ }).dblclick();
    await expectPicture(stageOf(page));
    await expect(page.getByText('From the disc, not yet sent')).toHaveCount(0);
    await page.getByRole('button', { name: /REPORT.*Structured report/ }).click();
    await expect(page.getByText('Synthetic nodule of 18 mm in the right lung')).toBeVisible();
  });
});
