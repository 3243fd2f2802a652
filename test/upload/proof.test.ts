import { describe, expect, it } from 'vitest';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element } from '../../src/dicom/new-element.ts';
import { type Fault, type Rig, newRig, newSource, planOf, run } from './rig.ts';

interface Listed {
  series: { images: { id: string; sha256?: string }[] }[];
}

/** The list as the archive gives it, changed. */
function listing(change: (image: { id: string; sha256?: string }) => void): Fault {
  return async (request, pass) => {
    const response = await pass();
    if (!request.url.includes('/schema') || response.status !== 200) return response;
    const schema = (await response.json()) as Listed;
    for (const { images } of schema.series) for (const image of images) change(image);
    return Response.json(schema);
  };
}

const withoutDigests = listing((image) => delete image.sha256);
const isReadBack = (request: Request) => request.method === 'GET' && /\/version\/[^/]+\?/.test(request.url);

/** A list without digests, and what becomes of objects that are read back. */
function readingBack(answer: (bytes: Uint8Array) => Response): Fault {
  return async (request, pass) => {
    if (!isReadBack(request)) return withoutDigests(request, pass);
    const response = await pass();
    return answer(new Uint8Array(await response.arrayBuffer()));
  };
}

const dicom = (bytes: Uint8Array<ArrayBuffer>) =>
  new Response(bytes, { headers: { 'content-type': 'application/dicom' } });

async function studyOf(rig: Rig, importId: string) {
  const [study] = rig.queue.receipt(importId).studies;
  return { state: study?.state, proof: study?.proof, codes: study?.failures.map(({ code }) => code) };
}

describe('what was sent is proved', () => {
  it('by the digests of the server’s list', async () => {
    const rig = await newRig();
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(await studyOf(rig, importId)).toEqual({ state: 'verified', proof: 'digest', codes: [] });
  });

  it('by reading some of it back where the list gives neither digests nor lengths', async () => {
    const rig = await newRig();
    const read: string[] = [];
    rig.fault = async (request, pass) => {
      if (isReadBack(request)) read.push(request.url);
      return withoutDigests(request, pass);
    };
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(await studyOf(rig, importId)).toEqual({ state: 'verified', proof: 'read-back', codes: [] });
    // The first, and the last, which is the largest.
    expect(read).toHaveLength(2);
  });

  it('although the server has corrected attributes, when the pixels are the same', async () => {
    const rig = await newRig();
    rig.fault = readingBack((bytes) =>
      dicom(editDicom(bytes, { set: [element('StudyDescription', 'As the house calls it')] })),
    );
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(await studyOf(rig, importId)).toEqual({ state: 'verified', proof: 'read-back', codes: [] });
  });

  it('by the list alone where nothing may be read', async () => {
    const rig = await newRig();
    rig.fault = readingBack(() => Response.json({ kind: { readable_status: 'FORBIDDEN' } }, { status: 403 }));
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(await studyOf(rig, importId)).toEqual({ state: 'verified', proof: 'list', codes: [] });
  });
});

describe('what is not as it was sent is named, object by object', () => {
  it('by a digest', async () => {
    const rig = await newRig();
    const source = await newSource();
    const wrong = source.study.objects[1]?.sopInstanceUid;
    rig.fault = listing((image) => {
      if (image.id === wrong) image.sha256 = '0'.repeat(64);
    });
    const { importId } = await run(rig, await planOf(rig, [source]));
    const [study] = rig.queue.receipt(importId).studies;
    expect(study?.failures).toEqual([expect.objectContaining({ path: 'IM1', code: 'other-bytes' })]);
  });

  it('by its pixels: once one of the sample is wrong, all are read', async () => {
    const rig = await newRig();
    rig.fault = readingBack((bytes) => {
      const changed = new Uint8Array(bytes);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      return dicom(changed);
    });
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(await studyOf(rig, importId)).toMatchObject({
      state: 'failed',
      codes: ['other-bytes', 'other-bytes', 'other-bytes'],
    });
  });

  it('nothing is verified while the server’s count and its list disagree', async () => {
    const rig = await newRig();
    rig.fault = async (request, pass) =>
      request.url.includes('/count') ? Response.json({ count: 2, image_count: 2 }) : pass();
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    expect(rig.queue.status(importId)).toMatchObject({ phase: 'failed', problem: { code: 'counts-disagree' } });
    expect(await studyOf(rig, importId)).toMatchObject({ codes: ['not-verified', 'not-verified', 'not-verified'] });

    rig.fault = undefined;
    await rig.queue.ended(rig.queue.retry(importId).importId);
    expect(await studyOf(rig, importId)).toMatchObject({ state: 'verified', proof: 'digest' });
    expect(rig.uploads).toBe(3);
  });
});

describe('a later check', () => {
  it('finds everything as it was', async () => {
    const rig = await newRig();
    const done = await run(rig, await planOf(rig, [await newSource()]));
    const checked = await rig.queue.ended(rig.queue.check(done.importId).importId);
    expect(checked).toEqual(done);
    expect(rig.queue.receipt(done.importId)).toMatchObject({ checkedAt: expect.any(String), resumed: false });
    expect(rig.uploads).toBe(3);
  });

  it('names what the server has lost since, and it is sent again', async () => {
    const rig = await newRig();
    const source = await newSource();
    const { importId } = await run(rig, await planOf(rig, [source]));
    const lost = source.study.objects[2]?.sopInstanceUid ?? '';
    const sid = await rig.archive.openSession();
    const { namespaceId } = rig.archive.info;
    const path = `study/${namespaceId}/${source.study.header.studyInstanceUid}/image/${lost}`;
    const url = `http://archive.invalid/api/v3/storage/${path}?sid=${sid}`;
    expect((await rig.archive.fetch(new Request(url, { method: 'DELETE' }))).status).toBe(200);

    const checked = await rig.queue.ended(rig.queue.check(importId).importId);
    expect(checked).toMatchObject({ phase: 'done', objectsDone: 2, objectsFailed: 1 });
    expect(await studyOf(rig, importId)).toMatchObject({ state: 'partial', codes: ['not-stored'] });

    await rig.queue.ended(rig.queue.retry(importId).importId);
    expect(await studyOf(rig, importId)).toMatchObject({ state: 'verified', codes: [] });
    expect(rig.uploads).toBe(4);
  });

  it('waits when the server cannot be asked, and forgets nothing', async () => {
    const rig = await newRig();
    const { importId } = await run(rig, await planOf(rig, [await newSource()]));
    rig.fault = async () => Response.json({}, { status: 503 });
    await rig.queue.ended(rig.queue.check(importId).importId);
    expect(await studyOf(rig, importId)).toMatchObject({ state: 'verified' });
    expect(rig.queue.receipt(importId).checkedAt).toBeUndefined();
  });

  it('is not for what is not over', async () => {
    const rig = await newRig();
    const { importId } = rig.queue.start(await planOf(rig, [await newSource()]));
    expect(() => rig.queue.check(importId)).toThrowError(expect.objectContaining({ code: 'still-running' }));
    await rig.queue.pause(importId);
    expect(() => rig.queue.check(importId)).toThrowError(expect.objectContaining({ code: 'not-over' }));
  });
});
