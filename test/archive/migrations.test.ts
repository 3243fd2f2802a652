import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../src/archive/migrations/index.ts';
import { Database } from '../../src/archive/store/database.ts';
import { temporaryFolder } from './harness.ts';

/** What each migration adds, and rows of the version before that must survive it. */
const steps = [
  { adds: ['account', 'namespace', 'user', 'member', 'attempt'], rows: '' },
  {
    adds: ['study', 'object', 'instance', 'discarded_object'],
    rows: `INSERT INTO account VALUES ('a', 'Film room', '2026');
           INSERT INTO namespace (uuid, account, kind, holder, name, created) VALUES ('n', 'a', 'account', 'a', 'Film room', '2026');
           INSERT INTO user (uuid, account, login, name, namespace, password_hash, created) VALUES ('u', 'a', 'l', 'Owner', 'n', 'h', '2026');`,
  },
  {
    adds: ['annotation', 'keyimage'],
    rows: `INSERT INTO study (uuid, study_uid, storage_namespace, phi_namespace, source, created, updated)
           VALUES ('s', '1.2', 'n', 'n', 'upload', '2026', '2026');`,
  },
  {
    adds: ['link', 'session', 'event'],
    rows: `INSERT INTO keyimage (uuid, storage_namespace, study_uid, user, series_uid, instance_uid, frame_number, created)
           VALUES ('k', 'n', '1.2', 'u', '1', '1', 0, '2026');`,
  },
  {
    adds: ['setting'],
    rows: `INSERT INTO link (uuid, action, study, user, created) VALUES ('l', 'STUDY_VIEW', 's', 'u', '2026');
           INSERT INTO session (sid_hash, link, created, expires) VALUES ('h', 'l', 1, 2);`,
  },
  {
    adds: ['patient', 'imaging_order', 'procedure_step'],
    rows: `INSERT INTO setting VALUES ('public-origin', 'https://archive.example');`,
  },
  {
    adds: ['role'],
    rows: `INSERT INTO member VALUES ('u', 'n', 'admin');
           INSERT INTO imaging_order (uuid, account, patientid, patient_name, accession_number, search, created, updated)
           VALUES ('o', 'a', '1', 'N', 'A', '', '2026', '2026');`,
  },
  {
    adds: ['study_star', 'study_comment', 'study_tag', 'saved_filter', 'filter_share', 'user_setting'],
    rows: `INSERT INTO role (uuid, account, name, created, updated) VALUES ('r', 'a', 'Fetcher', '2026', '2026');`,
  },
  { adds: ['attachment'], rows: `INSERT INTO study_tag VALUES ('s', 'urgent');` },
  { adds: ['study_search'], rows: `UPDATE study SET search = 'phantom chest';` },
  {
    adds: ['customfield', 'study_customfield', 'study_status_change'],
    rows: `INSERT INTO study_star VALUES ('u', 's');`,
  },
  {
    adds: ['access_token', 'happening', 'webhook', 'webhook_delivery', 'webhook_run'],
    rows: `INSERT INTO study_status_change (study, new, at) VALUES ('s', 'Read', 1);`,
  },
  { adds: ['deleted_study', 'deleted_object'], rows: `UPDATE study SET study_status = 'OPEN';` },
  {
    adds: ['audit', 'report', 'message', 'message_counted', 'activity_hidden', 'anonymization'],
    rows: `UPDATE study SET study_description = 'CT';`,
  },
  {
    adds: [],
    rows: `INSERT INTO audit (account, object, type, action, who, created) VALUES ('a', 's', 'Study', 'EDIT', 'Owner', '2026');`,
  },
];

describe('migrations', () => {
  it('each have a test', () => {
    expect(steps).toHaveLength(migrations.length);
  });

  it.each(steps.map((step, index) => [index + 1, step] as const))(
    '%i adds its tables and keeps the rows',
    async (number, step) => {
      const file = path.join(await temporaryFolder(), 'archive.sqlite');
      const before = filled(file, number - 1);
      const counts = count(before);
      before.close();

      new Database(file, { upTo: number }).close();
      const after = new DatabaseSync(file);
      expect(after.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: number });
      expect(Object.keys(count(after))).toEqual(expect.arrayContaining(step.adds));
      expect(count(after)).toMatchObject(counts);
      const tables = after
        .prepare("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .all();
      expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
      expect(after.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      after.close();
    },
  );

  it('7 gives every account its two roles, and members the one they had', async () => {
    const file = path.join(await temporaryFolder(), 'archive.sqlite');
    filled(file, 6).close();
    new Database(file, { upTo: 7 }).close();
    const after = new DatabaseSync(file);
    const roles = after.prepare('SELECT uuid, name, type FROM role ORDER BY seq').all();
    expect(roles.map(({ name, type }) => [name, type])).toEqual([
      ['Administrator', 'admin'],
      ['User', 'user'],
    ]);
    expect(roles.every(({ uuid }) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(uuid)))).toBe(true);
    expect(after.prepare('SELECT * FROM member').all()).toEqual([
      { user: 'u', namespace: 'n', role: roles[0]?.['uuid'], events: '{}' },
    ]);
    after.close();
  });

  it('refuse a store of a newer version', async () => {
    const file = path.join(await temporaryFolder(), 'archive.sqlite');
    new Database(file).close();
    const newer = new DatabaseSync(file);
    newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    newer.close();
    expect(() => new Database(file)).toThrow(/newer version/);
  });
});

/** A store of a version, with the rows of every version up to it, each written when it was the newest. */
function filled(file: string, version: number): DatabaseSync {
  for (const [index, { rows }] of steps.slice(0, version + 1).entries()) {
    new Database(file, { upTo: index }).close();
    const store = new DatabaseSync(file);
    store.exec(rows);
    store.close();
  }
  return new DatabaseSync(file);
}

function count(database: DatabaseSync): Record<string, number> {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => [
      String(name),
      Number(database.prepare(`SELECT count(*) AS count FROM ${String(name)}`).get()?.['count']),
    ]),
  );
}
