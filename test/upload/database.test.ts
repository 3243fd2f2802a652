import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { LocalStorageError } from '../../src/contract/problem.ts';
import { openDatabase, transaction } from '../../src/upload/database.ts';
import { Journal } from '../../src/upload/journal.ts';
import { migrations } from '../../src/upload/migrations/index.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const first = { version: 1, sql: 'CREATE TABLE thing (name TEXT NOT NULL) STRICT' };
const second = { version: 2, sql: `ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 7` };

async function newFile(): Promise<string> {
  return join(await tempFolder(), 'test.db');
}

function open(...arguments_: Parameters<typeof openDatabase>): DatabaseSync {
  const database = openDatabase(...arguments_);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

it('keeps every commit on the disk before it returns', async () => {
  const database = open(await newFile(), [first]);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
});

it('applies only the migrations that are new', async () => {
  const file = await newFile();
  const before = open(file, [first]);
  before.prepare('INSERT INTO thing (name) VALUES (?)').run('old');
  before.close();
  expect(open(file, [first, second]).prepare('SELECT * FROM thing').all()).toEqual([{ name: 'old', size: 7 }]);
});

it('leaves a database as it was when a migration fails', async () => {
  const file = await newFile();
  open(file, [first]).close();
  expect(() => openDatabase(file, [first, second, { version: 3, sql: 'nonsense' }])).toThrow();
  expect(open(file, [first]).prepare('SELECT name FROM pragma_table_info(?)').all('thing')).toEqual([{ name: 'name' }]);
});

it('does not touch the data of a newer program', async () => {
  const file = await newFile();
  open(file, [first, second]).close();
  expect(() => openDatabase(file, [first])).toThrowError(expect.objectContaining({ code: 'newer-data' }));
});

it('undoes a transaction whose action throws', async () => {
  const database = open(await newFile(), [first]);
  expect(() =>
    transaction(database, () => {
      database.prepare('INSERT INTO thing VALUES (?)').run('half');
      throw new RangeError('stop');
    }),
  ).toThrow(RangeError);
  expect(database.prepare('SELECT * FROM thing').all()).toEqual([]);
});

it('calls a full disk by its name, and can go on when there is room again', async () => {
  const database = open(await newFile(), [first]);
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
  // SQLite's own limit on pages makes the same error as a disk without room.
  database.exec(`PRAGMA max_page_count = ${pages}`);
  const fill = () =>
    transaction(database, () => database.prepare('INSERT INTO thing VALUES (?)').run('x'.repeat(100_000)));
  expect(fill).toThrowError(LocalStorageError);
  expect(fill).toThrowError(expect.objectContaining({ code: 'disk-full', next: 'free-disk-space' }));
  database.exec('PRAGMA max_page_count = 1000000');
  fill();
  expect(database.prepare('SELECT COUNT(*) AS rows FROM thing').get()).toEqual({ rows: 1 });
});

it('001 makes the journal of imports, strict and with what belongs together', async () => {
  const file = await newFile();
  const database = open(file, migrations.slice(0, 1));
  const tables = database.prepare(`SELECT name, strict FROM pragma_table_list WHERE name IN (?, ?, ?) ORDER BY name`);
  expect(tables.all('imports', 'studies', 'objects')).toEqual([
    { name: 'imports', strict: 1 },
    { name: 'objects', strict: 1 },
    { name: 'studies', strict: 1 },
  ]);
  expect(() => database.exec(`INSERT INTO studies (import_id, study_uid) VALUES ('none', '1.2')`)).toThrow(/FOREIGN/);
});

it('002 leaves an import without an owner, for whoever goes on with it', async () => {
  const file = await newFile();
  const old = open(file, migrations.slice(0, 1));
  old.exec(`INSERT INTO imports (id, connection_id, connection_name, destination, destination_name, namespace_id,
      treatment, label, fingerprint, phase, owner_pid, scan_problems, started_at)
    VALUES ('old', 'c', 'Ward', '{"kind":"namespace","namespaceId":"n"}', 'Film room', 'n',
      '{"kind":"as-is"}', '1 study', 'f', 'sending', 1, '[]', '2026-01-01T00:00:00.000Z')`);
  old.close();
  const journal = new Journal(file);
  try {
    expect(journal.import('old')).toMatchObject({ phase: 'sending', owner: undefined });
  } finally {
    await journal.close();
  }
});

it('003 knows of older objects that they are files of their own', async () => {
  const file = await newFile();
  const old = open(file, migrations.slice(0, 2));
  old.exec(`INSERT INTO imports (id, connection_id, connection_name, destination, destination_name, namespace_id,
      treatment, label, fingerprint, phase, scan_problems, started_at)
    VALUES ('old', 'c', 'Ward', '{"kind":"namespace","namespaceId":"n"}', 'Film room', 'n',
      '{"kind":"as-is"}', '1 study', 'f', 'paused', '[]', '2026-01-01T00:00:00.000Z');
    INSERT INTO studies (id, import_id, study_uid) VALUES (1, 'old', '2.25.1');
    INSERT INTO objects (study_id, source_root, path, file, sop_uid, bytes, mtime_ms, mend)
    VALUES (1, '/disc', 'IM0', '/disc/IM0', '2.25.2', 4096, 1, 0)`);
  old.close();
  const journal = new Journal(file);
  try {
    const [object] = journal.objects(1);
    expect(object).toMatchObject({ bytes: 4096, fileBytes: 4096 });
    expect(object).not.toHaveProperty('place');
  } finally {
    await journal.close();
  }
});

it('004 takes what older imports declare for right', async () => {
  const file = await newFile();
  const old = open(file, migrations.slice(0, 3));
  old.exec(`INSERT INTO imports (id, connection_id, connection_name, destination, destination_name, namespace_id,
      treatment, label, fingerprint, phase, scan_problems, started_at)
    VALUES ('old', 'c', 'Ward', '{"kind":"namespace","namespaceId":"n"}', 'Film room', 'n',
      '{"kind":"as-is"}', '1 study', 'f', 'paused', '[]', '2026-01-01T00:00:00.000Z')`);
  old.close();
  const journal = new Journal(file);
  try {
    expect(journal.import('old')).toMatchObject({ phase: 'paused', charset: undefined });
  } finally {
    await journal.close();
  }
});

it('005 knows of no decision for older imports', async () => {
  const file = await newFile();
  const old = open(file, migrations.slice(0, 4));
  old.exec(`INSERT INTO imports (id, connection_id, connection_name, destination, destination_name, namespace_id,
      treatment, label, fingerprint, phase, scan_problems, started_at)
    VALUES ('old', 'c', 'Ward', '{"kind":"namespace","namespaceId":"n"}', 'Film room', 'n',
      '{"kind":"burn-in","set":{"PatientID":"1"}}', '1 study', 'f', 'paused', '[]', '2026-01-01T00:00:00.000Z')`);
  old.close();
  const journal = new Journal(file);
  try {
    expect(journal.import('old')).toMatchObject({ treatment: { kind: 'burn-in' }, decision: undefined });
  } finally {
    await journal.close();
  }
});
