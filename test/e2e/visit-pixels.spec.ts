import { writeEchoDisc } from '../fixtures/echo-disc.ts';
import { startArchive, type ArchiveServer } from './archive-server.ts';
import { readSource } from './import.ts';
import { expect, test } from './launch.ts';

let server: ArchiveServer;
test.beforeEach(async () => {
  server = await startArchive(test.info().outputPath('archive'));
});
test.afterEach(() => server.stop());

async function call(service: string, parameters: Record<string, string>): Promise<Record<string, unknown>> {
  const body = new URLSearchParams(parameters);
  const response = await fetch(`${server.url}/api/v3${service}`, { method: 'POST', body });
  return (await response.json()) as Record<string, unknown>;
}

/** The place that takes visitors' images takes away their names. */
async function hideNames(): Promise<void> {
  const { sid } = await call('/session/login', { login: server.login, password: server.password });
  const place = await call('/namespace/share_code', { sid: String(sid), share_code: server.shareCode });
  const rules = JSON.stringify({ patient_name: 's/.*/Person^Trial/', patientid: 's/.*/TRIAL-1/' });
  const asked = { sid: String(sid), uuid: String(place['namespace_id']), rules };
  expect(await call('/namespace/anonymize', asked)).toMatchObject({ status: 'OK' });
}

test('where names are taken away, a visitor looks at the pictures first; what cannot be looked at stays', async ({
  fileroom,
}) => {
  const { page } = fileroom;
  await hideNames();
  const disc = test.info().outputPath('disc');
  await writeEchoDisc(disc);
  const asked = new URLSearchParams({ server: server.url, code: server.shareCode });
  await page.evaluate((query) => location.assign(`#/upload?${query}`), `${asked}`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await readSource(page, disc);

  await test.step('the report is named as what is not sent; the pictures wait', async () => {
    await expect(page.getByText('1 document or video is not sent')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'REPORT' })).toBeVisible();
    await expect(page.getByText('0 of 3 reviewed')).toBeVisible();
    await expect(page.getByText('Look at the images that may hold text')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send 3 objects' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Read decisions' })).toHaveCount(0);
    await expect(page.getByRole('gridcell', { name: /Reads like the patient’s name/ })).toHaveCount(3);
  });

  await test.step('each is opened, its name covered, and confirmed', async () => {
    await page.getByRole('gridcell', { name: /^1 of 3/ }).click();
    const editor = page.getByRole('dialog');
    await expect(editor.getByRole('button', { name: 'Remember for this device' })).toHaveCount(0);
    await editor.getByRole('button', { name: /^Accept in the series/ }).click();
    await editor.getByRole('button', { name: 'Sign off', exact: true }).click();
    await editor.getByRole('button', { name: 'Sign off', exact: true }).click();
    await editor.getByRole('button', { name: 'Leave out' }).click();
    await editor.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('3 of 3 reviewed')).toBeVisible();
  });

  await page.getByRole('button', { name: 'Send 2 objects' }).click();
  await expect(page.getByText('2 of 2 objects verified')).toBeVisible();
});
