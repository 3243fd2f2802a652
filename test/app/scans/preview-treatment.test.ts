import { expect, it, onTestFinished } from 'vitest';
import { scannedInPlace } from '../../../src/app/imports/scanned.ts';
import { type PreviewRequest, previewTreatment } from '../../../src/app/scans/preview-treatment.ts';
import { openServices } from '../../../src/app/services.ts';
import { scan } from '../../../src/scan/scan.ts';
import { writePhantomDisc } from '../../fixtures/phantom-disc.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const basic = { kind: 'deidentify', profile: 'basic' } as const;

async function previews() {
  const services = await openServices({ dataDir: await tempFolder(), shell: 'none', version: '1.2.3' });
  onTestFinished(async () => services.close());
  const disc = await writePhantomDisc(await tempFolder(), { slices: 3, size: 32 });
  const scanned = scannedInPlace(await scan([disc.dir]));
  const study = disc.patients[0]?.studies[0];
  const studyInstanceUid = study?.studyInstanceUid ?? '';
  const preview = async (ask: Omit<PreviewRequest, 'studyInstanceUid'>) =>
    previewTreatment(scanned, { studyInstanceUid, ...ask }, services.treat);
  return { preview, objects: study?.series[0]?.instances ?? [] };
}

it('shows any object of the study, and refuses one of another', async () => {
  const { preview, objects } = await previews();
  for (const { sopInstanceUid } of objects) {
    expect(await preview({ sopInstanceUid, treatment: basic })).toMatchObject({ sopInstanceUid });
  }
  await expect(preview({ sopInstanceUid: '1.2.3', treatment: basic })).rejects.toMatchObject({ code: 'not-in-scan' });
});

it('names what stays only when asked, every attribute once', async () => {
  const { preview } = await previews();
  const without = await preview({ treatment: basic });
  const { changes, kept } = await preview({ treatment: basic, withKept: true });
  expect(without.changes.filter(({ action }) => action === 'keep')).toEqual([]);
  const stays = changes.filter(({ action }) => action === 'keep');
  expect(stays.length).toBe(kept);
  expect(stays).toContainEqual(expect.objectContaining({ tag: '(0028,0010)', before: '32' }));
  expect(new Set(changes.map(({ path, tag }) => path + tag)).size).toBe(changes.length);
});

it('an attribute that the rules changed after the profile kept it is not said to stay', async () => {
  const { preview } = await previews();
  const rules = {
    substitutions: [{ field: 'study_date', expression: 's/^(....).*/${1}0101/' }],
    tags: {},
    match: [],
    filters: [],
    originalsAskedFor: [],
    mayDecline: false,
  };
  const treatment = { ...basic, options: ['retain-full-dates' as const], rules };
  const { changes, kept } = await preview({ treatment, withKept: true });
  const date = changes.filter(({ tag, path }) => tag === '(0008,0020)' && path === '');
  expect(date).toHaveLength(1);
  expect(date[0]).toMatchObject({ action: 'replace', rule: expect.stringContaining('study_date') });
  expect(changes.filter(({ action }) => action === 'keep')).toHaveLength(kept);
});

it('names the option that lets an attribute stay', async () => {
  const { preview } = await previews();
  const treatment = { ...basic, options: ['retain-full-dates' as const] };
  const { changes } = await preview({ treatment, withKept: true });
  expect(changes.find(({ tag }) => tag === '(0008,0020)')).toMatchObject({
    action: 'keep',
    options: ['retain-full-dates'],
  });
  expect(changes.find(({ tag }) => tag === '(0010,0010)')).not.toHaveProperty('options');
});
