import { describe, expect, it } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { openFrames } from '../../src/pixels/frame-samples.ts';
import { addStudy, colleagueIn, jsonOf, newArchive, newUid, owner, storeStudy, type Values } from './harness.ts';

interface Tree {
  readonly series: readonly { readonly series_uid: string; readonly images: readonly { readonly id: string }[] }[];
}

async function house(objects: readonly Values[] = [{}]) {
  const archive = await newArchive();
  const user = await owner(archive);
  const namespace = archive.info.namespaceId;
  const stored = await storeStudy(user, namespace, objects);
  const tree = async (study: string): Promise<Tree> =>
    jsonOf(await user.storage(`/study/${namespace}/${study}/schema`));
  const images = async (study: string) =>
    (await tree(study)).series.flatMap((series) => series.images.map(({ id }) => id)).sort();
  const object = async (study: string, image: string) =>
    readDicom(
      new Uint8Array(await (await user.storage(`/study/${namespace}/${study}/image/${image}/version/*`)).arrayBuffer()),
    );
  const post = (study: string, action: string, query: Record<string, string> = {}, body?: unknown) =>
    user.storage(
      `/study/${namespace}/${study}/${action}`,
      { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
      query,
    );
  return { archive, user, namespace, stored, tree, images, object, post };
}

const kindOf = async (response: Response): Promise<string> => (await jsonOf(response)).kind?.readable_status;

describe('split', () => {
  it('makes a study of its own of a series, and takes it from the first when asked', async () => {
    const [first, second] = [newUid(), newUid()];
    const { user, stored, tree, post, namespace } = await house([
      { SeriesInstanceUID: first },
      { SeriesInstanceUID: second },
      { SeriesInstanceUID: second },
    ]);
    const answer = await post(stored.studyUid, 'split', { series_uid: second, delete_series_from_original: '1' });
    expect(answer.status).toBe(200);
    const { study_uid } = await jsonOf(answer);
    expect((await tree(study_uid)).series.map(({ series_uid, images }) => [series_uid, images.length])).toEqual([
      [second, 2],
    ]);
    expect((await tree(stored.studyUid)).series.map(({ series_uid }) => series_uid)).toEqual([first]);
    const { studies } = await user.ok('/study/list', { 'filter.study_uid.equals': study_uid });
    expect(studies).toMatchObject([
      { phi_namespace: namespace, image_count: 2, phantom: 0, patient_name: 'PHANTOM^CHEST' },
    ]);
  });

  it('refuses a series that is not there, and a study that is', async () => {
    const { stored, post, user, namespace } = await house();
    expect(await kindOf(await post(stored.studyUid, 'split', { series_uid: '1.2.3' }))).toBe('SERIES_NOT_FOUND');
    expect(await kindOf(await post(stored.studyUid, 'clone', { study_uid: stored.studyUid }))).toBe('CONFLICT');
    const empty = await addStudy(user, namespace);
    expect(await kindOf(await post(empty.studyUid, 'split'))).toBe('NO_IMAGES_IN_STUDY');
    const kept = await user.ok('/study/list');
    expect(kept.studies).toHaveLength(2);
  });
});

describe('merge', () => {
  it('brings the second study under the patient and the study of the first', async () => {
    const { user, stored, images, object, namespace } = await house();
    const [sop] = [newUid()];
    const other = await storeStudy(user, namespace, [
      { SOPInstanceUID: sop, PatientName: 'PHANTOM^OTHER', PatientID: 'PH-2' },
    ]);
    const answer = await user.storage(
      `/study/${namespace}/${stored.studyUid}/merge`,
      {},
      { secondary_study_uid: other.studyUid, delete_secondary_study: '1' },
    );
    expect(answer.status).toBe(200);
    expect(await images(stored.studyUid)).toContain(sop);
    const { dataSet } = await object(stored.studyUid, sop);
    expect(['StudyInstanceUID', 'PatientName', 'PatientID'].map((keyword) => dataSet.text(tagOf(keyword)))).toEqual([
      stored.studyUid,
      'PHANTOM^CHEST',
      'PH-1',
    ]);
    expect((await user.ok('/study/list')).studies.map((study: { uuid: string }) => study.uuid)).toEqual([stored.uuid]);
    expect((await user.ok('/study/get', { uuid: stored.uuid })).image_count).toBe(2);
  });
});

describe('clone', () => {
  it('copies under new UIDs, and what refers to an image refers to its copy', async () => {
    const [image, series] = [newUid(), newUid()];
    const { stored, post, tree, object } = await house([
      { SOPInstanceUID: image, SeriesInstanceUID: series },
      {
        SeriesInstanceUID: series,
        ReferencedImageSequence: { items: [[{ tag: tagOf('ReferencedSOPInstanceUID'), vr: 'UI', value: image }]] },
      },
    ]);
    const { study_uid } = await jsonOf(
      await post(stored.studyUid, 'clone', { new_image_uids: '1', new_series_uids: '1' }),
    );
    const copy = await tree(study_uid);
    expect(copy.series).toHaveLength(1);
    expect(copy.series[0]?.series_uid).not.toBe(series);
    const ids = copy.series[0]?.images.map(({ id }) => id) ?? [];
    expect(ids).not.toContain(image);
    const referring = await Promise.all(ids.map((id) => object(study_uid, id)));
    const referred = referring.flatMap(({ dataSet }) =>
      dataSet.items(tagOf('ReferencedImageSequence')).map((item) => item.text(tagOf('ReferencedSOPInstanceUID')) ?? ''),
    );
    expect(referred).toHaveLength(1);
    expect(ids).toContain(referred[0]);
  });
});

describe('anonymize and crop', () => {
  it('makes a copy in which the regions are black, and leaves the study as it is', async () => {
    const [image, series, copyUid] = [newUid(), newUid(), newUid()];
    const { stored, post, object } = await house([{ SOPInstanceUID: image, SeriesInstanceUID: series }]);
    const body = {
      series: {
        [series]: {
          regions: [{ x: 0, y: 0, width: 2, height: 1 }],
          instances: { [image]: { regions: [{ x: 3, y: 3, width: 1, height: 1 }] } },
        },
      },
    };
    const answer = await post(stored.studyUid, 'anonymize', { new_study_uid: copyUid, keep_image_uids: '1' }, body);
    expect(answer.status).toBe(200);
    const before = await openFrames(await object(stored.studyUid, image)).read(0);
    const after = await openFrames(await object(copyUid, image)).read(0);
    const changed = [...after.values].flatMap((value, index) => (value === before.values[index] ? [] : [index]));
    expect(changed).toEqual([0, 1, 15]);
    expect(new Set(changed.map((index) => after.values[index])).size).toBe(1);
  });

  it('makes a copy cut down to a rectangle', async () => {
    const [image, series] = [newUid(), newUid()];
    const { stored, post, images, object } = await house([
      {
        SOPInstanceUID: image,
        SeriesInstanceUID: series,
        ImagePositionPatient: ['0', '0', '5'],
        ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'],
        PixelSpacing: ['2', '3'],
      },
    ]);
    const body = { series: { [series]: { region: { x: 1, y: 2, width: 2, height: 1 } } } };
    const { study_uid } = await jsonOf(await post(stored.studyUid, 'crop', {}, body));
    const [copy = ''] = await images(study_uid);
    expect(copy).not.toBe(image);
    const file = await object(study_uid, copy);
    expect([file.dataSet.number(tagOf('Rows')), file.dataSet.number(tagOf('Columns'))]).toEqual([1, 2]);
    expect(file.dataSet.numbers(tagOf('ImagePositionPatient'))).toEqual([3, 4, 5]);
    const whole = await openFrames(await object(stored.studyUid, image)).read(0);
    expect([...(await openFrames(file).read(0)).values]).toEqual([whole.values[9], whole.values[10]]);
  });

  it('makes nothing of a body that is not one, of pixels that cannot be read, and for somebody who may only look', async () => {
    const series = newUid();
    const { archive, user, stored, post, namespace } = await house([
      { SeriesInstanceUID: series, PixelData: new Uint8Array(2) },
    ]);
    const body = { series: { [series]: { regions: [{ x: 0, y: 0, width: 1, height: 1 }] } } };
    expect(await kindOf(await post(stored.studyUid, 'anonymize', {}, { series: [1] }))).toBe(
      'JSON_DESERIALIZE_EXCEPTION',
    );
    expect(await kindOf(await post(stored.studyUid, 'anonymize', { color: 'red' }, body))).toBe('BAD_REQUEST');
    expect(await kindOf(await post(stored.studyUid, 'anonymize', {}, body))).toBe('ANONYMIZE_REGIONS_EXCEPTION');
    const reader = await colleagueIn(archive, 'user');
    const refused = await reader.storage(`/study/${namespace}/${stored.studyUid}/anonymize`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(await kindOf(refused)).toBe('ACCESS_DENIED');
    expect((await user.ok('/study/list')).studies).toHaveLength(1);
  });
});

describe('pictures without loss, and attributes', () => {
  it('are the stored samples as PNG and TIFF of 16 bits', async () => {
    const image = newUid();
    const { user, namespace, stored } = await house([{ SOPInstanceUID: image }]);
    const at = `/study/${namespace}/${stored.studyUid}/image/${image}/version/*/frame/0`;
    const png = await user.storage(`${at}/diagnostic`);
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    const header = Buffer.from(await png.arrayBuffer());
    expect([header.toString('latin1', 1, 4), header.readUInt32BE(16), header[24], header[25]]).toEqual([
      'PNG',
      4,
      16,
      0,
    ]);
    const tiff = Buffer.from(await (await user.storage(`${at}/tiff`)).arrayBuffer());
    expect([tiff.toString('latin1', 0, 2), tiff.readUInt16LE(2), tiff.readUInt16LE(8), tiff.readUInt16LE(10)]).toEqual([
      'II',
      42,
      0x0100,
      0x0302,
    ]);
  });

  it('are told of a study and of an image, as stored and as corrected', async () => {
    const image = newUid();
    const { user, namespace, stored } = await house([{ SOPInstanceUID: image }]);
    await user.ok('/study/set', { study_id: stored.uuid, patient_name: 'PHANTOM^RIGHT' });
    const at = `/study/${namespace}/${stored.studyUid}`;
    const get = async (route: string, query = {}) => jsonOf(await user.storage(`${at}${route}`, {}, query));
    expect((await get('/phi')).patient_name).toBe('PHANTOM^RIGHT');
    expect((await get('/phi')).tags['(0010,0020)']).toBe('PH-1');
    expect(Object.keys(await get('/json', { groups: '0010' }))).toEqual([image]);
    expect((await get(`/image/${image}/version/*/json`, { include_tags: '(0010,0020)' }))['00100020'].Value).toEqual([
      'PH-1',
    ]);
    expect((await get(`/image/${image}/version/*/attribute`))['(0008,0060)']).toMatchObject({
      name: 'Modality',
      vr: 'CS',
      value: 'CT',
    });
    expect((await get('/tag'))['(0010,0010)'].value).toBe('PHANTOM^CHEST');
  });
});
