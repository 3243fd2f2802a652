import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tinyJpeg, tinyPdf } from '../fixtures/papers.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { choose, readSource } from './import.ts';
import { expect, test } from './launch.ts';
import { screenshot } from './screenshot.ts';

test('a report of the disc and a picture added by hand go with a study, held while its images lose their identity', async ({
  fileroom,
}) => {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  await writeFile(join(disc, 'FINDINGS.PDF'), tinyPdf('Findings of PHANTOM'));
  const beside = test.info().outputPath('beside');
  await mkdir(beside);
  await writeFile(join(beside, 'photo.jpg'), tinyJpeg());
  const { page } = fileroom;
  // A document that is not there.
  fileroom.provokes(404);

  await test.step('are chosen where they are read', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await choose(page, 'PHANTOM, CHEST', true);
    await choose(page, 'PHANTOM, HAND', false);
    await page.getByRole('tab', { name: /^Documents/ }).click();
    await page.getByRole('button', { name: /FINDINGS\.PDF/ }).click();
    await goWithFirst(0);
    await screenshot(page, 'documents');
    const path = page.getByRole('textbox', { name: 'Path of a document on this computer' });
    await path.fill(join(beside, 'nothing.jpg'));
    await page.getByRole('button', { name: 'Add a document' }).click();
    await expect(page.getByText(/A document cannot be read/)).toBeVisible();
    await path.fill(join(beside, 'photo.jpg'));
    await page.getByRole('button', { name: 'Add a document' }).click();
    await page.getByRole('button', { name: /photo\.jpg/ }).click();
    await goWithFirst(0);
    await page.getByRole('button', { name: /How/ }).click();
    await page.getByRole('option', { name: /Within the study/ }).click();
    await expect(page.getByText('with 2 documents')).toBeVisible();
  });

  await test.step('are held', async () => {
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('De-identify', { exact: true }).click();
    await expect(page.getByText(/Read each document that goes along/)).toBeVisible();
    await page.getByText('Send as they are').click();
    await expect(page.getByText(/Read each document that goes along/)).toBeHidden();
  });

  await test.step('arrive, and are in the receipt and in the details of the study', async () => {
    await page.getByRole('button', { name: 'Send 31 objects' }).click();
    await expect(page.getByText('32 of 32 objects verified')).toBeVisible();
    await expect(page.getByText('verified: read back as it was sent')).toBeVisible();
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.getByRole('row', { name: /PHANTOM, CHEST/ }).click();
    await page.getByRole('button', { name: 'Read FINDINGS.PDF' }).click();
    await expect(page.getByLabel('Page 1')).toBeVisible();
  });

  async function goWithFirst(index: number): Promise<void> {
    await page.getByRole('button', { name: /Send along with/ }).click();
    await page
      .getByRole('option')
      .nth(index + 1)
      .click();
  }
});
