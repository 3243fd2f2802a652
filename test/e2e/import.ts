import { expect, type Page } from '@playwright/test';

/** Reads a source in the import page, up to the choice of what to send. */
export async function readSource(page: Page, path: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Path of a disc, folder or file' }).fill(path);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.getByRole('tab', { name: /^Studies/ })).toBeVisible();
}

/** Sends what is chosen to this computer as it is, and waits for the proof of arrival. */
export async function sendAsIs(page: Page, objects: number): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: `Send ${objects} objects` }).click();
  await expect(page.getByText(`${objects} of ${objects} objects verified`)).toBeVisible();
}

/** Ticks a patient, study or series, or takes the tick away, with the keyboard as the eye sees no native box. */
export async function choose(page: Page, name: string, wanted: boolean): Promise<void> {
  const box = page.getByRole('checkbox', { name: `Choose ${name}`, exact: true });
  if ((await box.isChecked()) !== wanted) {
    await box.focus();
    await page.keyboard.press('Space');
  }
  await expect(box).toBeChecked({ checked: wanted });
}
