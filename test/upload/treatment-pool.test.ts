import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TreatmentPool } from '../../src/upload/treatment-pool.ts';
import type { CopyTask } from '../../src/upload/treatment-task.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** A pool whose threads run this module, and where they write. */
async function poolOf(module: string, size = 2) {
  const folder = await tempFolder({ 'worker.mjs': module });
  const pool = new TreatmentPool(size, 0, pathToFileURL(join(folder, 'worker.mjs')));
  return { pool, folder };
}

function copying(folder: string, ...names: string[]): CopyTask {
  const copies = names.map((name) => ({
    source: { file: join(folder, name), bytes: 1, sopInstanceUid: '1.2.3' },
    target: join(folder, `${name}.out`),
  }));
  return { copies, treatment: { kind: 'as-is' }, key: new Uint8Array(32), now: new Date(0) };
}

/** Writes every copy, and dies over one whose file is called `deadly`, having begun it. */
const dying = `
import { writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, task }) => {
  const result = task.copies.map(({ source, target }) => {
    const isDeadly = source.file.endsWith('deadly');
    writeFileSync(isDeadly ? target + '.part' : target, '', { flag: 'wx' });
    if (isDeadly) process.exit(1);
    return { sopInstanceUid: source.sopInstanceUid, notCovered: [] };
  });
  parentPort.postMessage({ id, result });
});
parentPort.postMessage('ready');
`;

describe('threads that treat files', () => {
  it('lose of a batch only the object over which one of them dies', async () => {
    const { pool, folder } = await poolOf(dying);
    try {
      const results = await pool.copy(copying(folder, 'a', 'deadly', 'b'));
      expect(results).toEqual([
        { sopInstanceUid: '1.2.3', notCovered: [] },
        { problem: expect.objectContaining({ code: 'treatment-failed' }) },
        { sopInstanceUid: '1.2.3', notCovered: [] },
      ]);
      expect(['a.out', 'deadly.out', 'b.out'].map((name) => existsSync(join(folder, name)))).toEqual([
        true,
        false,
        true,
      ]);
      // The next batch has its threads again.
      expect(await pool.copy(copying(folder, 'c', 'd'))).toHaveLength(2);
    } finally {
      await pool.close();
    }
  });

  it.each(['throw new Error("broken")', 'process.exit(0)', 'import "./is-not-there.mjs"'])(
    'that cannot start end all that waits, with %s',
    async (module) => {
      const { pool, folder } = await poolOf(module);
      try {
        pool.warm();
        const batches = Array.from({ length: 20 }, async () => pool.copy(copying(folder, 'a', 'b', 'c')));
        for (const result of await Promise.allSettled(batches))
          expect(result).toMatchObject({ status: 'rejected', reason: { code: 'worker-start', next: 'report-bug' } });
      } finally {
        await pool.close();
      }
    },
  );

  it('that were started before there was anything to do do it', async () => {
    const { pool, folder } = await poolOf(dying, 1);
    try {
      pool.warm();
      expect(await pool.copy(copying(folder, 'a'))).toEqual([{ sopInstanceUid: '1.2.3', notCovered: [] }]);
    } finally {
      await pool.close();
    }
  });
});
