import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { startArchive, type ArchiveServer } from './archive-server.ts';
import { choose, readSource } from './import.ts';
import { expect, test } from './launch.ts';

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Share code' }).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Sends one patient's study of a phantom disc and waits for the proof of arrival. */
async function sendDisc(page: Page): Promise<void> {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc, { slices: 4 });
  await readSource(page, disc);
  await choose(page, 'PHANTOM, CHEST', true);
  await choose(page, 'PHANTOM, HAND', false);
  await page.getByRole('button', { name: /^Send \d+/ }).click();
  await expect(page.getByText(/(\d+) of \1 objects verified/)).toBeVisible();
}

/** A port of this machine where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

test('a visitor at this computer uploads with a share code and sees nothing but the upload', async ({ fileroom }) => {
  const { page } = fileroom;
  fileroom.provokes(404);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Show sign-in' }).click();
  const code = page.getByRole('listitem').filter({ hasText: 'Share code' }).locator('code');
  const shareCode = await code.innerText();

  await page.getByRole('link', { name: 'Share code' }).click();
  await page.getByRole('button', { name: /Server/ }).click();
  await page.getByRole('option', { name: 'This computer' }).click();
  await enterCode(page, 'no such code');
  await expect(page.getByRole('alert')).toContainText('does not know this share code');
  await enterCode(page, shareCode);
  await expect(page.getByRole('textbox', { name: 'Path of a disc, folder or file' })).toBeVisible();

  await page.evaluate(() => location.replace('#/worklist'));
  await page.reload();
  await sendDisc(page);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open study' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Verified').first()).toBeVisible();

  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('row', { name: /PHANTOM, CHEST/ })).toContainText('Complete');
});

test.describe('to a server that was never set up', () => {
  let server: ArchiveServer;
  test.beforeEach(async () => {
    server = await startArchive(test.info().outputPath('archive'));
  });
  test.afterEach(() => server.stop());

  test('a patient uploads by its address and a share code, and leaves', async ({ fileroom }) => {
    const { page } = fileroom;
    await page.getByRole('link', { name: 'Share code' }).click();
    const address = page.getByRole('textbox', { name: 'Address of the server' });
    await address.fill('http://images.example.org');
    await enterCode(page, server.shareCode);
    await expect(page.getByText('An https address')).toBeVisible();
    await address.fill(`http://localhost:${await closedPort()}`);
    await enterCode(page, server.shareCode);
    await expect(page.getByRole('alert')).toContainText('refused the connection');

    await address.fill(server.url);
    await enterCode(page, server.shareCode);
    await sendDisc(page);
    await page.getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByText('No studies here yet')).toBeVisible();
    await page.getByRole('link', { name: 'Settings' }).click();
    const entry = page.getByRole('listitem').filter({ hasText: server.url });
    await expect(entry).toContainText(new URL(server.url).host);
    await expect(entry).toContainText('Signed out');
  });

  test('a link fills in the address and the code; nothing happens before the patient goes on', async ({ fileroom }) => {
    const { page } = fileroom;
    await expect(page.getByRole('navigation')).toBeVisible();
    const asked = new URLSearchParams({ server: server.url, code: server.shareCode });
    await page.evaluate((query) => location.assign(`#/upload?${query}`), `${asked}`);
    await expect(page.getByRole('textbox', { name: 'Address of the server' })).toHaveValue(server.url);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('textbox', { name: 'Path of a disc, folder or file' })).toBeVisible();
    expect(page.url()).not.toContain(server.shareCode);
  });
});
