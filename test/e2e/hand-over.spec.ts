import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { scan } from '../../src/scan/scan.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { choose, readSource } from './import.ts';
import { expect, test } from './launch.ts';

/** Writes into `folder`, and gives what was written there. */
async function write(page: Page, folder: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Write', exact: true }).click();
}

test('studies are written as a disc image instead of being sent, then from the worklist', async ({ fileroom }) => {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  const out = test.info().outputPath('out');
  await mkdir(out);
  const { page } = fileroom;
  // A folder that is not there.
  fileroom.provokes(400);

  await test.step('instead of sending', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await choose(page, 'PHANTOM, CHEST', true);
    await choose(page, 'PHANTOM, HAND', false);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Save instead…' }).click();
    await page.getByText('Disc image').click();
    await write(page, join(out, 'nowhere'), 'for the patient');
    await expect(page.getByText('The folder for the export is not there.')).toBeVisible();
    await write(page, out, 'for the patient');
    await expect(page.getByText('31 objects were written and read back.')).toBeVisible();
    const { counts, problems } = await scan([join(out, 'for the patient.iso')]);
    expect([counts.dicom, problems]).toEqual([31, []]);
  });

  await test.step('from the worklist, de-identified', async () => {
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Send 31 objects' }).click();
    await expect(page.getByText('31 of 31 objects verified')).toBeVisible();
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.getByRole('row', { name: /PHANTOM, CHEST/ }).click();
    await page.getByRole('tab', { name: 'Hand over' }).click();
    await page.getByText('De-identified').click();
    await write(page, out, 'nameless');
    await expect(page.getByText('31 objects were written and read back.')).toBeVisible();
    const { patients } = await scan([join(out, 'nameless.zip')]);
    expect(patients.map(({ patientName }) => patientName)).not.toContain('PHANTOM^CHEST');
  });
});
