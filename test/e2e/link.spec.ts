import type { Browser, Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { choose, readSource, sendAsIs } from './import.ts';
import { expect, launchBrowser, test } from './launch.ts';
import { screenshot } from './screenshot.ts';

test.skip(({ shell }) => shell !== 'browser', 'Electron serves no port: there a link has no address');

let visitors: Browser;
test.beforeAll(async () => {
  visitors = await launchBrowser();
});
test.afterAll(() => visitors.close());

/** Somebody else's browser on this machine, which never saw the window. */
async function stranger(): Promise<Page> {
  const context = await visitors.newContext({ viewport: { width: 1280, height: 800 } });
  return context.newPage();
}

/** Brings a study here and makes a link to it in the window. */
async function linkToChest(page: Page, password: string): Promise<string> {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  await page.getByRole('link', { name: 'Import' }).click();
  await readSource(page, disc);
  await choose(page, 'PHANTOM, CHEST', true);
  await choose(page, 'PHANTOM, HAND', false);
  await sendAsIs(page, 31);
  await page.getByRole('link', { name: 'Worklist' }).click();
  await page.getByRole('row', { name: /PHANTOM, CHEST/ }).dblclick();
  await page.getByRole('button', { name: 'Share this study' }).click();
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Make link' }).click();
  await expect(page.getByText('The link is ready')).toBeVisible();
  await expect(page.getByText('Opens on this computer while Fileroom runs.')).toBeVisible();
  return page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/l\/[\w-]+$/).innerText();
}

/** Waits until every picture in view is there: `naturalWidth` is 0 for one that could not be shown. */
async function expectPictures(page: Page): Promise<void> {
  const images = page.getByRole('main').locator('img');
  await expect(images.first()).toBeVisible();
  await expect
    .poll(() =>
      images.first().evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0),
    )
    .toBe(true);
}

test('a link opens in another browser with its password, and no more once revoked', async ({ fileroom }) => {
  const url = await linkToChest(fileroom.page, 'open sesame');
  const visitor = await stranger();

  await test.step('the door says nothing of the patient, and takes the right password only', async () => {
    await visitor.goto(url);
    await expect(visitor.getByRole('heading', { name: 'A study was shared with you' })).toBeVisible();
    await expect(visitor.getByText('PHANTOM')).toHaveCount(0);
    await visitor.getByLabel('Password').fill('guess');
    await visitor.getByRole('button', { name: 'Open the study' }).click();
    await expect(visitor.getByRole('alert')).toContainText('This is not the password.');
    await visitor.getByLabel('Password').fill('open sesame');
    await visitor.getByRole('button', { name: 'Open the study' }).click();
  });

  await test.step('behind it are the pictures, series by series', async () => {
    await expect(visitor.getByText('PHANTOM, CHEST')).toBeVisible();
    await expectPictures(visitor);
    await screenshot(visitor, 'link');
    await visitor.getByRole('link', { name: /24 images/ }).click();
    await expect(visitor.getByAltText('Image 1 of 24')).toBeVisible();
    await expectPictures(visitor);
    await visitor.getByRole('link', { name: 'All series' }).click();
    await expect(visitor.getByText('Not for primary diagnosis.')).toBeVisible();
  });

  await test.step('the visitor gets nowhere else', async () => {
    expect((await visitor.goto(new URL('/api/app', url).href))?.status()).toBe(401);
  });

  await test.step('revoked, it is over for those who were in, too', async () => {
    await fileroom.page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await fileroom.page.getByRole('button', { name: 'Revoke link' }).click();
    await expect(fileroom.page.getByText('No links to this study.')).toBeVisible();
    await expect(fileroom.page.getByText('The link is ready')).toHaveCount(0);
    for (const page of [visitor, await stranger()]) {
      expect((await page.goto(url))?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'This link has ended' })).toBeVisible();
    }
  });
});
