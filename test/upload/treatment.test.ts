import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { TreatmentPool } from '../../src/upload/treatment-pool.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { smallStudy } from '../suites/small-study.ts';
import { type Rig, isUpload, newRig, newSource, planOf, run } from './rig.ts';

const deidentify = { kind: 'deidentify', profile: 'basic' } as const;

async function newestRecord({ connection }: Rig) {
  const { studies } = await connection.worklist.list({ sort: 'created', direction: 'desc', page: 1, rows: 10 });
  const [study] = studies;
  if (study === undefined) throw new Error('Nothing has arrived');
  return study;
}

async function storedFiles(rig: Rig) {
  const study = await newestRecord(rig);
  const tree = await rig.connection.studies.tree(study);
  return Promise.all(
    tree.series
      .flatMap(({ instances }) => instances)
      .map(async ({ sopInstanceUid }) => {
        const { stream } = await rig.connection.studies.openInstance(study, sopInstanceUid);
        return readDicom(new Uint8Array(await new Response(stream).arrayBuffer()));
      }),
  );
}

describe('a de-identified import', () => {
  it('lets nothing of the patient leave, in no request, and is verified under the new UIDs', async () => {
    const rig = await newRig();
    const source = await newSource();
    const identity = ['PHANTOM^CHEST', 'PH-001', '19700101', 'ACC-1', source.study.header.studyInstanceUid];
    const secrets = identity.flatMap((value) => [value, encodeURIComponent(value)]);
    const leaks: string[] = [];
    rig.fault = async (request, pass) => {
      const sent = `${request.url}\n${Buffer.from(await request.clone().arrayBuffer()).toString('latin1')}`;
      leaks.push(...secrets.filter((secret) => sent.includes(secret)));
      return pass();
    };
    const { importId, phase } = await run(rig, await planOf(rig, [source], deidentify));
    expect(phase).toBe('done');
    expect(leaks).toEqual([]);

    const [study] = rig.queue.receipt(importId).studies;
    expect(study).toMatchObject({ state: 'verified', objects: { verified: 3 } });
    expect(study?.studyInstanceUid).toBe(source.study.header.studyInstanceUid);
    expect(study?.sentStudyInstanceUid).not.toBe(study?.studyInstanceUid);
    expect((await newestRecord(rig)).studyInstanceUid).toBe(study?.sentStudyInstanceUid);
    // The receipt for people keeps the way back: which object became which.
    const rows = rig.queue.receiptCsv(importId).split('\r\n').slice(1, -1);
    for (const row of rows) {
      const [, , original, sent] = row.split(',');
      expect(sent).toMatch(/^2\.25\.\d+$|^[0-2](\.\d+)+$/);
      expect(sent).not.toBe(original);
    }
  });

  it('sends what is left under the same UIDs when it goes on', async () => {
    const rig = await newRig({ concurrency: 1 });
    const source = await newSource();
    rig.fault = async (request, pass) =>
      isUpload(request) && rig.uploads > 0 ? Response.json({ status: 'ERROR' }, { status: 401 }) : pass();
    const { importId, phase } = await run(rig, await planOf(rig, [source], deidentify));
    expect(phase).toBe('paused');
    rig.fault = undefined;
    await rig.connection.session.adopt(await rig.archive.openSession());
    await rig.queue.ended(rig.queue.retry(importId).importId);
    const files = await storedFiles(rig);
    expect(new Set(files.map((file) => readInstanceHeader(file).studyInstanceUid)).size).toBe(1);
    expect(files).toHaveLength(3);
    expect(rig.queue.receipt(importId).studies[0]).toMatchObject({ state: 'verified', objects: { deduplicated: 0 } });
  });
});

it('burns an identity in, tells the server the new one, and keeps the old one in the objects', async () => {
  const rig = await newRig();
  const set = { PatientName: 'PHANTOM^LOCAL', PatientID: 'LOCAL-7' };
  const { phase } = await run(rig, await planOf(rig, [await newSource()], { kind: 'burn-in', set }));
  expect(phase).toBe('done');
  expect(await newestRecord(rig)).toMatchObject({ patientName: 'PHANTOM^LOCAL', patientId: 'LOCAL-7' });
  for (const file of await storedFiles(rig)) {
    expect(readInstanceHeader(file)).toMatchObject({ patientName: 'PHANTOM^LOCAL', patientId: 'LOCAL-7' });
    expect(file.dataSet.items(tagOf('OriginalAttributesSequence'))).toHaveLength(1);
  }
});

it('writes a bare data set anew as a Part 10 file', async () => {
  const rig = await newRig();
  const source = await newSource();
  const plan = await planOf(rig, [source]);
  const [first] = source.files;
  const bytes = Buffer.from(source.study.objects[0]?.file ?? new Uint8Array());
  // Without preamble, DICM and group 2: as some old exporters write.
  const metaLength = bytes.readUInt32LE(140);
  await writeFile(first ?? '', bytes.subarray(144 + metaLength));
  const { studies } = await planOf(rig, [source]);
  const [{ objects } = { objects: [] }] = studies;
  const [bare, ...others] = objects;
  if (bare === undefined) throw new Error('The source is empty');
  const { studyInstanceUid } = source.study.header;
  const mended = [{ studyInstanceUid, objects: [{ ...bare, mend: true }, ...others] }];
  expect(await run(rig, { ...plan, studies: mended })).toMatchObject({ phase: 'done', objectsFailed: 0 });
  for (const file of await storedFiles(rig)) expect(file.repairs).toEqual([]);
});

/** Declares Latin-1 and is in Cyrillic: `ФАНТОМ` reads as `Ä°½Â¾¼`. */
async function newMisdeclared() {
  const study = smallStudy({ patientName: 'PHANTO^CHEST' });
  const objects = study.objects.map((object) => {
    const file = Buffer.from(object.file);
    Buffer.from('ISO_IR 100').copy(file, file.indexOf('ISO_IR 192'));
    Buffer.from([0xc4, 0xb0, 0xbd, 0xc2, 0xbe, 0xbc]).copy(file, file.indexOf('PHANTO^CHEST'));
    return { ...object, file: new Uint8Array(file) };
  });
  return newSource({ ...study, objects });
}

describe('an import with the right character set', () => {
  it.each([{ kind: 'as-is' }, { kind: 'burn-in', set: { StudyDescription: 'Грудь' } }] as const)(
    'corrects what every object declares ($kind), and is told from one without',
    async (treatment) => {
      const rig = await newRig({ concurrency: 1 });
      const asDeclared = await planOf(rig, [await newMisdeclared()], treatment);
      const plan = { ...asDeclared, charset: 'ISO_IR 144' as const };
      rig.fault = async (request, pass) =>
        isUpload(request) && rig.uploads > 0 ? Response.json({ status: 'ERROR' }, { status: 401 }) : pass();
      const { importId } = await run(rig, plan);
      expect(rig.queue.findPaused(plan)).toBe(importId);
      expect(rig.queue.findPaused(asDeclared)).toBeUndefined();
      rig.fault = undefined;
      await rig.connection.session.adopt(await rig.archive.openSession());
      expect(await rig.queue.ended(rig.queue.retry(importId).importId)).toMatchObject({ phase: 'done' });
      expect(await newestRecord(rig)).toMatchObject({ patientName: 'ФАНТОМ^CHEST' });
      const files = await storedFiles(rig);
      expect(files.map(({ dataSet }) => dataSet.text(tagOf('SpecificCharacterSet')))).toEqual(
        files.map(() => 'ISO_IR 144'),
      );
      for (const file of files) expect(readInstanceHeader(file).patientName).toBe('ФАНТОМ^CHEST');
    },
  );
});

describe('the threads that treat files', () => {
  it('say what is wrong with a file, and go on with the next', async () => {
    const pool = new TreatmentPool(1);
    try {
      const folder = await tempFolder({ 'bad.dcm': 'x'.repeat(1000) });
      const bad = { kind: 'header' as const, file: `${folder}/bad.dcm`, bytes: 1000, sopInstanceUid: '1.2.3' };
      await expect(pool.run(bad)).rejects.toMatchObject({ name: 'TreatmentError', code: 'not-dicom' });
      await expect(pool.run({ ...bad, file: `${folder}/none.dcm` })).rejects.toMatchObject({ code: 'unreadable' });
      const source = await newSource();
      const file = source.files[0] ?? '';
      const bytes = source.study.objects[0]?.file.byteLength ?? 0;
      const { sopInstanceUid = '' } = source.study.objects[0] ?? {};
      expect(await pool.run({ kind: 'header', file, bytes, sopInstanceUid })).toEqual(source.study.header);
    } finally {
      await pool.close();
    }
  });
});
