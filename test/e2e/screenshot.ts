import { join } from 'node:path';
import { test, type Page } from '@playwright/test';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');

/** Keeps a picture of the page for the README, when `npm run screenshots` asks for it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (test.info().config.updateSnapshots !== 'all') return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
