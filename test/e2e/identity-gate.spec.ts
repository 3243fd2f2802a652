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

async function call(path: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await fetch(`${server.url}/api/v3${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

/** What the house has ordered. */
async function order(fields: Record<string, string>): Promise<void> {
  const { sid } = await call('/session/login', { login: server.login, password: server.password });
  const asked = { sid: String(sid) };
  const { namespaces } = (await call('/user/namespace/list', asked)) as { namespaces: { account_id: string }[] };
  await call('/order/add', { ...asked, account_id: namespaces[0]?.account_id ?? '', ...fields });
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('County Hospital');
  await page.getByRole('textbox', { name: 'Address' }).fill(server.url);
  await page.getByRole('button', { name: 'Add server' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('textbox', { name: 'Login or e-mail' }).fill(server.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(server.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Signed in as/)).toHaveCount(2);
}

test('a clerk puts the identity of an order on a disc, and says why it is right', async ({ fileroom }) => {
  const { page } = fileroom;
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  await order({
    patientid: 'HOUSE-7',
    patient_name: 'PHANTOM-HOUSE^CHEST',
    patient_birth_date: '1970-01-10',
    patient_sex: 'O',
    accession_number: 'H2026-1',
  });
  await signIn(page);

  await test.step('what the house usually does is set once', async () => {
    await page.getByRole('button', { name: 'Identities from outside' }).last().click();
    await page.getByRole('textbox', { name: 'Issuer of your patient IDs' }).fill('COUNTY');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved for County Hospital')).toBeVisible();
  });

  await test.step('the order is found by the disc’s own patient, and stands beside it', async () => {
    await page.getByRole('link', { name: 'Import' }).click();
    await readSource(page, disc);
    await choose(page, 'PHANTOM, HAND', false);
    await choose(page, 'PHANTOM, CHEST', true);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page
      .getByRole('button', { name: /Server/ })
      .last()
      .click();
    await page.getByRole('option', { name: 'County Hospital' }).click();
    await page.getByRole('radio', { name: /Put the right identity on/ }).click({ force: true });
    const found = page.getByRole('listbox', { name: 'Patients and orders found' });
    await found.getByRole('option', { name: /PHANTOM-HOUSE, CHEST/ }).focus();
    await page.keyboard.press('Enter');
    const date = page.getByRole('row', { name: /Birth date/ });
    await expect(date).toContainText('Jan 10, 1970');
    await expect(page.getByRole('row', { name: /Patient ID/ })).toContainText('Different');
  });

  await test.step('taken, it needs a reason', async () => {
    await page.getByRole('button', { name: 'Take this identity' }).click();
    await expect(page.getByRole('textbox', { name: 'Patient ID', exact: true })).toHaveValue('HOUSE-7');
    await expect(page.getByRole('textbox', { name: 'Issuer of the ID' })).toHaveValue('COUNTY');
    await expect(page.getByText('Say why the identity is right')).toBeVisible();
    await page.getByRole('textbox', { name: 'Reason, kept with the receipt' }).fill('Asked the patient');
    await page.getByRole('button', { name: /^Send \d+ objects/ }).click();
  });

  await test.step('it arrives under the house’s identity, and the receipt names the decision', async () => {
    await expect(page.getByText(/(\d+) of \1 objects verified/)).toBeVisible();
    await expect(page.getByText(/an order of the hospital/)).toBeVisible();
    await expect(page.getByText('Asked the patient')).toBeVisible();
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page
      .getByRole('button', { name: /Server/ })
      .first()
      .click();
    await page.getByRole('option', { name: /County Hospital/ }).click();
    await expect(page.getByRole('row', { name: /PHANTOM-HOUSE, CHEST/ })).toContainText('HOUSE-7');
  });
});

test('several patients of one disc are decided one after the other, and never mixed', async ({ fileroom }) => {
  const { page } = fileroom;
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc);
  await page.getByRole('link', { name: 'Import' }).click();
  await readSource(page, disc);
  await choose(page, 'PHANTOM, CHEST', true);
  await choose(page, 'PHANTOM, HAND', true);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: /Put the right identity on/ }).click({ force: true });
  const send = page.getByRole('button', { name: /^Send \d+ objects/ });
  const patients = page.getByRole('radiogroup', { name: 'Whose identity' });

  await test.step('nobody in the house is called that: the identity is typed in', async () => {
    await expect(page.getByText(/^Nobody found for/)).toBeVisible();
    await page.getByRole('textbox', { name: 'Patient ID', exact: true }).fill('HOUSE-1');
    await expect(patients.getByText('Decided', { exact: true })).toHaveCount(1);
    await expect(page.getByText('Decide each patient’s identity')).toBeVisible();
    await expect(send).toBeDisabled();
  });

  await test.step('what is decided about one does not reach the other', async () => {
    await patients.getByRole('radio', { name: /PHANTOM, HAND/ }).click({ force: true });
    await expect(page.getByRole('textbox', { name: 'Patient ID', exact: true })).toHaveValue('PHANTOM-2');
    await page.getByRole('textbox', { name: 'Patient ID', exact: true }).fill('HOUSE-2');
    await expect(patients.getByText('Decided', { exact: true })).toHaveCount(2);
    await send.click();
  });

  await test.step('each has an import and a receipt of its own', async () => {
    await expect(page.getByText(/^(\d+) of \1 objects? verified$/)).toHaveCount(2);
    await expect(page.getByText('typed in')).toHaveCount(2);
    await page.getByRole('link', { name: 'Worklist' }).click();
    await expect(page.getByRole('row', { name: /PHANTOM, CHEST/ })).toContainText('HOUSE-1');
    await expect(page.getByRole('row', { name: /PHANTOM, HAND/ })).toContainText('HOUSE-2');
  });
});
