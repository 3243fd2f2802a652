import { describe, expect, it } from 'vitest';
import { jsonOf, addStudy, client, newArchive, newUid, owner, slice, storeStudy } from './harness.ts';

async function visit(archive: Awaited<ReturnType<typeof newArchive>>, code = archive.info.shareCode) {
  const { link_id } = await client(archive).ok('/namespace/share_code', { share_code: code });
  const { sid, action } = await client(archive).ok('/link/session', { uuid: link_id });
  expect(action).toBe('STUDY_UPLOAD');
  return client(archive, sid);
}

describe('a visitor with a share code', () => {
  it('learns where to upload, without a session, by a code that is right', async () => {
    const archive = await newArchive();
    const nobody = client(archive);
    expect(
      await nobody.ok('/namespace/share_code', { share_code: archive.info.shareCode.toLowerCase() }),
    ).toMatchObject({
      namespace_id: archive.info.namespaceId,
      is_anonymous: 1,
      anonymize_rules: {},
    });
    expect((await nobody.call('/namespace/share_code', { share_code: 'WRONG' })).body.error_type).toBe('NOT_FOUND');
    const byId = await nobody.call('/namespace/share_code', { namespace_id: archive.info.namespaceId });
    expect(byId.body.error_type).toBe('NOT_FOUND');
  });

  it('brings a study, sees that it arrived, and nothing more', async () => {
    const archive = await newArchive();
    const visitor = await visit(archive);
    const { namespaceId } = archive.info;
    const sopUid = newUid();
    const { uuid, studyUid } = await storeStudy(visitor, namespaceId, [{ SOPInstanceUID: sopUid }]);
    const schema = await visitor.storage(`/study/${namespaceId}/${studyUid}/schema`);
    expect((await jsonOf(schema)).series[0].images[0].id).toBe(sopUid);
    expect((await visitor.storage(`/study/${namespaceId}/${studyUid}/image/${sopUid}/version/*`)).status).toBe(403);
    for (const url of ['/study/get', '/study/delete', '/study/share/list']) {
      expect((await visitor.call(url, { uuid })).body.error_type, url).toBe('NOT_PERMITTED');
    }
    for (const url of ['/study/list', '/study/count', '/user/get']) {
      expect((await visitor.call(url)).body.error_type, url).toBe('NOT_PERMITTED');
    }
    expect((await (await owner(archive)).ok('/study/get', { uuid })).phantom).toBe(0);
  });

  it('neither sees nor touches what others brought', async () => {
    const archive = await newArchive();
    const { namespaceId } = archive.info;
    const theirs = await storeStudy(await owner(archive), namespaceId, [{}], { patient_name: 'PHANTOM^OTHER' });
    const visitor = await visit(archive);
    expect((await visitor.call('/study/get', { uuid: theirs.uuid })).body.error_type).toBe('NOT_FOUND');
    const again = await visitor.call('/study/add', {
      study_uid: theirs.studyUid,
      storage_namespace: namespaceId,
      phi_namespace: namespaceId,
    });
    expect(again.body.error_type).toBe('ALREADY_EXISTS');
    expect(JSON.stringify(again.body)).not.toContain('PHANTOM');
    expect((await visitor.storage(`/study/${namespaceId}/${theirs.studyUid}/schema`)).status).toBe(404);
    const sent = await visitor.send(namespaceId, slice({ StudyInstanceUID: theirs.studyUid }), theirs.studyUid);
    expect(sent.status).toBe(404);
  });

  it('goes on in a new visit with what an earlier one did not finish', async () => {
    const archive = await newArchive();
    const { namespaceId } = archive.info;
    const first = await visit(archive);
    const { uuid, studyUid } = await addStudy(first, namespaceId);
    await first.send(namespaceId, slice({ StudyInstanceUID: studyUid }), studyUid);
    const second = await visit(archive);
    const again = await second.call('/study/add', {
      study_uid: studyUid,
      storage_namespace: namespaceId,
      phi_namespace: namespaceId,
    });
    expect(again.body.error_subtype).toBe(uuid);
    await second.send(namespaceId, slice({ StudyInstanceUID: studyUid }), studyUid);
    await second.ok('/study/sync', { study_id: uuid, image_count: 2 });
    const counted = await second.storage(`/study/${namespaceId}/${studyUid}/count`);
    expect((await jsonOf(counted)).image_count).toBe(2);
    // It is finished: a third visit has nothing to do with it.
    const third = await visit(archive);
    expect((await third.storage(`/study/${namespaceId}/${studyUid}/count`)).status).toBe(404);
  });

  it('cannot upload into another namespace', async () => {
    const archive = await newArchive();
    const [, group] = (await (await owner(archive)).ok('/user/namespace/list')).namespaces;
    const visitor = await visit(archive);
    const elsewhere = { study_uid: newUid(), storage_namespace: group.uuid, phi_namespace: group.uuid };
    expect((await visitor.call('/study/add', elsewhere)).body.error_type).toBe('NOT_PERMITTED');
  });
});

describe('a link to a study', () => {
  it('shows that study and no other, and changes nothing', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { namespaceId } = archive.info;
    const sopUid = newUid();
    const shown = await storeStudy(user, namespaceId, [{ SOPInstanceUID: sopUid }]);
    const hidden = await storeStudy(user, namespaceId);
    const { uuid } = await user.ok('/link/add', { study_id: shown.uuid, action: 'STUDY_VIEW' });
    const { sid } = await client(archive).ok('/link/session', { uuid });
    const guest = client(archive, sid);
    expect((await guest.ok('/study/list')).studies.map((each: { uuid: string }) => each.uuid)).toEqual([shown.uuid]);
    expect((await guest.ok('/study/get', { uuid: shown.uuid })).permissions).toMatchObject({
      study_view: 1,
      study_edit: 0,
    });
    expect((await guest.storage(`/study/${namespaceId}/${shown.studyUid}/image/${sopUid}/version/*`)).status).toBe(200);
    expect((await guest.storage(`/study/${namespaceId}/${hidden.studyUid}/schema`)).status).toBe(404);
    expect((await guest.call('/study/get', { uuid: hidden.uuid })).body.error_type).toBe('NOT_FOUND');
    for (const url of ['/study/delete', '/study/share/list', '/link/list']) {
      const answer = await guest.call(url, { uuid: shown.uuid, study_id: shown.uuid });
      expect(answer.body.error_type, url).toBe('NOT_PERMITTED');
    }
    const upload = await guest.send(namespaceId, slice({ StudyInstanceUID: shown.studyUid }), shown.studyUid);
    expect(upload.status).toBe(404);
  });

  it('opens with its password only, and locks after the attempts it allows', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const { uuid } = await user.ok('/link/add', {
      study_id,
      action: 'STUDY_VIEW',
      password: 'open sesame',
      password_max_attempts: 2,
    });
    const nobody = client(archive);
    expect(await nobody.ok('/link/status', { uuid })).toMatchObject({ action: 'STUDY_VIEW', has_password: 1 });
    expect((await nobody.call('/link/session', { uuid })).body.error_type).toBe('INVALID_CREDENTIALS');
    expect((await nobody.call('/link/session', { uuid, password: 'open sesame' })).http).toBe(200);
    for (const password of ['a', 'b']) await nobody.call('/link/session', { uuid, password });
    expect((await nobody.call('/link/session', { uuid, password: 'open sesame' })).body.error_type).toBe('LOCKOUT');
    expect(JSON.stringify(await user.ok('/link/get', { uuid }))).not.toContain('sesame');
  });

  it('ends with its time, and its sessions with it', async () => {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const archive = await newArchive({ now: () => now });
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const { uuid } = await user.ok('/link/add', { study_id, action: 'STUDY_VIEW', minutes_alive: 5 });
    const { sid } = await client(archive).ok('/link/session', { uuid });
    now += 4 * 60_000;
    expect((await client(archive, sid).call('/study/list')).http).toBe(200);
    now += 61_000;
    expect((await client(archive, sid).call('/study/list')).http).toBe(401);
    expect((await client(archive).call('/link/session', { uuid })).body.error_type).toBe('NOT_FOUND');
    expect((await archive.fetch(new Request(`http://archive.test/l/${uuid}`))).status).toBe(404);
  });

  it('ends with its uses, also when they come at once', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const { uuid } = await user.ok('/link/add', { study_id, action: 'STUDY_VIEW', max_hits: 2 });
    const visits = await Promise.all(Array.from({ length: 4 }, () => client(archive).call('/link/session', { uuid })));
    expect(visits.filter(({ http }) => http === 200)).toHaveLength(2);
    expect((await user.ok('/link/get', { uuid })).hits).toBe(2);
  });

  it('can be listed and revoked, which ends its sessions', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const { uuid, url } = await user.ok('/link/add', { study_id, action: 'STUDY_VIEW', ui_json: '{"may_download":1}' });
    expect(url).toBe(`http://archive.test/l/${uuid}`);
    const { links } = await user.ok('/link/list', { study_id });
    expect(links).toMatchObject([{ uuid, url, study_id, hits: 0, has_password: 0, ui_json: '{"may_download":1}' }]);
    const { sid } = await client(archive).ok('/link/session', { uuid });
    await user.ok('/link/delete', { uuid });
    expect((await client(archive, sid).call('/study/list')).http).toBe(401);
    expect((await user.call('/link/get', { uuid })).body.error_type).toBe('NOT_FOUND');
  });

  it('is refused when it asks for a protection that is not there', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const answer = await user.call('/link/add', { study_id, action: 'STUDY_VIEW', pin_auth: 1 });
    expect(answer.body).toMatchObject({ error_type: 'NOT_SUPPORTED', error_subtype: 'pin_auth' });
  });
});
