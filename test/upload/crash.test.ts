import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ImportQueue } from '../../src/upload/import-queue.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { deidKey, newRig, newSource, planOf, storedOf } from './rig.ts';

it('goes on after the process was killed in the middle, sending only what is left', async () => {
  const dir = await tempFolder();
  const file = join(dir, 'imports.db');
  // This queue has a journal of its own: only the archive is shared with the process that dies.
  const rig = await newRig({ dir, file: join(dir, 'other.db') });
  const source = await newSource();
  const plan = await planOf(rig, [source]);

  const script = fileURLToPath(new URL('crashing-import.ts', import.meta.url));
  const child = spawn(process.execPath, [script, join(dir, 'archive'), file, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('in the middle\n');

  const open = () =>
    new ImportQueue({ file, connect: async () => rig.connection, deidKey: async () => deidKey, concurrency: 1 });
  const bystander = open();
  const [running] = bystander.list();
  expect(running?.phase).toBe('sending');
  expect(() => bystander.retry(running?.importId ?? '')).toThrowError(
    expect.objectContaining({ code: 'still-running' }),
  );
  await bystander.close();

  child.kill('SIGKILL');
  await once(child, 'exit');
  const queue = open();
  try {
    const importId = queue.findPaused(plan) ?? '';
    expect(queue.status(importId)).toMatchObject({ phase: 'paused', objectsDone: 1, problem: { code: 'interrupted' } });
    const status = await queue.ended(queue.retry(importId).importId);
    expect(status).toMatchObject({ phase: 'done', objectsDone: 3, objectsFailed: 0 });
    expect(rig.uploads).toBe(2);
    expect(queue.receipt(importId)).toMatchObject({ resumed: true, studies: [{ state: 'verified' }] });
    expect(await storedOf(rig, source)).toEqual(source.study.objects.map((one) => one.sopInstanceUid).sort());
  } finally {
    await queue.close();
  }
});
