import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { listContainer } from '../../src/source/containers/container.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import {
  colleagueIn,
  jsonOf,
  newArchive,
  newUid,
  owner,
  sha256,
  storedFiles,
  storeStudy,
  temporaryFolder,
} from './harness.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function house(count = 3) {
  const archive = await newArchive();
  const user = await owner(archive);
  const series = [newUid(), newUid()];
  const objects = Array.from({ length: count }, (_, index) => ({
    SOPInstanceUID: newUid(),
    SeriesInstanceUID: series[index % 2] ?? '',
    InstanceNumber: String(index),
  }));
  const study = await storeStudy(user, archive.info.namespaceId, objects);
  const download = `/study/${study.namespace}/${study.studyUid}/download`;
  return { archive, user, study, series, objects, download };
}

describe('a downloaded study', () => {
  it('is a file-set: every object as it is stored, and a DICOMDIR that lists all of them', async () => {
    const { user, study, objects, download } = await house();
    const answer = await user.storage(`${download}?bundle=dicom`);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const { references, problems } = readDicomdir(files['DICOMDIR'] ?? new Uint8Array());
    expect(problems).toEqual([]);
    expect(new Set(references.map(({ sopInstanceUid }) => sopInstanceUid))).toEqual(
      new Set(objects.map((each) => each.SOPInstanceUID)),
    );
    for (const { path, sopInstanceUid } of references) {
      const stored = await user.storage(
        `/study/${study.namespace}/${study.studyUid}/image/${sopInstanceUid}/version/*`,
      );
      expect(sha256(files[path.join('/')] ?? new Uint8Array())).toBe(
        sha256(new Uint8Array(await stored.arrayBuffer())),
      );
    }
    expect(Object.keys(files)).toHaveLength(objects.length + 1);
  });

  it('is one series where one is asked for', async () => {
    const { user, series, download } = await house();
    const answer = await user.storage(`${download}?series_uid=${series[1]}`);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual(['DICOM/SE000000/IM000000', 'DICOMDIR']);
    expect((await user.storage(`${download}?series_uid=1.2.3`)).status).toBe(404);
  });

  it('names what is lost, and brings the rest', async () => {
    const { archive, user, objects, download } = await house();
    const first = (await storedFiles(archive.dir)).find((name) => name.startsWith('objects')) ?? '';
    await rm(join(archive.dir, first));
    const files = unzipSync(new Uint8Array(await (await user.storage(download)).arrayBuffer()));
    const text = new TextDecoder().decode(files['ERROR.txt']);
    expect(objects.filter(({ SOPInstanceUID }) => text.includes(SOPInstanceUID))).toHaveLength(1);
    expect(readDicomdir(files['DICOMDIR'] ?? new Uint8Array()).references).toHaveLength(objects.length - 1);
  });

  it('is for those who may download, in a form that there is', async () => {
    const { archive, user, study, download } = await house();
    const stranger = await colleagueIn(archive, undefined);
    expect((await stranger.storage(download)).status).toBe(404);
    const refusal = async (query: string) => {
      const answer = await user.storage(`${download}?${query}`);
      return [answer.status, (await jsonOf(answer)).kind.readable_status];
    };
    expect(await refusal('bundle=tape')).toEqual([400, 'BAD_REQUEST']);
    expect(await refusal('bundle=win')).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(await refusal('series_uid=1.2.3')).toEqual([404, 'SERIES_NOT_FOUND']);
    expect(await refusal('image_uid=1.2.3')).toEqual([404, 'IMAGES_NOT_FOUND']);
    for (const tags of ['{', '[]', '{"(0002,0010)":""}', '0020000D', '{"patient":"x"}'])
      expect(await refusal(`anonymize_tags=${encodeURIComponent(tags)}`)).toEqual([412, 'ANONYMIZE_TAGS_FORMAT_ERROR']);
    await user.storage(`/study/${study.namespace}/${study.studyUid}`, { method: 'DELETE' });
    expect(await refusal('')).toEqual([406, 'NO_IMAGES_IN_STUDY']);
  });

  it('is flat, of some images, named in a form, or without a viewer where that is asked for', async () => {
    const { user, objects, download } = await house();
    const names = async (query: string, body?: string) => {
      const init = body === undefined ? {} : { method: 'POST', body, headers: form };
      return Object.keys(
        unzipSync(new Uint8Array(await (await user.storage(`${download}?${query}`, init)).arrayBuffer())),
      ).sort();
    };
    expect(await names('flat_directory=1')).toEqual(['DICOMDIR', 'IM000000', 'IM000001', 'IM000002']);
    const two = objects.slice(0, 2).map((each) => each.SOPInstanceUID);
    expect(await names('flat_directory=1', `image_uid=${two.join('%2C')}`)).toHaveLength(3);
    expect(await names('bundle=osx&exclude_viewer=1')).toHaveLength(4);
    expect((await names('bundle=image')).map((name) => name.split('/')[1])).toEqual([
      'IM000000.jpg',
      'IM000001.jpg',
      'IM000002.jpg',
    ]);
  });

  it('leaves without the names that are to go, in the objects, in their sequences and in the DICOMDIR', async () => {
    const archive = await newArchive();
    const user = await owner(archive);
    const nested = {
      items: [
        [
          { tag: '00100010', vr: 'PN', value: 'PHANTOM^CHEST' },
          { tag: '00100020', vr: 'LO', value: 'PH-1' },
        ],
      ],
    };
    // Larger than what is read of a file at once.
    const pixels = { Rows: 512, Columns: 512, PixelData: new Uint8Array(512 * 512 * 2) };
    const objects = [{ ReferencedPatientPhotoSequence: nested, ...pixels }];
    const study = await storeStudy(user, archive.info.namespaceId, objects);
    const download = `/study/${study.namespace}/${study.studyUid}/download`;
    const tags = JSON.stringify({ patient_name: 'NOBODY', '(0010,0020)': '' });
    const answer = await user.storage(download, {}, { anonymize_tags: tags });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    for (const bytes of Object.values(files)) {
      const text = Buffer.from(bytes).toString('latin1');
      expect([text.includes('PHANTOM'), text.includes('PH-1'), text.includes('NOBODY')]).toEqual([false, false, true]);
    }
    await user.ok('/study/set', { study_id: study.uuid, patient_name: 'PHANTOM^RIGHT' });
    const right = await user.storage(download, {}, { phi_namespace: study.namespace });
    const directory = unzipSync(new Uint8Array(await right.arrayBuffer()))['DICOMDIR'];
    expect(Buffer.from(directory ?? []).toString('latin1')).toContain('PHANTOM^RIGHT');
  });

  it('is a disc image, as long as it says, that holds the same', async () => {
    const { archive, user, objects, download } = await house();
    const first = (await storedFiles(archive.dir)).find((name) => name.startsWith('objects')) ?? '';
    await rm(join(archive.dir, first));
    const answer = await user.storage(`${download}?bundle=iso`);
    const image = new Uint8Array(await answer.arrayBuffer());
    expect([answer.headers.get('content-type'), answer.headers.get('content-length')]).toEqual([
      'application/x-iso9660-image',
      String(image.length),
    ]);
    const file = join(await temporaryFolder(), 'study.iso');
    await writeFile(file, image);
    const contained = await listContainer(file);
    const places = new Map(contained?.files.map(({ path, place }) => [path, place]));
    const bytesOf = (path: string) => {
      const place = places.get(path);
      const [extent] = place?.kind === 'extents' ? place.extents : [];
      return image.slice(extent?.offset ?? 0, (extent?.offset ?? 0) + (extent?.bytes ?? 0));
    };
    const { references } = readDicomdir(bytesOf('DICOMDIR'));
    expect([...places.keys()].sort()).toEqual(
      ['DICOMDIR', 'ERROR.TXT', ...references.map(({ path }) => path.join('/'))].sort(),
    );
    for (const { path, sopInstanceUid } of references)
      expect(readDicom(bytesOf(path.join('/'))).dataSet.text(tagOf('SOPInstanceUID'))).toBe(sopInstanceUid);
    const lost = objects.filter(
      (each) => !references.some(({ sopInstanceUid }) => sopInstanceUid === each.SOPInstanceUID),
    );
    expect(lost).toHaveLength(1);
    expect(new TextDecoder().decode(bytesOf('ERROR.TXT'))).toContain(lost[0]?.SOPInstanceUID);
  });
});

describe('the metadata of a study', () => {
  it('are its objects in the DICOM JSON model, all, of a series, or one', async () => {
    const { user, study, series, objects } = await house();
    const base = `/dicomweb/${study.namespace}/studies/${study.studyUid}`;
    const uidsOf = async (route: string) => {
      const answer = await user.storage(route);
      expect(answer.headers.get('content-type')).toBe('application/dicom+json');
      return ((await answer.json()) as { '00080018': { Value: string[] } }[]).map((each) => each['00080018'].Value[0]);
    };
    expect(new Set(await uidsOf(`${base}/metadata`))).toEqual(new Set(objects.map((each) => each.SOPInstanceUID)));
    const [, second] = objects;
    expect(await uidsOf(`${base}/series/${series[1]}/metadata`)).toEqual([second?.SOPInstanceUID]);
    const instance = `${base}/series/${series[1]}/instances/${second?.SOPInstanceUID}/metadata`;
    expect(await uidsOf(instance)).toEqual([second?.SOPInstanceUID]);
    expect((await user.storage(`${base}/series/1.2.3/metadata`)).status).toBe(404);
  });
});
