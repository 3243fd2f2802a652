import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UnreachableError } from '../../src/clients/port/errors.ts';
import { ImportQueue } from '../../src/upload/import-queue.ts';
import { Journal } from '../../src/upload/journal.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { deidKey, isUpload, newRig, newSource, planOf } from './rig.ts';

const closing = expect.objectContaining({ code: 'closing' });

it('a journal waits for its last flush when it is closed, and refuses everything afterwards', async () => {
  const rig = await newRig();
  const journal = new Journal(join(await tempFolder(), 'imports.db'));
  const plan = await planOf(rig, [await newSource()]);
  journal.create('an-import', plan, 'me', new Date().toISOString());
  const [study] = journal.studies('an-import');
  const [object] = journal.objects(study?.id ?? 0);
  const leaves = journal.objectLeaves(object?.id ?? 0, '2.25.1');
  const ended = journal.close();
  const closed = expect.objectContaining({ name: 'JournalClosedError' });
  expect(() => journal.imports()).toThrowError(closed);
  expect(() => journal.claim('an-import', 'me', () => true)).toThrowError(closed);
  expect(() => journal.objectSent(1, { version: '1', sha256: undefined, bytes: 1, deduplicated: false })).toThrowError(
    closed,
  );
  await expect(journal.objectLeaves(1, '2.25.1')).rejects.toThrowError(closed);
  await Promise.all([leaves, ended, journal.close()]);
});

it('a queue that closes ends what is sent, what waits for its turn and what goes on later, in this order', async () => {
  const rig = await newRig();
  const told: string[] = [];
  const unexpected: unknown[] = [];
  const waiting = Promise.withResolvers<void>();
  const queue = new ImportQueue({
    file: join(rig.dir, 'closing.db'),
    connect: async (id) => {
      if (id === 'unreachable') throw new UnreachableError('gone', 'gone', { next: 'retry' });
      return rig.connection;
    },
    deidKey: async () => deidKey,
    goesOn: true,
    wait: async (_, signal) => {
      waiting.resolve();
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    },
    onStatus: ({ phase }) => told.push(phase),
    onUnexpected: (error) => unexpected.push(error),
  });
  const sending = Promise.withResolvers<void>();
  rig.fault = async (request, pass) => {
    if (!isUpload(request)) return pass();
    sending.resolve();
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
    });
  };
  queue.start({ ...(await planOf(rig, [await newSource()])), connectionId: 'unreachable' });
  for (let count = 0; count < 5; count += 1) queue.start(await planOf(rig, [await newSource()]));
  await Promise.all([sending.promise, waiting.promise]);

  const first = queue.close();
  const plan = await planOf(rig, [await newSource()]);
  expect(() => queue.start(plan)).toThrowError(closing);
  await Promise.all([first, queue.close()]);
  expect(() => queue.start(plan)).toThrowError(closing);
  expect(() => queue.list()).toThrowError(expect.objectContaining({ name: 'JournalClosedError' }));
  const before = told.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect(told.length).toBe(before);
  expect(unexpected).toEqual([]);

  const journal = new Journal(join(rig.dir, 'closing.db'));
  expect(new Set(journal.imports().map(({ phase }) => phase))).toEqual(new Set(['paused']));
  await journal.close();
});
