import { appendFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { findSourceFile } from '../../src/source/source-file.ts';
import type { ImportPlan } from '../../src/upload/plan.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { smallStudy } from '../suites/small-study.ts';
import { type Rig, isUpload, newRig, newSource, planOf, run, storedOf } from './rig.ts';

/** A study of three objects in an archive, compressed. */
async function newArchive(rig: Rig) {
  const source = await newSource(smallStudy());
  const names = source.study.objects.map((_, index) => `IM${index}`);
  const bytes = zipSync(Object.fromEntries(source.study.objects.map(({ file }, index) => [`IM${index}`, file])));
  const archive = join(await tempFolder({ 'disc.zip': bytes }), 'disc.zip');
  const found = await Promise.all(names.map(async (name) => findSourceFile(archive, name)));
  const plan = await planOf(rig, [source]);
  const studies: ImportPlan['studies'] = plan.studies.map((study) => ({
    ...study,
    objects: study.objects.map((object, index) => {
      const { absolutePath = '', place, mtimeMs = 0 } = found[index] ?? {};
      if (place === undefined) throw new Error('The archive lacks an object');
      const container = { file: absolutePath, fileBytes: bytes.byteLength, mtimeMs: Math.trunc(mtimeMs) };
      return { ...object, ...container, sourceRoot: archive, place };
    }),
  }));
  return { source, archive, bytes, plan: { ...plan, studies } };
}

describe('an import from an archive', () => {
  it('goes on where it stopped, from what the journal says of each entry', async () => {
    const rig = await newRig({ concurrency: 1 });
    const { source, plan } = await newArchive(rig);
    rig.fault = async (request, pass) =>
      isUpload(request) && rig.uploads > 0 ? Response.json({ status: 'ERROR' }, { status: 401 }) : pass();
    const { importId, phase } = await run(rig, plan);
    expect(phase).toBe('paused');
    expect(rig.queue.findPaused(plan)).toBe(importId);
    rig.fault = undefined;
    await rig.connection.session.adopt(await rig.archive.openSession());
    expect(await rig.queue.ended(rig.queue.retry(importId).importId)).toMatchObject({
      phase: 'done',
      objectsFailed: 0,
    });
    expect(await storedOf(rig, source)).toEqual(
      source.study.objects.map(({ sopInstanceUid }) => sopInstanceUid).sort(),
    );
    expect(rig.queue.receipt(importId).studies[0]?.bytes).toBe(
      source.study.objects.reduce((sum, { file }) => sum + file.byteLength, 0),
    );
  });

  it('waits for an archive that was taken away', async () => {
    const rig = await newRig();
    const { archive, plan } = await newArchive(rig);
    await rename(archive, `${archive}.away`);
    const { importId, phase, problem } = await run(rig, plan);
    expect({ phase, problem }).toMatchObject({
      phase: 'paused',
      problem: { code: 'source-gone', next: 'reinsert-disc' },
    });
    await rename(`${archive}.away`, archive);
    expect(await rig.queue.ended(rig.queue.retry(importId).importId)).toMatchObject({
      phase: 'done',
      objectsFailed: 0,
    });
  });

  const changes = [
    ['has grown', 'source-changed', async (archive: string) => appendFile(archive, 'more')],
    ['was written anew', 'source-changed', async (archive: string) => utimes(archive, new Date(0), new Date(0))],
  ] as const;
  it.each(changes)('that %s sends nothing, and says once what to do', async (_, code, change) => {
    const rig = await newRig();
    const { archive, plan } = await newArchive(rig);
    await change(archive);
    const status = await run(rig, plan);
    expect(status).toMatchObject({
      phase: 'failed',
      objectsFailed: 3,
      problem: { code, next: 'choose-another-source' },
    });
    expect(status.problem?.message).toContain('archive');
    expect(rig.uploads).toBe(0);
  });

  it('names the entry that is broken, and sends the others', async () => {
    const rig = await newRig();
    const { source, archive, bytes, plan } = await newArchive(rig);
    const place = plan.studies[0]?.objects[1]?.place;
    if (place?.kind !== 'zip-entry') throw new Error('There is no entry');
    const broken = Buffer.from(bytes).fill(0xff, place.headerOffset + 60, place.headerOffset + 90);
    const { mtimeMs = 0 } = plan.studies[0]?.objects[1] ?? {};
    await writeFile(archive, broken);
    await utimes(archive, new Date(mtimeMs), new Date(mtimeMs));
    const { importId, phase } = await run(rig, plan);
    expect(phase).toBe('done');
    expect(rig.queue.receipt(importId).studies[0]).toMatchObject({
      objects: { verified: 2, failed: 1 },
      failures: [{ path: 'IM1', code: 'unreadable' }],
    });
    expect(await storedOf(rig, source)).toHaveLength(2);
  });
});
