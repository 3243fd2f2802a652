import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import { colleagueIn, jsonOf, newArchive, newUid, owner, sha256, storedFiles, storeStudy } from './harness.ts';

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

  it('is for those who may download, and in no other form', async () => {
    const { archive, user, download } = await house();
    const stranger = await colleagueIn(archive, undefined);
    expect((await stranger.storage(download)).status).toBe(404);
    const iso = await user.storage(`${download}?bundle=iso`);
    expect([iso.status, (await jsonOf(iso)).kind.readable_status]).toEqual([400, 'BAD_REQUEST']);
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
