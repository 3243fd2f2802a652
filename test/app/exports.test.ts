import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportStatus, NewExport } from '../../src/contract/export.ts';
import { scan } from '../../src/scan/scan.ts';
import { type PhantomDisc, writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { get, importEnd, newApp, refusal, scanOf, until } from './api.ts';

type TestApp = Awaited<ReturnType<typeof newApp>>;

async function newDisc(): Promise<PhantomDisc> {
  return writePhantomDisc(await tempFolder(), { slices: 4, size: 32 });
}

async function ended(app: TestApp, body: NewExport): Promise<ExportStatus> {
  const { exportId } = await get(app, 'startExport', { body });
  return until(
    app,
    async () => get(app, 'exportStatus', { params: { exportId } }),
    ({ phase }) => phase !== 'writing' && phase !== 'checking',
  );
}

/** The disc's first study in the archive of this computer. */
async function storedStudy(app: TestApp, disc: PhantomDisc): Promise<string> {
  const { status } = await scanOf(app, [disc.dir]);
  const [embedded] = await get(app, 'listConnections');
  if (embedded?.session.state !== 'signed-in') throw new Error('The embedded archive is not signed in');
  const { importId } = await get(app, 'startImport', {
    body: {
      scanId: status.scanId,
      connectionId: 'embedded',
      destination: { kind: 'namespace', namespaceId: embedded.session.namespaces[0]?.id ?? '' },
      treatment: { kind: 'as-is' },
      studies: [{ studyInstanceUid: disc.patients[0]?.studies[0]?.studyInstanceUid ?? '' }],
    },
  });
  await importEnd(app, importId);
  const { studies } = await get(app, 'worklist', { params: { connectionId: 'embedded' }, query: {} });
  return studies[0]?.uuid ?? '';
}

const objectsOf = (disc: PhantomDisc): number =>
  disc.patients[0]?.studies[0]?.series.flatMap(({ instances }) => instances).length ?? 0;

describe('an export', () => {
  it('of what a scan found is a file-set in the chosen folder', async () => {
    const [app, disc, folder] = [await newApp(), await newDisc(), await tempFolder()];
    const { status } = await scanOf(app, [disc.dir]);
    const studyInstanceUid = disc.patients[0]?.studies[0]?.studyInstanceUid ?? '';
    const end = await ended(app, {
      source: { kind: 'scan', scanId: status.scanId, studies: [{ studyInstanceUid }] },
      treatment: { kind: 'as-is' },
      format: 'zip',
      folder,
      name: 'For the patient',
    });
    const path = join(folder, 'For the patient.zip');
    expect(end).toMatchObject({ phase: 'done', failures: [], outputs: [{ path, objects: objectsOf(disc) }] });
    expect((await scan([path])).counts.dicom).toBe(objectsOf(disc));
    expect(await get(app, 'listExports')).toEqual([end]);
  });

  it.each(['as-is', 'deidentify'] as const)('of a stored study, %s', async (kind) => {
    const [app, disc, folder] = [await newApp(), await newDisc(), await tempFolder()];
    const studyUuid = await storedStudy(app, disc);
    const end = await ended(app, {
      source: { kind: 'stored', connectionId: 'embedded', studyUuids: [studyUuid] },
      treatment: kind === 'as-is' ? { kind } : { kind, profile: 'basic' },
      format: 'iso',
      discs: 'cd',
      folder,
      name: 'disc',
    });
    expect([end.problem, end.phase, end.outputs[0]?.objects]).toEqual([undefined, 'done', objectsOf(disc)]);
    const { patients } = await scan([end.outputs[0]?.path ?? '']);
    const isNamed = patients[0]?.patientName === disc.patients[0]?.patientName;
    expect([patients.length, isNamed]).toEqual([1, kind === 'as-is']);
    // What was treated on the way is not left behind.
    expect((await readdir(app.dataDir)).filter((name) => name.startsWith('export-'))).toEqual([]);
  });

  it.each([
    ['no-folder', { folder: '/nowhere/at/all' }],
    ['no-folder', { folder: 'relative' }],
    ['bad-name', { name: '../escaped' }],
    ['rules-without-destination', { treatment: { kind: 'rules' as const } }],
    ['not-in-scan', { studies: [{ studyInstanceUid: '1.2.3' }] }],
  ])('is refused: %s', async (code, { studies, ...wrong }: Partial<NewExport> & { studies?: object[] }) => {
    const [app, disc, folder] = [await newApp(), await newDisc(), await tempFolder()];
    const { status } = await scanOf(app, [disc.dir]);
    const studyInstanceUid = disc.patients[0]?.studies[0]?.studyInstanceUid ?? '';
    const chosen = (studies ?? [{ studyInstanceUid }]) as { studyInstanceUid: string }[];
    const body: NewExport = {
      source: { kind: 'scan', scanId: status.scanId, studies: chosen },
      treatment: { kind: 'as-is' },
      format: 'folder',
      folder,
      name: 'set',
      ...wrong,
    };
    expect(await refusal(app, 'startExport', { body })).toMatchObject({ code });
    expect(await readdir(folder)).toEqual([]);
  });
});
