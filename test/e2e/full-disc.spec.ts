import type { ScanSummary } from '../../src/contract/scan.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { choose, readSource } from './import.ts';
import { expect, test } from './launch.ts';

const PATIENTS = 50;
const SERIES = 2000;
const OBJECTS = 50_000;

test('fifty thousand objects in two thousand series stay a short page', async ({ fileroom, shell }) => {
  test.skip(shell !== 'browser', 'Playwright answers in the place of the server only where there is one');
  const disc = test.info().outputPath('disc');
  await writePhantomDisc(disc, { slices: 2, size: 16 });
  const { page } = fileroom;
  await page.getByRole('link', { name: 'Import' }).click();
  await readSource(page, disc);
  // Only once it is read: answers to questions of a scan that goes on are given up for newer ones.
  await page.route(/\/api\/scans\/[\w-]+$/, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { status: { state: string }; summary?: ScanSummary };
    await route.fulfill({ response, json: { ...answer, ...(answer.summary && { summary: full(answer.summary) }) } });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Go on' }).click();

  const tree = page.getByRole('treegrid', { name: 'What was found' });
  await expect(tree).toHaveAttribute('aria-rowcount', String(1 + PATIENTS * 2 + SERIES));
  const rows = tree.getByRole('row');
  const mostRows = 80;
  expect(await rows.count()).toBeLessThan(mostRows);
  await tree.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await expect(tree.getByRole('row', { name: /SERIES 1999/ })).toBeFocused();
  expect(await rows.count()).toBeLessThan(mostRows);

  await page.getByRole('searchbox', { name: 'Look for patients, studies and series' }).fill('series 1234');
  await expect(rows).toHaveCount(4);
  await page.getByRole('searchbox').fill('');
  await tree.evaluate((element) => element.scrollTo(0, 0));
  await choose(page, 'PHANTOM, P0', true);
  await expect(page.getByText('1,000 objects of 1 study')).toBeVisible();
});

/** The summary of a disc as full as they come, in the place of what is really there. */
function full(summary: ScanSummary): ScanSummary {
  return {
    ...summary,
    patients: Array.from({ length: PATIENTS }, (_, p) => ({
      patientId: `P-${p}`,
      patientName: `PHANTOM^P${p}`,
      studies: [
        {
          studyInstanceUid: `2.25.${p}`,
          description: `STUDY ${p}`,
          modalities: ['CT'],
          conflicts: [],
          series: Array.from({ length: SERIES / PATIENTS }, (_series, s) => ({
            seriesInstanceUid: `2.25.${p}.${s}`,
            number: s,
            modality: 'CT',
            description: `SERIES ${(p * SERIES) / PATIENTS + s}`,
            instances: OBJECTS / SERIES,
            frames: OBJECTS / SERIES,
            bytes: 500_000,
            repaired: 0,
            repairs: [],
          })),
        },
      ],
    })),
  };
}
