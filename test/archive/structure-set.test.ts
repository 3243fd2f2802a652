import { describe, expect, it } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { colleagueIn, jsonOf, newArchive, newUid, owner, storeStudy } from './harness.ts';

const kindOf = async (response: Response): Promise<string> => (await jsonOf(response)).kind?.readable_status;

async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const [image, flat] = [newUid(), newUid()];
  const where = {
    FrameOfReferenceUID: '2.25.77',
    ImagePositionPatient: ['-10', '20', '5'],
    ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'],
    PixelSpacing: ['2', '0.5'],
  };
  const study = await storeStudy(user, archive.info.namespaceId, [
    { SOPInstanceUID: image, ...where },
    { SOPInstanceUID: flat },
  ]);
  const path = `/study/${study.namespace}/${study.studyUid}`;
  const post = (body: unknown, who = user) => who.storage(`${path}/rt`, { method: 'POST', body: JSON.stringify(body) });
  return { archive, user, image, flat, path, post };
}

const lesion = (image_uid: string) => ({
  rois: [
    {
      name: 'Lesion',
      color: [255, 0, 0],
      contours: [
        {
          image_uid,
          points: [
            [0, 0],
            [2, 0],
            [2, 3],
          ],
        },
      ],
    },
  ],
});

describe('an RT Structure Set', () => {
  it('is made of outlines in pixels, as outlines in the patient that refer to their images', async () => {
    const { user, image, path, post } = await house();
    const answer = await post(lesion(image));
    expect(answer.status).toBe(200);
    const { image_uid } = await jsonOf(answer);
    const { dataSet } = readDicom(await (await user.storage(`${path}/image/${image_uid}/version/*`)).bytes());
    expect(['Modality', 'PatientID', 'StructureSetLabel'].map((name) => dataSet.text(tagOf(name)))).toEqual([
      'RTSTRUCT',
      'PH-1',
      'STRUCTURES',
    ]);
    const [contours] = dataSet.items(tagOf('ROIContourSequence'));
    const [contour] = contours?.items(tagOf('ContourSequence')) ?? [];
    expect(contour?.text(tagOf('ContourGeometricType'))).toBe('CLOSED_PLANAR');
    expect(contour?.numbers(tagOf('ContourData'))).toEqual([-10, 20, 5, -9, 20, 5, -9, 26, 5]);
    const [referred] = contour?.items(tagOf('ContourImageSequence')) ?? [];
    expect(referred?.text(tagOf('ReferencedSOPInstanceUID'))).toBe(image);
  });

  it('is refused for images that are not there or lie nowhere, other bodies, and those who only look', async () => {
    const { archive, user, image, flat, path, post } = await house();
    expect(await kindOf(await post(lesion('1.2.3')))).toBe('IMAGE_NOT_FOUND');
    expect(await kindOf(await post(lesion(flat)))).toBe('MISSING_REQUIRED_DICOM_TAG');
    expect(await kindOf(await post({ rois: [] }))).toBe('JSON_DESERIALIZE_EXCEPTION');
    expect(await kindOf(await post(lesion(image), await colleagueIn(archive, 'user')))).toBe('ACCESS_DENIED');
    expect(await kindOf(await user.storage(`${path}/hl7/${newUid()}/sr`, { method: 'POST' }))).toBe('NOT_ACCEPTABLE');
  });
});
