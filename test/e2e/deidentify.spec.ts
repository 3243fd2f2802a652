import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { type ArchiveServer, startArchive } from './archive-server.ts';
import { choose, readSource } from './import.ts';
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

/** Sets the rules of the archive's place as its protocol has it. */
async function setRules(rules: Record<string, string>, asks = false): Promise<void> {
  const { sid } = await call('/session/login', { login: server.login, password: server.password });
  const place = await call('/namespace/share_code', { sid: String(sid), share_code: server.shareCode });
  const answer = await call('/namespace/anonymize', {
    sid: String(sid),
    uuid: String(place['namespace_id']),
    rules: JSON.stringify(rules),
    prompt_for_anonymize: asks ? '1' : '0',
  });
  expect(answer).toMatchObject({ status: 'OK' });
}

async function readChest(page: Page): Promise<void> {
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc, { slices: 3, size: 32 });
  await page.getByRole('link', { name: 'Import' }).click();
  await readSource(page, disc);
  await choose(page, 'PHANTOM, CHEST', true);
  await choose(page, 'PHANTOM, HAND', false);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function chooseTable(page: Page, button: string, name: string, csv: string): Promise<void> {
  const file = test.info().outputPath(name);
  await writeFile(file, csv);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

test("a clerk sees a destination's rules at work on any image, and sends what they demand", async ({ fileroom }) => {
  const { page } = fileroom;
  await setRules({ patientid: 's/.*/TRIAL-__UUID__/', patient_name: 's/.*/Person^Trial/' });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Trial Office');
  await page.getByRole('textbox', { name: 'Address' }).fill(server.url);
  await page.getByRole('button', { name: 'Add server' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('textbox', { name: 'Login or e-mail' }).fill(server.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(server.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Signed in as/)).toHaveCount(2);

  await readChest(page);
  await page
    .getByRole('button', { name: /Server/ })
    .last()
    .click();
  await page.getByRole('option', { name: 'Trial Office' }).click();
  const rules = page.getByRole('list', { name: 'The destination’s rules' });
  await expect(rules.getByRole('listitem').first()).toContainText('becomes “TRIAL-” + a random ID');
  await expect(page.getByRole('radio', { name: /Only the destination’s rules/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /Send as they are/ })).toHaveCount(0);

  const changes = page.getByRole('list', { name: 'What will leave' });
  const name = changes.getByRole('listitem').filter({ hasText: "Patient's Name" });
  await expect(name).toContainText('Person^Trial');
  const shown = page.getByText(/^DICOM\/PA000001\//);
  const first = await shown.innerText();
  await page.getByRole('button', { name: 'Next object' }).click();
  await expect(shown).not.toHaveText(first);
  await expect(name).toContainText('Rule patient_name: s/.*/Person^Trial/');

  await page.getByRole('button', { name: /^Send \d+ objects/ }).click();
  await expect(page.getByText(/(\d+) of \1 objects verified/)).toBeVisible();
  await page.getByRole('button', { name: 'Open study' }).click();
  await expect(page.getByRole('heading', { name: /Person, Trial/ })).toBeVisible();
  await expect(page.getByText(/(\d+) of \1 loaded/).first()).toBeVisible();
});

test('a visitor answers a destination that asks, and sends nothing under rules that nobody can carry out', async ({
  fileroom,
}) => {
  const { page } = fileroom;
  await setRules({ patient_name: 's/.*/Person^Trial/' }, true);
  await page.getByRole('link', { name: 'Share code' }).click();
  await page.getByRole('textbox', { name: 'Address of the server' }).fill(server.url);
  await page.getByRole('textbox', { name: 'Share code' }).fill(server.shareCode);
  await page.getByRole('button', { name: 'Continue' }).click();
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc, { slices: 3, size: 32 });
  await readSource(page, disc);
  await choose(page, 'PHANTOM, CHEST', true);
  await choose(page, 'PHANTOM, HAND', false);
  await expect(page.getByText('What is changed before your images leave')).toBeVisible();
  await expect(page.getByText('s/.*/Person^Trial/', { exact: true })).toHaveCount(0);
  await page.getByText('Send without them').click();
  await expect(page.getByRole('list', { name: 'What will leave' })).toHaveCount(0);
  await page.getByText('Carry them out').click();
  await expect(page.getByRole('list', { name: 'What will leave' })).toContainText('Person^Trial');

  // Between looking and sending the rules become others.
  fileroom.provokes(422);
  await setRules({ patientid: 's/.*/__COUNTER-000010__/' });
  const send = page.getByRole('button', { name: /^Send \d+ objects/ });
  await send.click();
  await expect(page.getByText('rules have changed since they were shown')).toBeVisible();
  await expect(page.getByText('Nothing can be sent there', { exact: true })).toBeVisible();
  await expect(page.getByText('The rule: patientid: s/.*/__COUNTER-000010__/')).toBeVisible();
  await expect(send).toBeDisabled();
});

test('a study leaves under the identity of a table, with shifted dates', async ({ fileroom }) => {
  const { page } = fileroom;
  await readChest(page);
  await page.getByText('De-identify', { exact: true }).click();
  const realDates = page.getByRole('checkbox', { name: /Real dates and times/ });
  await page.getByText('Shifted dates and times', { exact: true }).click();
  await expect(realDates).toBeDisabled();
  await expect(page.getByRole('checkbox', { name: /Faces/ })).toBeDisabled();
  const date = page.getByRole('listitem').filter({ hasText: 'Study Date' });
  await expect(date).toContainText('Shifted dates and times');

  await chooseTable(page, 'Choose a table…', 'wrong.csv', 'id,new id\nPHANTOM-1,\n');
  await expect(page.getByText('wrong.csv is not used')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Errors of the table' })).toContainText('Line 2');
  await chooseTable(page, 'Another table…', 'others.csv', 'id,new id\nPHANTOM-9,T-9\n');
  await expect(page.getByText('1 patient is not in the table and will not be sent')).toBeVisible();
  await expect(page.getByText('None of the chosen patients is in the table.')).toBeVisible();
  await chooseTable(page, 'Another table…', 'right.csv', 'id,new id,new name\nPHANTOM-1,T-1,Trial^One\n');
  await expect(page.getByRole('list', { name: 'Who becomes whom' })).toContainText('T-1 · Trial, One');
  const name = page.getByRole('listitem').filter({ hasText: "Patient's Name" });
  await expect(name).toContainText('Your table');

  // The report as a PDF: somebody has to have read it.
  await expect(page.getByRole('button', { name: /^Send \d+ objects/ })).toBeDisabled();
  await page.getByRole('button', { name: 'Sign off series: DOC · REPORT PDF' }).click();
  await page.getByRole('button', { name: /^Send \d+ objects/ }).click();
  await expect(page.getByText(/(\d+) of \1 objects verified/)).toBeVisible();
  await page.getByRole('link', { name: 'Worklist' }).click();
  await expect(page.getByRole('row', { name: /Trial, One/ })).toContainText('T-1');
  await expect(page.getByText('PHANTOM')).toHaveCount(0);
});
