import { describe, expect, it } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { encodePng } from '../../src/archive/pictures/png.ts';
import { encodeJpeg } from '../../src/archive/pictures/jpeg.ts';
import { openFrames } from '../../src/pixels/frame-samples.ts';
import { addStudy, jsonOf, newArchive, owner } from './harness.ts';

const picture = {
  width: 5,
  height: 3,
  samples: 3,
  data: Uint8Array.from({ length: 45 }, (_, index) => index * 5),
} as const;

async function house() {
  const archive = await newArchive();
  const user = await owner(archive);
  const namespace = archive.info.namespaceId;
  const study = await addStudy(user, namespace, { patient_name: 'PHANTOM^CHEST', patientid: 'PH-1' });
  const wrap = (bytes: Uint8Array<ArrayBuffer>, tags?: unknown, studyUid = study.studyUid) => {
    const form = new FormData();
    form.set('file', new File([bytes], 'anything'));
    if (tags !== undefined) form.set('tags', typeof tags === 'string' ? tags : JSON.stringify(tags));
    // As from a socket, where the length is known.
    const whole = new Response(form);
    return whole.arrayBuffer().then((body) =>
      user.storage(
        `/namespace/${namespace}/wrap`,
        {
          method: 'POST',
          body,
          headers: {
            'content-type': whole.headers.get('content-type') ?? '',
            'content-length': String(body.byteLength),
          },
        },
        { study_uid: studyUid },
      ),
    );
  };
  const stored = async (answer: Response) => {
    expect(answer.status).toBe(200);
    const { image_uid, study_uid } = await jsonOf(answer);
    const object = await user.storage(`/study/${namespace}/${study_uid}/image/${image_uid}/version/*`);
    return { image_uid, study_uid, file: readDicom(new Uint8Array(await object.arrayBuffer())) };
  };
  return { user, namespace, study, wrap, stored };
}

const kindOf = async (response: Response): Promise<string> => (await jsonOf(response)).kind.readable_status;

describe('a file that is no DICOM object', () => {
  it('becomes a Secondary Capture of the study: a PNG with its pixels, under the patient of the record', async () => {
    const { wrap, stored, study } = await house();
    const { file, study_uid } = await stored(await wrap(encodePng(picture), { '(0008,103E)': 'Photographs' }));
    expect(study_uid).toBe(study.studyUid);
    expect(
      ['PatientName', 'PatientID', 'Modality', 'SeriesDescription', 'ConversionType'].map((name) =>
        file.dataSet.text(tagOf(name)),
      ),
    ).toEqual(['PHANTOM^CHEST', 'PH-1', 'OT', 'Photographs', 'WSD']);
    expect([...(await openFrames(file).read(0)).values].slice(0, 45)).toEqual([...picture.data]);
  });

  it('keeps the stream of a JPEG', async () => {
    const { wrap, stored, user, namespace } = await house();
    const jpeg = await encodeJpeg(picture, 90);
    const { file, image_uid, study_uid } = await stored(await wrap(jpeg));
    expect(file.transferSyntaxUid).toBe('1.2.840.10008.1.2.4.50');
    const shown = await user.storage(`/study/${namespace}/${study_uid}/image/${image_uid}/version/*/frame/0`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('comes back as the PDF that it was', async () => {
    const { wrap, stored, user, namespace } = await house();
    const pdf = Uint8Array.from(Buffer.from('%PDF-1.4 nothing to see'));
    const { image_uid, study_uid } = await stored(await wrap(pdf));
    const back = await user.storage(`/study/${namespace}/${study_uid}/image/${image_uid}/version/*/pdf`);
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(pdf);
  });

  it('is refused when it is of another kind, broken, or its tags are not to be written', async () => {
    const { wrap } = await house();
    const png = encodePng(picture);
    expect(await kindOf(await wrap(Uint8Array.from(Buffer.from('plain text'))))).toBe('VALIDATION_ERROR');
    expect(await kindOf(await wrap(png.slice(0, 40)))).toBe('VALIDATION_ERROR');
    expect(await kindOf(await wrap(png, 'no json'))).toBe('JSON_DESERIALIZE_EXCEPTION');
    expect(await kindOf(await wrap(png, { '(0002,0010)': '1.2' }))).toBe('VALIDATION_ERROR');
    expect(await kindOf(await wrap(png, {}, '2.25.404'))).toBe('STUDY_NOT_FOUND');
  });
});
