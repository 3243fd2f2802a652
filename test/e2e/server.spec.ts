import type { Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { startArchive, type ArchiveServer } from './archive-server.ts';
import { choose, readSource } from './import.ts';
import { expect, test } from './launch.ts';

let server: ArchiveServer;
test.beforeEach(async () => {
  server = await startArchive(test.info().outputPath('archive'));
});
test.afterEach(() => server.stop());

async function addServer(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('County Hospital');
  await page.getByRole('textbox', { name: 'Address' }).fill(server.url);
  await page.getByRole('button', { name: 'Add server' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Login or e-mail' }).fill(server.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
}

test('a clerk signs in to a server, de-identifies a study and sends it there', async ({ fileroom }) => {
  const { page } = fileroom;
  fileroom.provokes(401);
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  await addServer(page);

  await test.step('a wrong password is said as such', async () => {
    await signIn(page, 'not the password');
    await expect(page.getByText('The login or the password is')).toBeVisible();
    await signIn(page, server.password);
    await expect(page.getByText(/Signed in as/)).toHaveCount(2);
  });

  await test.step('what will leave is shown before → after', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await choose(page, 'PHANTOM, CHEST', false);
    await choose(page, 'PHANTOM, HAND', true);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page
      .getByRole('button', { name: /Server/ })
      .last()
      .click();
    await page.getByRole('option', { name: 'County Hospital' }).click();
    await page.getByRole('radio', { name: /De-identify/ }).click({ force: true });
    const date = page.getByRole('listitem').filter({ hasText: 'Study Date' });
    await expect(date).toContainText('20250314');
    await expect(date).toContainText('emptied');
  });

  await test.step('somebody has looked for names in the image itself', async () => {
    await expect(page.getByText('0 of 1 reviewed')).toBeVisible();
    await page.getByRole('gridcell', { name: /^1 of 1/ }).focus();
    await page.keyboard.press('s');
    await expect(page.getByText('1 of 1 reviewed')).toBeVisible();
  });

  await test.step('the server has it, without the name', async () => {
    await page.getByRole('button', { name: 'Send 1 object' }).click();
    await expect(page.getByText('1 of 1 object verified')).toBeVisible();
    await page.getByRole('button', { name: 'Open study' }).click();
    await expect(page.getByRole('heading', { name: /ANON/ })).toBeVisible();
    await expect(page.getByText('1 of 1 loaded')).toBeVisible();
    await expect(page.getByText('PHANTOM')).toHaveCount(0);
  });
});

test('a dead server is said as such, and nothing is lost', async ({ fileroom }) => {
  const { page } = fileroom;
  fileroom.provokes(502);
  await addServer(page);
  await signIn(page, server.password);
  await expect(page.getByText(/Signed in as/)).toHaveCount(2);
  await server.stop();

  await page.getByRole('link', { name: 'Worklist' }).click();
  await page
    .getByRole('button', { name: /Server/ })
    .first()
    .click();
  await page.getByRole('option', { name: /County Hospital/ }).click();
  await expect(page.getByText('refused the connection')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});
