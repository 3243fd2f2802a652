import { readFile, rename } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { troubledDisc, writeTroubledDisc } from '../fixtures/troubled-disc.ts';
import { choose, readSource, sendAsIs } from './import.ts';
import { expect, test } from './launch.ts';

const tree = (page: Page) => page.getByRole('treegrid', { name: 'What was found' });

test('a disc full of trouble: everything has a reason, and the clerk decides', async ({ fileroom }) => {
  const disc = test.info().outputPath('disc');
  await writeTroubledDisc(disc);
  const { page } = fileroom;
  await page.getByRole('link', { name: 'Import' }).click();
  await readSource(page, disc);

  await test.step('whom a contradicting study names stands under each other', async () => {
    await expect(tree(page).getByText('name 2 different patients')).toBeVisible();
    await expect(tree(page).getByText('PHANTOM-3')).toBeVisible();
    await expect(tree(page).getByText('IMG/HAND2.dcm')).toBeVisible();
    await page.getByRole('radio', { name: /^Identities disagree/ }).click();
    await expect(tree(page).getByText('CT CHEST PHANTOM')).toHaveCount(0);
    await page.getByRole('radio', { name: 'All', exact: true }).click();
  });

  await test.step('the keyboard alone finds, folds, ticks and looks into a series', async () => {
    await page.getByRole('searchbox', { name: 'Look for patients, studies and series' }).fill('axial chest');
    await expect(tree(page).getByRole('row')).toHaveCount(4);
    await page.getByRole('searchbox').press('Escape');
    await tree(page).getByRole('row').nth(1).focus();
    await page.keyboard.type('chest ax');
    const series = tree(page).getByRole('row', { name: /CHEST AXIAL/ });
    await expect(series).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(tree(page).getByText('IMG/0001.dcm')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByRole('checkbox', { name: 'Choose CHEST AXIAL 5.0' })).toBeChecked();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await expect(tree(page).getByText('IMG/0001.dcm')).toHaveCount(0);
  });

  await test.step('problems are grouped, with what to do; repairs are explained', async () => {
    await page.getByRole('tab', { name: /^Problems/ }).click();
    const problems = page.getByRole('tabpanel', { name: /^Problems/ });
    await expect(problems.getByText('Ask the sender for these images').first()).toBeVisible();
    await expect(problems.getByText('The 128 bytes before “DICM” were missing')).toBeVisible();
    await page.getByRole('radio', { name: /^Empty file/ }).click();
    await expect(problems.getByText('IMG/EMPTY.dcm')).toBeVisible();
    await expect(problems.getByText('IMG/JUNK.dcm')).toHaveCount(0);
  });

  await test.step('documents are shown, and nothing in them runs or loads', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('tab', { name: /^Documents/ }).click();
    await page.getByRole('button', { name: /REPORT.PDF/ }).click();
    const pdf = page.getByLabel('Page 1', { exact: true });
    await expect.poll(() => pdf.evaluate(inkOf)).toBeGreaterThan(100);
    await page.getByRole('button', { name: /BROKEN.PDF/ }).click();
    await expect(page.getByText('This PDF is broken and cannot be shown.')).toBeVisible();
    await page.getByRole('button', { name: /PHOTO.JPG/ }).click();
    await expect(page.getByRole('img', { name: 'PHOTO.JPG' })).toBeVisible();
    await page.getByRole('button', { name: /FILM.MP4/ }).click();
    await expect(page.getByText('This film is broken')).toBeVisible();
    await page.getByRole('button', { name: /LETTER.RTF/ }).click();
    await expect(page.getByText('nothing but a phantom, Röntgen')).toBeVisible();
    await page.getByRole('button', { name: /PAGE.HTM/ }).click();
    await expect(page.getByText('Of a phantom')).toBeVisible();
    await expect(page).toHaveTitle('Fileroom');
    expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('another character set is tried, then read in; what was chosen stays chosen', async () => {
    await page.getByRole('tab', { name: /^Studies/ }).click();
    await expect(tree(page).getByText(troubledDisc.misread)).toBeVisible();
    await choose(page, 'CT HEAD PHANTOM', true);
    await page.getByRole('button', { name: 'Character set…' }).click();
    await page.getByRole('button', { name: /Read texts as/ }).click();
    await page.getByRole('option', { name: 'Cyrillic' }).click();
    await expect(page.getByRole('list', { name: 'What would change' })).toContainText(troubledDisc.meant);
    await page.getByRole('button', { name: 'Read again in it' }).click();
    await expect(tree(page).getByText(troubledDisc.meant)).toBeVisible();
    await expect(page.getByText('1 object of 1 study')).toBeVisible();
    await expect(page.getByText('Read as Cyrillic')).toBeVisible();
  });

  await test.step('the report is saved', async () => {
    await page.getByRole('button', { name: 'Report' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /^CSV/ }).click();
    const report = await readFile(await (await download).path(), 'utf8');
    expect(report).toContain('IMG/JUNK.dcm');
  });
});

/** Pixels of a canvas that are not paper. */
function inkOf(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  return data.filter((value, index) => index % 4 === 0 && value < 128).length;
}

test('two sources are read as one, copied first, looked at and sent when the discs are out', async ({ fileroom }) => {
  const { page } = fileroom;
  // Reports have no picture.
  fileroom.provokes(404);
  const first = test.info().outputPath('first');
  const second = test.info().outputPath('second');
  await writePhantomDisc(first, { slices: 4, size: 32 });
  await writePhantomDisc(second, { slices: 6, size: 32 });
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByText('Copy to this computer first').click();
  const path = page.getByRole('textbox', { name: 'Path of a disc, folder or file' });
  await path.fill(first);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await path.fill(second);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Read 2 sources' }).click();
  await expect(page.getByText('You can take the disc out now')).toBeVisible();

  await rename(first, `${first}-out`);
  await rename(second, `${second}-out`);
  await choose(page, 'PHANTOM, CHEST', true);
  await page.getByRole('button', { name: 'View CT CHEST PHANTOM' }).click();
  await expect(page.getByText('From the disc, not yet sent')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('checkbox', { name: 'Choose PHANTOM, CHEST' })).toBeChecked();
  await sendAsIs(page, 13);
});
