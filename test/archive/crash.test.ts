import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkArchive } from '../../src/archive/store/check.ts';
import { jsonOf, addStudy, newArchive, newUid, owner, storedFiles, storeStudy } from './harness.ts';

const deletingChild = fileURLToPath(new URL('./deleting-child.ts', import.meta.url));
const child = fileURLToPath(new URL('./uploading-child.ts', import.meta.url));

async function prepared() {
  const archive = await newArchive();
  const user = await owner(archive);
  const { studyUid, namespace, uuid } = await addStudy(user, archive.info.namespaceId, {
    study_uid: newUid().slice(0, 30),
  });
  const args = [child, archive.dir, user.sid ?? '', namespace, studyUid];
  return { archive, user, args, studyUid, namespace, uuid };
}

describe('a process that is killed in the middle of its uploads', () => {
  it.each([3, 8, 13])('loses nothing of the %i it acknowledged, and leaves no litter', async (killAfter) => {
    const { archive, user, args, studyUid, namespace, uuid } = await prepared();
    const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(running, 'exit');
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: running.stdout })) {
      const [status, sopUid = ''] = line.split(' ');
      expect(status).toBe('200');
      acknowledged.push(sopUid);
      if (acknowledged.length === killAfter) running.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);

    const reopened = await newArchive({ dir: archive.dir });
    const again = await owner(reopened);
    const schema = await jsonOf(await again.storage(`/study/${namespace}/${studyUid}/schema`));
    const present = schema.series[0].images.map(({ id }: { id: string }) => id);
    expect(present).toEqual(expect.arrayContaining(acknowledged));
    for (const sopUid of present) {
      const payload = await again.storage(`/study/${namespace}/${studyUid}/image/${sopUid}/version/*`);
      expect((await payload.arrayBuffer()).byteLength).toBe(Number(payload.headers.get('content-length')));
    }
    // Every file has its row, and every row its file.
    expect(await storedFiles(archive.dir)).toHaveLength(present.length);
    expect((await checkArchive(archive.dir)).faults).toEqual([]);
    const left = await readdir(path.join(archive.dir, 'incoming'));
    expect(left.filter((name) => !name.startsWith(`${process.pid}.`))).toEqual([]);
    expect((await user.ok('/study/get', { uuid })).image_count).toBe(present.length);
  });
});

describe('a process that is killed in the middle of its deletions', () => {
  it.each([1, 4, 7])('leaves each study whole or gone after the %i it acknowledged', async (killAfter) => {
    const archive = await newArchive();
    const user = await owner(archive);
    const studies = [];
    for (let number = 0; number < 12; number += 1)
      studies.push(await storeStudy(user, archive.info.namespaceId, [{ SeriesNumber: '1' }, { SeriesNumber: '2' }]));
    const args = [deletingChild, archive.dir, user.sid ?? '', ...studies.map(({ uuid }) => uuid)];
    const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(running, 'exit');
    const acknowledged = new Set<string>();
    for await (const line of createInterface({ input: running.stdout })) {
      const [status, uuid = ''] = line.split(' ');
      expect(status).toBe('200');
      acknowledged.add(uuid);
      if (acknowledged.size === killAfter) running.kill('SIGKILL');
    }
    await exited;

    const again = await owner(await newArchive({ dir: archive.dir }));
    const left = (await again.ok('/study/list')).studies as { uuid: string; study_uid: string; image_count: number }[];
    expect(left.filter(({ uuid }) => acknowledged.has(uuid))).toEqual([]);
    for (const { study_uid, image_count } of left) {
      expect(image_count).toBe(2);
      const bundle = await again.storage(`/study/${archive.info.namespaceId}/${study_uid}/download`);
      expect(Buffer.from(await bundle.arrayBuffer()).includes('ERROR.txt')).toBe(false);
    }
    // No file without its row.
    expect(await storedFiles(archive.dir)).toHaveLength(left.length * 2);
  });
});

describe('a process that is killed again and again', () => {
  it('leaves a store without a fault each time, whatever it was doing', async () => {
    const { archive, user, args, uuid } = await prepared();
    const rounds = 8;
    let acknowledged = 0;
    for (let round = 0; round < rounds; round += 1) {
      const running = spawn(process.execPath, [...args, '4'], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exited = once(running, 'exit');
      // Somewhere in the writing of the objects after so many: at a moment that nobody chose.
      const patience = randomInt(2000);
      let timer: NodeJS.Timeout | undefined;
      for await (const line of createInterface({ input: running.stdout })) {
        expect(line).toMatch(/^200 /);
        acknowledged += 1;
        timer ??= setTimeout(() => running.kill('SIGKILL'), patience / 10);
      }
      await exited;
      // Opening clears up, as the next start does.
      await newArchive({ dir: archive.dir });
      const { image_count } = await user.ok('/study/get', { uuid });
      expect(image_count).toBeGreaterThanOrEqual(acknowledged);
      const { faults, objects } = await checkArchive(archive.dir);
      expect(faults).toEqual([]);
      expect(objects).toBe(image_count);
      expect((await storedFiles(archive.dir)).filter((file) => file.startsWith('objects'))).toHaveLength(objects);
    }
  });
});

describe('two processes with one archive open', () => {
  it('upload side by side into one study', async () => {
    const { user, args, uuid, archive } = await prepared();
    const counts = await Promise.all(
      [0, 1].map(async () => {
        const running = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        const exited = once(running, 'exit');
        let count = 0;
        for await (const line of createInterface({ input: running.stdout })) {
          expect(line).toMatch(/^200 /);
          count += 1;
          if (count === 10) running.kill('SIGKILL');
        }
        await exited;
        return count;
      }),
    );
    const { image_count } = await user.ok('/study/get', { uuid });
    expect(image_count).toBeGreaterThanOrEqual(counts.reduce((sum, count) => sum + count, 0));
    const reopened = await newArchive({ dir: archive.dir });
    expect((await (await owner(reopened)).ok('/study/get', { uuid })).image_count).toBe(image_count);
    expect(await storedFiles(archive.dir)).toHaveLength(image_count);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it('refuses the upload with the reason, and leaves nothing half', async () => {
    const { archive, args } = await prepared();
    // No file may grow beyond 64 KiB: the database's next pages still fit, an object does not.
    const running = spawn('sh', ['-c', 'ulimit -f 128; exec "$@"', 'sh', process.execPath, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = [];
    for await (const line of createInterface({ input: running.stdout })) lines.push(line);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^507 \S+ whole .*"readable_status":"FAILED_TO_STORE_DICOM".*disk of the archive is full/);
    expect(await storedFiles(archive.dir)).toEqual([]);
  });
});
