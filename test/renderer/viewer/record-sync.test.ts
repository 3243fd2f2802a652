import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordSync } from '../../../renderer/viewer/record-sync.ts';

interface Note {
  readonly text: string;
}
interface StoredNote extends Note {
  readonly uuid: string;
}

/** A server that keeps notes, and refuses as long as it is told to. */
function server(initial: readonly StoredNote[] = []) {
  const kept = new Map(initial.map((note) => [note.uuid, note]));
  const calls: string[] = [];
  let refusing = false;
  let made = 0;
  const answer = async <T>(call: string, work: () => T): Promise<T> => {
    calls.push(call);
    await Promise.resolve();
    if (refusing) throw new Error('The disk is full');
    return work();
  };
  const put = (note: StoredNote) => {
    kept.set(note.uuid, note);
    return note;
  };
  return {
    kept,
    calls,
    refuse: (value: boolean) => {
      refusing = value;
    },
    store: {
      add: (note: Note) => answer('add', () => put({ ...note, uuid: `s${(made += 1)}` })),
      set: (uuid: string, note: Note) => answer('set', () => put({ ...note, uuid })),
      remove: (uuid: string) => answer('remove', () => kept.delete(uuid)),
    },
  };
}

async function settled(sync: RecordSync<Note, StoredNote>): Promise<void> {
  while (sync.entries().some(({ state }) => state === 'saving')) await new Promise((resolve) => setTimeout(resolve, 0));
}

test('a new record is saved at once, and is saved when the server says so', async () => {
  const { store, kept } = server();
  const sync = new RecordSync(store);
  sync.save('a', { text: 'one' });
  expect(sync.find('a')?.state).toBe('saving');
  await settled(sync);
  expect(sync.find('a')).toMatchObject({ state: 'saved', stored: { uuid: 's1' } });
  expect([...kept.values()]).toEqual([{ uuid: 's1', text: 'one' }]);
});

test('of many forms only the latest follows the one under way', async () => {
  const { store, kept, calls } = server();
  const sync = new RecordSync(store);
  for (const text of ['1', '2', '3', '4']) sync.save('a', { text });
  await settled(sync);
  expect(calls).toEqual(['add', 'set']);
  expect([...kept.values()]).toEqual([{ uuid: 's1', text: '4' }]);
});

test('what could not be saved stays with its reason, until it is tried again', async () => {
  const { store, kept, refuse } = server();
  const sync = new RecordSync(store);
  refuse(true);
  sync.save('a', { text: 'one' });
  await settled(sync);
  expect(sync.find('a')).toMatchObject({ state: 'failed', error: new Error('The disk is full') });
  refuse(false);
  sync.retry();
  await settled(sync);
  expect(sync.find('a')?.state).toBe('saved');
  expect(kept.size).toBe(1);
});

test('what could not be removed is still known, and is removed when tried again', async () => {
  const { store, kept, refuse } = server([{ uuid: 's9', text: 'old' }]);
  const sync = new RecordSync<Note, StoredNote>(store);
  sync.restore(
    [...kept.values()],
    ({ uuid }) => uuid,
    ({ text }) => ({ text }),
  );
  refuse(true);
  sync.remove('s9');
  await settled(sync);
  expect(sync.find('s9')).toMatchObject({ state: 'failed', removed: true });
  refuse(false);
  sync.retry();
  await settled(sync);
  expect(sync.entries()).toEqual([]);
  expect(kept.size).toBe(0);
});

test('removed and made again while the server is asked, it is there in the end', async () => {
  const { store, kept } = server();
  const sync = new RecordSync(store);
  sync.save('a', { text: 'one' });
  await settled(sync);
  sync.remove('a');
  sync.save('a', { text: 'two' });
  await settled(sync);
  expect(sync.find('a')?.state).toBe('saved');
  expect([...kept.values()].map(({ text }) => text)).toEqual(['two']);
});

test('restoring twice adds nothing twice', () => {
  const stored = [{ uuid: 's1', text: 'x' }];
  const sync = new RecordSync<Note, StoredNote>(server(stored).store);
  for (let i = 0; i < 2; i += 1)
    sync.restore(
      stored,
      ({ uuid }) => uuid,
      ({ text }) => ({ text }),
    );
  expect(sync.entries()).toHaveLength(1);
});

test('whatever is saved, removed and refused in whatever order: in the end the server has what the window shows', async () => {
  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    what: fc.constantFrom('save', 'remove', 'refuse', 'accept', 'wait'),
    text: fc.string({ maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { store, kept, refuse } = server();
      const sync = new RecordSync(store);
      for (const { id, what, text } of steps) {
        if (what === 'save') sync.save(id, { text });
        else if (what === 'remove') sync.remove(id);
        else if (what === 'wait') await Promise.resolve();
        else refuse(what === 'refuse');
      }
      await settled(sync);
      refuse(false);
      sync.retry();
      await settled(sync);
      const shown = sync.entries().map(({ record }) => record.text);
      expect(sync.entries().every(({ state, removed }) => state === 'saved' && !removed)).toBe(true);
      expect([...kept.values()].map(({ text }) => text).toSorted()).toEqual(shown.toSorted());
    }),
    { numRuns: 60 },
  );
});
