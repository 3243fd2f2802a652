import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { expect, it, onTestFinished } from 'vitest';
import { problemOf } from '../../src/app/imports/bind-rules.ts';
import { scannedInPlace } from '../../src/app/imports/scanned.ts';
import { previewTreatment } from '../../src/app/scans/preview-treatment.ts';
import { openServices } from '../../src/app/services.ts';
import type { NewImport, Treatment } from '../../src/contract/import.ts';
import type { ScanReport } from '../../src/contract/scan.ts';
import { isPrivate, tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { scan } from '../../src/scan/scan.ts';
import { writePhantomDisc } from '../fixtures/phantom-disc.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** An archive with rules, a disc, and the way between them. */
async function situation(rules: Record<string, string>, prompt = 0) {
  const dataDir = await tempFolder();
  const services = await openServices({ dataDir, shell: 'none', version: '1.2.3' });
  onTestFinished(async () => services.close());
  const { archive } = services.embedded;
  const call = async (url: string, parameters: Record<string, string>) => {
    const request = { method: 'POST', body: new URLSearchParams(parameters) };
    const response = await archive.fetch(new Request(`http://archive.test/api/v3${url}`, request));
    return (await response.json()) as Record<string, string>;
  };
  const { login, password } = await services.embedded.reveal();
  const { sid = '' } = await call('/session/login', { login, password });
  const { namespaceId } = archive.info;
  const setRules = async (hash: Record<string, string>) =>
    call('/namespace/anonymize', {
      sid,
      uuid: namespaceId,
      rules: JSON.stringify(hash),
      prompt_for_anonymize: String(prompt),
    });
  expect(await setRules(rules)).toMatchObject({ status: 'OK' });
  const disc = await writePhantomDisc(await tempFolder(), { slices: 3, size: 32 });
  const report: ScanReport = await scan([disc.dir]);
  const studyInstanceUid = disc.patients[0]?.studies[0]?.studyInstanceUid ?? '';
  const wanted = (treatment: Treatment, more: Partial<NewImport> = {}): NewImport => ({
    scanId: 'of this test',
    connectionId: 'embedded',
    destination: { kind: 'namespace', namespaceId },
    treatment,
    studies: [{ studyInstanceUid }],
    ...more,
  });
  const scanned = scannedInPlace(report);
  const plan = async (treatment: Treatment, more?: Partial<NewImport>) =>
    services.imports.plan(wanted(treatment, more), scanned);
  const send = async (treatment: Treatment) => {
    const { importId } = services.imports.queue.start(await plan(treatment));
    await services.imports.queue.ended(importId);
    return services.imports.queue.receipt(importId).studies[0];
  };
  return { services, dataDir, setRules, plan, send, scanned, studyInstanceUid, namespaceId };
}

async function storedDataSets(dataDir: string) {
  const entries = await readdir(join(dataDir, 'archive'), { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const all = await Promise.all(files.map(async (file) => new Uint8Array(await readFile(file))));
  return all
    .filter((bytes) => String.fromCharCode(...bytes.slice(128, 132)) === 'DICM')
    .map((bytes) => readDicom(bytes).dataSet);
}

it('a study arrives as the destination’s rules say, one number for all of it', async () => {
  const { send, dataDir } = await situation({
    patientid: 's/.*/TRIAL-__COUNTER-000010__/',
    patient_name: 's/.*/TRIAL^__LCOUNTER-000010__/',
    patient_birth_date: 's/^(....).*/${1}0101/',
  });
  const study = await send({ kind: 'rules' });
  expect(study).toMatchObject({ state: 'verified' });
  const stored = await storedDataSets(dataDir);
  expect(stored.length).toBe(study?.objects.verified);
  for (const dataSet of stored) {
    expect(dataSet.text(tagOf('PatientID'))).toBe('TRIAL-000010');
    expect(dataSet.text(tagOf('PatientName'))).toBe('TRIAL^000010');
    expect(dataSet.text(tagOf('PatientBirthDate')) ?? '0101').toMatch(/0101$/);
  }
});

it('where other computers send too nothing is numbered, and the rule is shown', async () => {
  const rule = 'patientid: s/.*/T-__COUNTER-10__/';
  const { services, plan, namespaceId, setRules } = await situation({ patientid: 's/.*/T-__COUNTER-10__/' });
  const server = createAdaptorServer({
    fetch: async (request) => services.embedded.archive.fetch(request),
    overrideGlobalObjects: false,
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const wanted = { name: 'Elsewhere', vendor: 'ambra', url: `http://127.0.0.1:${port}` } as const;
  const { id: connectionId } = services.connections.add(wanted);
  const { login, password } = await services.embedded.reveal();
  await services.connections.signIn(connectionId, { login, password });
  await expect(plan({ kind: 'rules' }, { connectionId })).rejects.toThrow(rule);
  const { ingest } = await services.connections.open(connectionId);
  const { ingress } = (await ingest?.rules({ namespaceId })) ?? {};
  expect(problemOf(ingress, true)).toMatchObject({ code: 'rule-value-unknown', next: 'review-rules' });
  expect(problemOf(ingress, false)).toBeUndefined();
  await setRules({ patientid: 's/.*/T-__MD5_HASH__/' });
  expect((await plan({ kind: 'rules' }, { connectionId })).studies).toHaveLength(1);
});

it('the other tags of the archive on this computer are known', async () => {
  const { send, dataDir } = await situation({ OTHER_INGRESS_TAGS: 's/.*//', ALL_PRIVATE_TAGS: 's/.*//' });
  expect(await send({ kind: 'rules' })).toMatchObject({ state: 'verified' });
  for (const dataSet of await storedDataSets(dataDir)) {
    expect(dataSet.text(tagOf('InstitutionName'))).toBeUndefined();
    expect(dataSet.elements().filter(({ tag }) => isPrivate(tag))).toEqual([]);
  }
});

it('what the rules ask for is not left undone', async () => {
  const { plan, services, namespaceId, setRules } = await situation({ patient_name: 's/.*/X/' });
  await expect(plan({ kind: 'as-is' })).rejects.toMatchObject({ code: 'deidentify-required' });
  await expect(plan({ kind: 'as-is' }, { declineRules: true })).rejects.toMatchObject({ code: 'deidentify-required' });
  const { treatment } = await plan({ kind: 'deidentify', profile: 'basic' });
  expect(treatment).toMatchObject({ rules: { substitutions: [{ field: 'patient_name', expression: 's/.*/X/' }] } });
  const { ingest } = await services.connections.open('embedded');
  const shown = (await ingest?.rules({ namespaceId }))?.ingress;
  await plan({ kind: 'rules', rules: shown });
  await setRules({ patient_name: 's/.*/Y/' });
  await expect(plan({ kind: 'rules', rules: shown })).rejects.toMatchObject({ code: 'rules-changed' });
});

it('rules that nobody can carry out stop the upload, and are shown', async () => {
  const { plan } = await situation({ patient_name: 's/$name/X/' });
  await expect(plan({ kind: 'rules' })).rejects.toMatchObject({
    code: 'rule-unreadable',
    message: expect.stringContaining('s/$name/X/'),
  });
});

it('where the destination asks, the person may decline', async () => {
  const { plan } = await situation({ patient_name: 's/.*/X/' }, 1);
  await expect(plan({ kind: 'as-is' })).rejects.toMatchObject({ code: 'deidentify-required' });
  expect(await plan({ kind: 'as-is' }, { declineRules: true })).toMatchObject({ treatment: { kind: 'as-is' } });
});

it('rules that change between planning and sending stop the import', async () => {
  const { plan, services, setRules, dataDir } = await situation({ patient_name: 's/.*/X/' });
  const planned = await plan({ kind: 'rules' });
  await setRules({ patient_name: 's/.*/Y/', patientid: 's/.*//' });
  const { importId } = services.imports.queue.start(planned);
  const { phase, problem } = await services.imports.queue.ended(importId);
  expect([phase, problem?.code]).toEqual(['paused', 'rules-changed']);
  expect(await storedDataSets(dataDir)).toEqual([]);
});

it('the preview names the rule, and counts nothing', async () => {
  const { services, scanned, studyInstanceUid, namespaceId } = await situation({ patientid: 's/.*/T-__COUNTER-10__/' });
  const { ingest } = await services.connections.open('embedded');
  const rules = (await ingest?.rules({ namespaceId }))?.ingress;
  const treatment: Treatment = { kind: 'rules', rules };
  const { changes } = await previewTreatment(scanned, { studyInstanceUid, treatment }, services.treat);
  expect(changes).toEqual([
    expect.objectContaining({
      tag: '(0010,0020)',
      after: 'T-__COUNTER-10__',
      rule: 'patientid: s/.*/T-__COUNTER-10__/',
    }),
  ]);
});

it('what pseudonyms stand for is kept for an import that asks for it, and for no other', async () => {
  const { services, send } = await situation({});
  await send({ kind: 'deidentify', profile: 'basic' });
  expect(await services.deidMap.list()).toEqual([]);
  const other = await situation({});
  await other.send({ kind: 'deidentify', profile: 'basic', keepMap: true });
  const kept = await other.services.deidMap.list();
  expect(kept).toContainEqual(expect.objectContaining({ kind: 'study-uid', original: other.studyInstanceUid }));
  expect(kept.map(({ kind }) => kind)).toContain('patient-id');
});
