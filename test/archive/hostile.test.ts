import * as fc from 'fast-check';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';
import { type AddedStudy, type Client, client, newUid, owner, password, storedFiles, storeStudy } from './harness.ts';

const urls = [
  '/session/login /session/user /session/ttl /session/permissions /session/uuid /user/get /user/namespace/list',
  '/namespace/share_code /namespace/anonymize /namespace/engine/fqdn /webhook/event',
  '/study/add /study/get /study/list /study/count /study/exists /study/set /study/sync',
  '/study/share /study/share/who /study/share/stop /study/share/list',
  '/annotation/list /annotation/add /annotation/get /annotation/set /annotation/delete /annotation/lock',
  '/keyimage/list /keyimage/add /keyimage/get /keyimage/delete',
  '/link/list /link/add /link/get /link/status /link/session /link/delete',
].flatMap((line) => line.split(' '));

const names = [
  'uuid study_id study_uid storage_namespace phi_namespace namespace_id account_id user_id group_id share_code email',
  'series_uid instance_uid frame_number json stamp action type rules password login image_count fields sort_by',
  'page.rows page.number filter.patient_name.like filter.created.ge filter.study_date.in filter.SMART_SEARCH.equals',
  'filter.modality.equals filter.image_count.gt filter.tz fields._top fields.studies minutes_alive max_hits',
].flatMap((line) => line.split(' '));

const nastyTexts = [
  ['', '0', '1', '-1', '1e999', '99999999999999999999', '[]', '{}', '["a"]', '[null]', '{"__proto__":1}', 'null'],
  ["' OR 1=1 --", '%', String.raw`\%_`, '../../etc/passwd', '\u0000', 'name-asc', 'Europe/Berlin', '-25:99'],
  ['account', 'STUDY_VIEW', 'STUDY_UPLOAD', '2026-11-20 10:00:00', '2026-99-99'],
].flat();

describe('hostile input', () => {
  let archive: EmbeddedArchive;
  let dir: string;
  let user: Client;
  let study: AddedStudy;
  const sopUid = newUid();
  const unforeseen: unknown[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'fileroom-hostile-'));
    archive = await openArchive({ dir, password, report: (error) => unforeseen.push(error) });
    user = await owner(archive);
    study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sopUid }]);
  });
  afterAll(async () => {
    await archive.close();
    await rm(dir, { recursive: true, force: true });
  });

  const nasty = () =>
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(...nastyTexts),
      fc.constantFrom(study.uuid, study.studyUid, study.namespace, sopUid, archive.info.shareCode, archive.info.login),
    );

  it('in a command is answered as documented, never with a failure', async () => {
    const params = fc.dictionary(fc.constantFrom(...names), nasty(), { maxKeys: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), params, fc.boolean(), async (url, values, signedIn) => {
        // One password guess takes its time by design.
        const { password: _, ...withoutPassword } = values;
        const caller = signedIn ? user : client(archive);
        const { http, body } = await caller.call(url, withoutPassword);
        expect([200, 401, 412]).toContain(http);
        expect(body.status).toBe(http === 200 ? 'OK' : 'ERROR');
        if (http === 412) expect(body.error_type).toMatch(/^[A-Z_]+$/);
      }),
      { numRuns: 400 },
    );
    expect(unforeseen).toEqual([]);
  });

  it('in a storage path is refused, and makes no file', async () => {
    const before = await readdir(dir);
    const segment = fc.oneof(
      nasty(),
      fc.constantFrom('study', 'image', 'version', 'frame', 'thumbnail', 'schema', '*', '..'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 9 }), async (segments) => {
        const route = segments.map((each) => `/${encodeURIComponent(each)}`).join('');
        const { status } = await user.storage(route);
        expect([200, 400, 404]).toContain(status);
      }),
      { numRuns: 300 },
    );
    expect(unforeseen).toEqual([]);
    expect(await readdir(dir)).toEqual(before);
  });

  it('in the bytes of an object is refused or stored, never a failure', async () => {
    const head = new Uint8Array(132);
    head.set(new TextEncoder().encode('DICM'), 128);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.boolean(), async (noise, withHead) => {
        const bytes = Uint8Array.from(withHead ? [...head, ...noise] : noise);
        const { status } = await user.send(study.namespace, bytes, study.studyUid);
        expect([400, 412]).toContain(status);
      }),
      { numRuns: 150 },
    );
    expect(unforeseen).toEqual([]);
    expect((await storedFiles(dir)).filter((file) => file.startsWith('objects'))).toHaveLength(1);
  });
});
