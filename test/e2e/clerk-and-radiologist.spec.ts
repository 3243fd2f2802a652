import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { choose, readSource, sendAsIs } from './import.ts';
import { expect, test } from './launch.ts';
import { expectOtherPicture, expectPicture, pictureOf } from './pixels.ts';
import { screenshot } from './screenshot.ts';

/** The embedded archive's first place, where the journey sends to. */
const ownPlace = 'Film room';

const stageOf = (page: Page) => page.getByRole('region', { name: /^Image/ });

test('from a CD to a read study: everything is still there after a restart', async ({ fileroom }) => {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  const { page } = fileroom;

  await test.step('the clerk reads the disc and picks one patient', async () => {
    await expect(page.getByText('No studies here yet')).toBeVisible();
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await expect(page.getByText('2 patients are on this source')).toBeVisible();
    await choose(page, 'PHANTOM, CHEST', true);
    await choose(page, 'PHANTOM, HAND', false);
    await expect(page.getByText('31 objects of 1 study')).toBeVisible();
    await screenshot(page, 'import');
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await expect(page.getByText('EMPTY.BIN')).toBeVisible();
  });

  await test.step('the clerk sends it and sees it arrive verified', async () => {
    await sendAsIs(page, 31);
    await screenshot(page, 'receipt');
    await page.getByRole('link', { name: 'Worklist' }).click();
    await expect(page.getByRole('row', { name: /PHANTOM, CHEST/ })).toContainText('Complete');
    await expect(page.getByRole('row', { name: /PHANTOM, HAND/ })).toHaveCount(0);
  });

  await test.step('the radiologist opens it, windows and pages real pixels', async () => {
    await page.getByRole('row', { name: /PHANTOM, CHEST/ }).dblclick();
    const stage = stageOf(page);
    const first = await expectPicture(stage);
    await expect(page.getByText('24 of 24 loaded')).toBeVisible();
    await page.keyboard.press('End');
    await expect(page.getByText('Image 24 of 24').first()).toBeVisible();
    await expectOtherPicture(stage, first);
    await page.keyboard.press('Home');
    await stage.hover();
    await page.mouse.wheel(0, 100);
    await expect(page.getByText('Image 2 of 24').first()).toBeVisible();
    const before = await pictureOf(stage);
    await page.getByRole('button', { name: 'Lung' }).click();
    await expect(page.getByText('W 1500 L -600')).toBeVisible();
    const lung = await expectOtherPicture(stage, before);
    await drag(page, [0.6, 0.6], [0.7, 0.5]);
    await expect(page.getByText('W 1500 L -600')).toBeHidden();
    await expectOtherPicture(stage, lung);
    await page.getByRole('button', { name: 'Reset the view' }).click();
  });

  await test.step('the radiologist measures, flags a key image and makes a link', async () => {
    await page.getByRole('button', { name: 'Measure a length' }).click();
    await drag(page, [0.4, 0.45], [0.6, 0.45]);
    await page.getByRole('button', { name: 'Key image', exact: true }).click();
    await page.getByRole('button', { name: 'Measurements and key images' }).click();
    await expectMarks(page);
    await screenshot(page, 'viewer');
    await page.getByRole('button', { name: 'Share this study' }).click();
    await page.getByRole('button', { name: 'Make link' }).click();
    await expect(page.getByText('The link is ready')).toBeVisible();
    await page.getByRole('combobox', { name: 'Name, group or e-mail address' }).click();
    await page.getByRole('option', { name: 'Second reading' }).click();
    await page.getByRole('button', { name: 'Share study' }).click();
    await expect(page.getByRole('button', { name: /^Stop sharing with/ })).toHaveCount(1);
    await screenshot(page, 'share');
  });

  await test.step('after a restart all of it is there', async () => {
    const again = await fileroom.restart();
    // The share stands beside it, in another place.
    await expect(again.getByRole('row', { name: /PHANTOM, CHEST/ })).toHaveCount(2);
    await again.getByRole('gridcell', { name: ownPlace, exact: true }).dblclick();
    await expectPicture(stageOf(again));
    await again.getByRole('button', { name: 'Measurements and key images' }).click();
    await expectMarks(again);
    await again.getByRole('button', { name: 'Share this study' }).click();
    await again.getByRole('button', { name: /^Stop sharing with/ }).click();
    await expect(again.getByText('Not shared with anyone yet.')).toBeVisible();
    await again.getByRole('button', { name: 'Revoke', exact: true }).click();
    await again.getByRole('button', { name: 'Revoke link' }).click();
    await expect(again.getByText('No links to this study.')).toBeVisible();
    await again.getByRole('button', { name: 'Back to the worklist' }).click();
    await expect(again.getByRole('row', { name: /PHANTOM, CHEST/ })).toHaveCount(1);
    await screenshot(again, 'worklist');
  });
});

async function expectMarks(page: Page): Promise<void> {
  await expect(page.getByText('Measurements (1)')).toBeVisible();
  await expect(page.getByRole('button', { name: /\d mm/ }).first()).toBeVisible();
  await expect(page.getByText('Key images (1)')).toBeVisible();
  await expect(page.getByText('All marks saved')).toBeVisible();
}

/** Drags between two points given as fractions of the picture. */
async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await stageOf(page).boundingBox();
  if (box === null) throw new Error('No picture to drag on');
  const at = ([x, y]: readonly [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

test('a folder without DICOM and a folder that is not there are said as such', async ({ fileroom }) => {
  const { page } = fileroom;
  await page.getByRole('link', { name: 'Import' }).click();
  await readSource(page, join(import.meta.dirname, '..', '..', 'assets'));
  await expect(page.getByText('No DICOM images here')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another source' }).click();
  await page.getByRole('textbox', { name: 'Path of a disc, folder or file' }).fill(join(import.meta.dirname, 'gone'));
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/not there|no longer|cannot be found/i);
});
