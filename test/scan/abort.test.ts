import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { untilAborted } from '../../src/scan/abort.ts';
import { scan } from '../../src/scan/scan.ts';
import { axialSeries, type PhantomObject, toBytes } from '../fixtures/phantom-objects.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const [image] = axialSeries(1, 16) as [PhantomObject];

describe('an aborted scan', () => {
  it('rejects before it has begun, and nothing is left behind unheard', async () => {
    // The test runner fails on a rejection that nobody handles.
    const folder = await tempFolder({ a: toBytes(image) });
    await expect(scan([folder], { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('stops comparing copies, however large they are', async () => {
    const folder = await tempFolder();
    for (const name of ['a', 'b']) {
      await writeFile(join(folder, name), toBytes(image));
      // Mostly a hole, which takes no room on the disk and minutes to compare.
      await truncate(join(folder, name), 2 ** 38);
    }
    const abort = new AbortController();
    let left = 2;
    const onRead = (): void => {
      left -= 1;
      if (left === 0) setImmediate(() => setImmediate(() => abort.abort(new Error('enough'))));
    };
    await expect(scan([folder], { signal: abort.signal, onRead })).rejects.toThrow('enough');
  });

  it('waits for nothing that hangs', async () => {
    const abort = new AbortController();
    const hanging = untilAborted(new Promise(() => undefined), abort.signal);
    abort.abort(new Error('enough'));
    await expect(hanging).rejects.toThrow('enough');
  });
});
