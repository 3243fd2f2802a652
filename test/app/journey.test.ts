import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppEvent } from '../../src/contract/events.ts';
import { countInstances } from '../../src/contract/study.ts';
import { type PhantomDisc, writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { ask, get, importEnd, newApp, refusal, scanOf } from './api.ts';

type TestApp = Awaited<ReturnType<typeof newApp>>;

async function newDisc(): Promise<PhantomDisc> {
  return writePhantomDisc(await tempFolder(), { slices: 6, size: 32 });
}

async function namespaceOf(app: TestApp): Promise<string> {
  const [embedded] = await get(app, 'listConnections');
  if (embedded?.session.state !== 'signed-in') throw new Error('The embedded archive is not signed in');
  return embedded.session.namespaces[0]?.id ?? '';
}

/** The disc's first patient in the archive of this computer. */
async function imported(app: TestApp, disc: PhantomDisc) {
  const { status } = await scanOf(app, [disc.dir]);
  const studyInstanceUid = disc.patients[0]?.studies[0]?.studyInstanceUid ?? '';
  const { importId } = await get(app, 'startImport', {
    body: {
      scanId: status.scanId,
      connectionId: 'embedded',
      destination: { kind: 'namespace', namespaceId: await namespaceOf(app) },
      treatment: { kind: 'as-is' },
      studies: [{ studyInstanceUid }],
    },
  });
  const end = await importEnd(app, importId);
  const worklist = await get(app, 'worklist', { params: { connectionId: 'embedded' }, query: {} });
  const study = worklist.studies[0];
  if (study === undefined) throw new Error('The worklist is empty');
  return { end, study, params: { connectionId: 'embedded', studyUuid: study.uuid } };
}

describe('from a disc to a read study', () => {
  it('scans, imports, verifies and shows it in the worklist', async () => {
    const app = await newApp();
    const disc = await newDisc();
    const { status, summary } = await scanOf(app, [disc.dir]);
    expect(status).toMatchObject({ state: 'done', progress: { dicom: disc.instances.length } });
    expect(summary?.patients.map(({ patientName }) => patientName).sort()).toEqual(
      disc.patients.map(({ patientName }) => patientName).sort(),
    );

    const { end, study, params } = await imported(app, disc);
    const objects = disc.patients[0]?.studies[0]?.series.flatMap(({ instances }) => instances) ?? [];
    expect(end).toMatchObject({ phase: 'done', objectsDone: objects.length, objectsFailed: 0 });
    expect(study).toMatchObject({ patientName: disc.patients[0]?.patientName, imageCount: objects.length });
    expect(countInstances(await get(app, 'studyTree', { params }))).toBe(objects.length);

    const receipt = await get(app, 'receipt', { params: { importId: end.importId } });
    expect(receipt.studies).toEqual([
      expect.objectContaining({
        state: 'verified',
        objects: {
          selected: objects.length,
          sent: objects.length,
          deduplicated: 0,
          verified: objects.length,
          failed: 0,
        },
      }),
    ]);
    const csv = await ask(app, 'receiptCsv', { params: { importId: end.importId } });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toContain(`receipt-${end.importId}.csv`);
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(objects.length + 1);
  });

  it('hands out the files as they were, never to be kept or taken for something else', async () => {
    const app = await newApp();
    const disc = await newDisc();
    const { params } = await imported(app, disc);
    const instance = disc.instances[0];
    const response = await ask(app, 'instanceFile', {
      params: { ...params, sopInstanceUid: instance?.sopInstanceUid ?? '' },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/dicom',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const original = await readFile(join(disc.dir, instance?.path ?? ''));
    expect(Buffer.from(await response.arrayBuffer()).equals(original)).toBe(true);
  });

  it('keeps measurements, key images and links over a restart', async () => {
    const app = await newApp();
    const disc = await newDisc();
    const { params } = await imported(app, disc);
    const series = disc.patients[0]?.studies[0]?.series[0];
    const where = {
      seriesInstanceUid: series?.seriesInstanceUid ?? '',
      sopInstanceUid: series?.instances[0]?.sopInstanceUid ?? '',
      frame: 1,
    };
    const shape = {
      tool: 'length' as const,
      space: 'patient' as const,
      points: [
        [1, 2, 3],
        [4, 5.5, 6],
      ] as [number, number, number][],
    };
    const annotation = await get(app, 'addAnnotation', { params, body: { ...where, shape } });
    const keyImage = await get(app, 'addKeyImage', { params, body: where });
    const link = await get(app, 'addLink', { params, body: { minutes: 60, password: 'a second factor' } });
    expect(link).toMatchObject({ hasPassword: true });
    // No shell answers at an address here.
    expect(link).not.toHaveProperty('url');
    await app.close();

    const again = await newApp(app.dataDir, { linkOrigin: () => 'http://127.0.0.1:4711' });
    expect(await get(again, 'listAnnotations', { params })).toEqual([
      expect.objectContaining({ uuid: annotation.uuid, ...where, shape }),
    ]);
    expect(await get(again, 'listKeyImages', { params })).toEqual([
      expect.objectContaining({ uuid: keyImage.uuid, ...where }),
    ]);
    const [kept] = await get(again, 'listLinks', { params });
    expect(kept).toMatchObject({ uuid: link.uuid, url: `http://127.0.0.1:4711/l/${link.uuid}` });
    const door = await again.linkPages(new Request(kept?.url ?? ''));
    expect(await door.text()).toContain('type="password"');
    expect((await again.linkPages(new Request('http://127.0.0.1/api/app'))).status).toBe(404);

    await ask(again, 'revokeLink', { params: { ...params, linkUuid: link.uuid } });
    expect(await get(again, 'listLinks', { params })).toEqual([]);
    expect((await ask(again, 'deleteKeyImage', { params: { ...params, keyImageUuid: keyImage.uuid } })).status).toBe(
      204,
    );
    expect(await get(again, 'listKeyImages', { params })).toEqual([]);
  });

  it('pushes what changes to the window', async () => {
    const app = await newApp();
    const response = await ask(app, 'events');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await imported(app, await newDisc());
    await app.close();
    const events = (await response.text())
      .split('\n\n')
      .filter((block) => block.startsWith('data: '))
      .map((block) => AppEvent.parse(JSON.parse(block.slice('data: '.length))));
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['scan', 'import', 'worklist']));
    const imports = events.filter((event) => event.type === 'import');
    expect(imports.at(-1)?.import.phase).toBe('done');
  });

  it('takes a study by a share code, without an account', async () => {
    const app = await newApp();
    const disc = await newDisc();
    const { shareCode } = await get(app, 'revealArchiveSecrets');
    const { status } = await scanOf(app, [disc.dir]);
    const { importId } = await get(app, 'startImport', {
      body: {
        scanId: status.scanId,
        connectionId: 'embedded',
        destination: { kind: 'share-code', code: shareCode },
        treatment: { kind: 'as-is' },
        studies: [{ studyInstanceUid: disc.patients[1]?.studies[0]?.studyInstanceUid ?? '' }],
      },
    });
    expect(await importEnd(app, importId)).toMatchObject({ phase: 'done', objectsFailed: 0 });
  });

  it('opens the archive for other programs with what it reveals', async () => {
    const app = await newApp();
    const before = await get(app, 'revealArchiveSecrets');
    await app.close();
    const again = await newApp(app.dataDir);
    expect(await get(again, 'revealArchiveSecrets')).toEqual(before);
    expect(await get(again, 'signIn', { params: { connectionId: 'embedded' }, body: before })).toMatchObject({
      session: { state: 'signed-in' },
    });
  });
});

/** Everything on a disc, to be sent as it is. */
async function newSelection() {
  const app = await newApp();
  const disc = await newDisc();
  const { scanId } = (await scanOf(app, [disc.dir])).status;
  const namespaceId = await namespaceOf(app);
  const destination = { kind: 'namespace' as const, namespaceId };
  const studies = disc.patients.flatMap((patient) =>
    patient.studies.map(({ studyInstanceUid }) => ({ studyInstanceUid })),
  );
  const treatment = { kind: 'as-is' as const };
  return { app, body: { scanId, connectionId: 'embedded', destination, treatment, studies } };
}

describe('what is wrong with a selection', () => {
  it('refuses a study that the scan does not have', async () => {
    const { app, body } = await newSelection();
    const studies = [{ studyInstanceUid: '1.2.3' }];
    expect(await refusal(app, 'startImport', { body: { ...body, studies } })).toMatchObject({
      status: 422,
      code: 'not-in-scan',
    });
  });

  it('refuses to write one identity into several patients', async () => {
    const { app, body } = await newSelection();
    const treatment = { kind: 'burn-in' as const, set: { PatientName: 'PHANTOM^ONE', PatientID: 'ONE' } };
    expect(await refusal(app, 'startImport', { body: { ...body, treatment } })).toMatchObject({
      status: 422,
      code: 'several-patients',
      next: 'review-identity',
    });
  });

  it('refuses an identity that no object can carry', async () => {
    const { app, body } = await newSelection();
    const treatment = { kind: 'burn-in' as const, set: { PatientName: 'PHANTOM^ONE', PatientBirthDate: 'yesterday' } };
    const [study] = body.studies;
    const studies = study === undefined ? [] : [study];
    const decision = { source: { kind: 'typed' as const }, reason: 'Asked the patient' };
    expect(await refusal(app, 'startImport', { body: { ...body, treatment, decision, studies } })).toMatchObject({
      status: 422,
      next: 'correct-input',
    });
    expect(await get(app, 'listImports')).toEqual([]);
  });

  it('asks why another name is right, and writes the answer down', async () => {
    const { app, body } = await newSelection();
    const studies = body.studies.slice(0, 1);
    const treatment = { kind: 'burn-in' as const, set: { PatientName: 'HOUSE^NAME', PatientID: 'H-1' } };
    const source = { kind: 'record' as const, record: 'order' as const, id: 'order-1' };
    const wanted = { ...body, studies, treatment };
    for (const decision of [undefined, { source }]) {
      expect(await refusal(app, 'startImport', { body: { ...wanted, decision } })).toMatchObject({
        status: 422,
        code: 'reason-needed',
        next: 'review-identity',
      });
    }
    const decision = { source, reason: 'Married since' };
    const { importId } = await get(app, 'startImport', { body: { ...wanted, decision } });
    await importEnd(app, importId);
    const receipt = await get(app, 'receipt', { params: { importId } });
    expect(receipt.decision).toMatchObject({ source, reason: 'Married since' });
    expect(receipt.decision).not.toHaveProperty('by');
    expect(receipt.decision?.comparison.fields).toContainEqual(
      expect.objectContaining({ field: 'patientName', likeness: 'different' }),
    );
    expect(receipt.studies[0]).toMatchObject({ state: 'verified' });
  });

  it('has nothing to retry once everything is verified', async () => {
    const { app, body } = await newSelection();
    const { importId } = await get(app, 'startImport', { body });
    await importEnd(app, importId);
    expect(await refusal(app, 'retryImport', { params: { importId } })).toMatchObject({ status: 409 });
    expect(await get(app, 'cancelImport', { params: { importId } })).toMatchObject({ phase: 'done' });
  });

  it('does not know other scans, imports and connections', async () => {
    const { app, body } = await newSelection();
    expect(await refusal(app, 'startImport', { body: { ...body, scanId: 'other' } })).toMatchObject({
      status: 404,
      code: 'no-scan',
    });
    expect(await refusal(app, 'receipt', { params: { importId: 'x' } })).toMatchObject({ status: 404 });
    expect(await refusal(app, 'startImport', { body: { ...body, connectionId: 'other' } })).toMatchObject({
      status: 404,
      code: 'no-connection',
    });
  });
});

it('shows before anything is sent what de-identification changes, and what it does not cover', async () => {
  const { app, body } = await newSelection();
  const preview = await get(app, 'previewTreatment', {
    params: { scanId: body.scanId },
    body: {
      studyInstanceUid: body.studies[0]?.studyInstanceUid ?? '',
      treatment: { kind: 'deidentify', profile: 'basic' },
    },
  });
  expect(preview.changes.find(({ name }) => name === "Patient's Name")).toMatchObject({
    before: expect.stringContaining('PHANTOM'),
  });
  expect(preview.kept).toBeGreaterThan(0);
});
