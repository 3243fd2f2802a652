import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  client,
  type Client,
  colleagueIn,
  jsonOf,
  newArchive,
  newUid,
  owner,
  sha256,
  slice,
  storedFiles,
  storeStudy,
} from './harness.ts';

const report = new TextEncoder().encode('%PDF-1.7 phantom report');

async function house() {
  const archive = await newArchive({ deleteDelay: 0 });
  const user = await owner(archive);
  const study = await storeStudy(user, archive.info.namespaceId);
  return { archive, user, study, path: `/study/${study.namespace}/${study.studyUid}` };
}

/** A form as a browser sends it. */
async function form(
  parts: Readonly<Record<string, File>>,
): Promise<{ body: Uint8Array<ArrayBuffer>; headers: Record<string, string> }> {
  const data = new FormData();
  for (const [name, file] of Object.entries(parts)) data.append(name, file);
  const encoded = new Response(data);
  const body = new Uint8Array(await encoded.arrayBuffer());
  const type = encoded.headers.get('content-type') ?? '';
  return { body, headers: { 'content-type': type, 'content-length': String(body.length) } };
}

const attach = async (who: Client, path: string, file: File, name = 'data') =>
  who.storage(`${path}/attachment`, { method: 'POST', ...(await form({ [name]: file })) });
const pdf = (name: string) => new File([report], name, { type: 'application/pdf' });

describe('an attachment', () => {
  it('is kept beside the images, told in the schema and counts, and handed out as it came', async () => {
    const { user, study, path } = await house();
    const answer = await jsonOf(await attach(user, path, pdf('Befund Müller.pdf')));
    const [{ id, version }] = answer.attachments;
    expect((await jsonOf(await user.storage(`${path}/schema`))).attachments).toEqual([
      {
        id,
        version,
        filename: 'Befund Müller.pdf',
        mime_type: 'application/pdf',
        size: report.length,
        created: expect.any(String),
      },
    ]);
    expect(await jsonOf(await user.storage(`${path}/count`))).toMatchObject({ image_count: 1, attachment_count: 1 });
    expect((await user.ok('/study/get', { uuid: study.uuid })).attachment_count).toBe(1);
    for (const which of [`${id}/version/${version}`, `${id}/version/*`, 'latest']) {
      const file = await user.storage(`${path}/attachment/${which}`);
      expect([await file.bytes(), file.headers.get('content-type')]).toEqual([report, 'application/pdf']);
      // Whatever it claims to be, it runs nowhere.
      expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Befund%20M%C3%BCller.pdf");
      expect(file.headers.get('content-security-policy')).toContain('sandbox');
    }
  });

  it('goes when it is deleted, and with its study', async () => {
    const { archive, user, study, path } = await house();
    const [first] = (await jsonOf(await attach(user, path, pdf('a.pdf')))).attachments;
    await attach(user, path, new File(['other'], 'b.txt', { type: 'text/plain' }));
    expect(
      (await user.storage(`${path}/attachment/${first.id}/version/${first.version}`, { method: 'DELETE' })).status,
    ).toBe(200);
    expect((await user.storage(`${path}/attachment/${first.id}/version/*`)).status).toBe(404);
    expect((await storedFiles(archive.dir)).some((name) => name.includes(sha256(report)))).toBe(false);
    await user.ok('/study/delete', { uuid: study.uuid });
    expect(await storedFiles(archive.dir)).toEqual([]);
  });

  it('keeps its bytes when they are also another’s', async () => {
    const { archive, user, path } = await house();
    const [first] = (await jsonOf(await attach(user, path, pdf('a.pdf')))).attachments;
    await attach(user, path, pdf('copy.pdf'));
    await user.storage(`${path}/attachment/${first.id}/version/*`, { method: 'DELETE' });
    expect(await (await user.storage(`${path}/attachment/latest`)).bytes()).toEqual(report);
    expect((await storedFiles(archive.dir)).filter((name) => name.includes(sha256(report)))).toHaveLength(1);
  });

  it.each([
    ['no file', 'other', new File([report], 'a.pdf'), 400],
    ['an empty file', 'data', new File([], 'a.pdf'), 400],
  ])('is refused when there is %s', async (_, name, file, status) => {
    const { user, path } = await house();
    expect((await attach(user, path, file, name)).status).toBe(status);
  });

  it('is refused when it is no form, says nothing of its length, or belongs to nothing', async () => {
    const { user, study, path } = await house();
    const post = (init: RequestInit, to = path) => user.storage(`${to}/attachment`, { method: 'POST', ...init });
    expect((await post({ body: 'text', headers: { 'content-length': '4' } })).status).toBe(400);
    expect((await post({ body: 'text' })).status).toBe(413);
    const elsewhere = `/study/${study.namespace}/${newUid()}`;
    expect((await attach(user, elsewhere, pdf('a.pdf'))).status).toBe(404);
  });

  it('is brought by whoever uploads, and read by whoever views', async () => {
    const { archive, user, path } = await house();
    const reader = await colleagueIn(archive, 'user');
    expect((await attach(reader, path, pdf('a.pdf'))).status).toBe(403);
    await attach(user, path, pdf('../../name\r\nwith"all.pdf'));
    const file = await reader.storage(`${path}/attachment/latest`);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''namewithall.pdf");
    const { id, version } = (await jsonOf(await user.storage(`${path}/schema`))).attachments[0];
    expect((await reader.storage(`${path}/attachment/${id}/version/${version}`, { method: 'DELETE' })).status).toBe(
      403,
    );
  });
});

const put = (who: Client, uuid: string, number: string, bytes: Uint8Array<ArrayBuffer>, checksum = crc32(bytes)) =>
  who.storage(`/multipart/${uuid}`, {
    method: 'POST',
    body: bytes,
    headers: {
      'content-length': String(bytes.length),
      'x-ambrahealth-part-checksum': String(checksum),
      'x-file-name': number,
    },
  });

/** A study that waits for one object, which is cut in three, and an upload that has begun. */
async function begun() {
  const archive = await newArchive();
  const user = await owner(archive);
  const study_uid = newUid();
  const namespace = archive.info.namespaceId;
  await user.ok('/study/add', { study_uid, storage_namespace: namespace, phi_namespace: namespace });
  const object = slice({ StudyInstanceUID: study_uid });
  const parts = [object.slice(0, 500), object.slice(500, 900), object.slice(900)] as const;
  const { upload_uuid: uuid } = await jsonOf(await user.storage('/multipart/initiate'));
  const query = `namespace=${namespace}&endpoint=image&study_uid=${study_uid}`;
  const complete = (who: Client, size = object.length) =>
    who.storage(`/multipart/${uuid}/complete?${query}`, { method: 'POST', headers: { 'x-file-size': String(size) } });
  return { archive, user, object, parts, uuid: uuid as string, complete };
}

describe('an object in parts', () => {
  it('is put together by the numbers of its parts, whatever their order, and one may come again', async () => {
    const { archive, user, object, parts, uuid, complete } = await begun();
    for (const number of [2, 0, 1, 0] as const) {
      expect((await put(user, uuid, `0000${number}`, parts[number])).status).toBe(200);
    }
    const answer = await complete(user);
    expect([answer.status, (await jsonOf(answer)).image_version]).toEqual([200, sha256(object).slice(0, 32)]);
    expect((await complete(user)).status).toBe(404);
    expect((await storedFiles(archive.dir)).filter((name) => name.startsWith('incoming'))).toEqual([]);
  });

  it('is not completed while a part is missing, and goes on when it has come', async () => {
    const { user, parts, uuid, complete } = await begun();
    await put(user, uuid, '00000', parts[0]);
    await put(user, uuid, '00002', parts[2]);
    expect((await complete(user)).status).toBe(412);
    await put(user, uuid, '00001', parts[1]);
    expect((await complete(user, 7)).status).toBe(412);
    expect((await complete(user)).status).toBe(200);
  });

  it('refuses a part that its checksum contradicts, or that has no number', async () => {
    const { user, parts, uuid } = await begun();
    expect((await put(user, uuid, '00000', parts[0], 1)).status).toBe(412);
    for (const number of ['', '1', '../00', '00000/']) {
      expect((await put(user, uuid, number, parts[0])).status).toBe(400);
    }
  });

  it('is not begun by a guest who may only look, and nobody’s pushes out another’s', async () => {
    const { archive, user, parts, uuid } = await begun();
    const { uuid: study_id } = await storeStudy(user, archive.info.namespaceId);
    const { uuid: link } = await user.ok('/link/add', { study_id, action: 'STUDY_VIEW' });
    const { sid } = await user.ok('/link/session', { uuid: link });
    expect((await client(archive, sid).storage('/multipart/initiate')).status).toBe(403);
    const other = await owner(archive);
    for (let count = 0; count < 20; count += 1) {
      expect((await other.storage('/multipart/initiate')).status).toBe(200);
    }
    expect((await put(user, uuid, '00000', parts[0])).status).toBe(200);
  });

  it('belongs to the session that began it', async () => {
    const { archive, parts, uuid, complete } = await begun();
    const other = await owner(archive);
    expect((await put(other, uuid, '00000', parts[0])).status).toBe(404);
    expect((await complete(other)).status).toBe(404);
  });
});

describe('storage', () => {
  it('deletes the images that a list names, and refuses an empty one', async () => {
    const { user, path } = await house();
    const { series } = await jsonOf(await user.storage(`${path}/schema`));
    const remove = (body: string) => user.storage(`${path}/images`, { method: 'DELETE', body });
    expect((await remove('')).status).toBe(400);
    expect((await remove('1.2.3;x')).status).toBe(400);
    const { id } = series[0].images[0];
    expect((await jsonOf(await remove(`${id},1.2.3`))).deleted).toEqual([id]);
    expect((await jsonOf(await user.storage(`${path}/count`))).image_count).toBe(0);
  });

  it('takes the PDF out of an object that holds one', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const sop = newUid();
    const padded = new Uint8Array([...report, 0]);
    const study = await storeStudy(user, archive.info.namespaceId, [
      {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.104.1',
        SOPInstanceUID: sop,
        Modality: 'DOC',
        EncapsulatedDocument: padded,
        EncapsulatedDocumentLength: report.length,
      },
      {},
    ]);
    const images = `/study/${study.namespace}/${study.studyUid}/image`;
    const pdfFile = await user.storage(`${images}/${sop}/version/*/pdf`);
    expect([await pdfFile.bytes(), pdfFile.headers.get('content-type')]).toEqual([report, 'application/pdf']);
    const { series } = await jsonOf(await user.storage(`/study/${study.namespace}/${study.studyUid}/schema`));
    const other = series
      .flatMap(({ images: each }: { images: { id: string }[] }) => each)
      .find(({ id }: { id: string }) => id !== sop);
    expect((await user.storage(`${images}/${other.id}/version/*/pdf`)).status).toBe(415);
  });
});
