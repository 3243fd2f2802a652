import { crc32 } from 'node:zlib';
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

  it('is the picture of a bitmap, right way up', async () => {
    const { wrap, stored } = await house();
    const { file } = await stored(
      await wrap(
        bitmap(
          [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
            [9, 8, 7],
          ],
          2,
        ),
      ),
    );
    expect([...(await openFrames(file).read(0)).values]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]);
  });

  it('is the film of an MP4 as it is, which comes back as such, whole and in ranges', async () => {
    const { wrap, stored, user, namespace } = await house();
    const film = mp4({ profile: 100, level: 31 });
    const { file, image_uid, study_uid } = await stored(await wrap(film));
    expect(file.transferSyntaxUid).toBe('1.2.840.10008.1.2.4.102');
    expect(
      ['SOPClassUID', 'NumberOfFrames', 'FrameTime', 'Rows', 'Columns'].map((name) =>
        file.dataSet.texts(tagOf(name)).join(),
      ),
    ).toEqual(['1.2.840.10008.5.1.4.1.1.77.1.4.1', '50', '40', '480', '640']);
    const at = `/study/${namespace}/${study_uid}/image/${image_uid}/version/*`;
    const video = await user.storage(`${at}/video`);
    expect(video.headers.get('content-type')).toBe('video/mp4');
    expect((await video.bytes()).slice(0, film.length)).toEqual(film);
    const part = await user.storage(`${at}/video`, { headers: { range: 'bytes=4-7' } });
    expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
    const refused = await user.storage(`${at}/pdf`);
    expect([refused.status, await kindOf(refused)]).toEqual([415, 'NOT_PDF_FILE']);
    expect(await kindOf(await user.storage(`${at}/cadsr`))).toBe('NOT_ACCEPTABLE');
    for (const stream of [
      { profile: 110, level: 31 },
      { profile: 100, level: 51 },
    ])
      expect(await kindOf(await wrap(mp4(stream)))).toBe('VALIDATION_ERROR');
  });

  it('may come in parts, or lie beside the study already', async () => {
    const { user, namespace, study } = await house();
    const png = encodePng(picture);
    const { upload_uuid } = await jsonOf(await user.storage('/multipart/initiate'));
    await user.storage(`/multipart/${upload_uuid}`, {
      method: 'POST',
      body: png,
      headers: {
        'x-file-name': '00000',
        'x-ambrahealth-part-checksum': String(crc32(png)),
        'content-length': String(png.length),
      },
    });
    const complete = await user.storage(
      `/multipart/${upload_uuid}/complete`,
      { method: 'POST', headers: { 'x-file-size': String(png.length) } },
      { namespace, endpoint: 'wrap', study_uid: study.studyUid },
    );
    expect([complete.status, (await jsonOf(complete)).study_uid]).toEqual([200, study.studyUid]);
    const form = new FormData();
    form.set('data', new File([png], 'Photo.png', { type: 'image/png' }));
    const whole = new Response(form);
    const body = await whole.arrayBuffer();
    const headers = {
      'content-type': whole.headers.get('content-type') ?? '',
      'content-length': String(body.byteLength),
    };
    const path = `/study/${namespace}/${study.studyUid}`;
    const answer = await jsonOf(
      await user.storage(`${path}/attachment`, { method: 'POST', body, headers }, { wrap_images: 1 }),
    );
    const [{ id, version, image_uid }] = answer.attachments;
    const thumbnail = await user.storage(`${path}/image/${image_uid}/version/*/frame/0/thumbnail`);
    expect(thumbnail.headers.get('content-type')).toBe('image/jpeg');
    expect(await kindOf(await user.storage(`${path}/image/${image_uid}/version/*/video`))).toBe('NOT_VIDEO_IN_IMAGE');
    const again = await user.storage(`${path}/attachment/${id}/version/${version}/image`, { method: 'POST' });
    expect((await jsonOf(again)).study_uid).toBe(study.studyUid);
    expect(await jsonOf(await user.storage(`${path}/count`))).toMatchObject({ image_count: 3, attachment_count: 1 });
    const html = await user.storage(`${path}/attachment`, { method: 'POST', body, headers }, { wrap_html_as_pdf: 1 });
    expect([html.status, await kindOf(html)]).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(await kindOf(await user.storage(`${path}/attachment/${study.uuid}/version/*`))).toBe(
      'ATTACHMENT_NOT_FOUND_EXCEPTION',
    );
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

/** A Windows bitmap of 24 bits; `colours` are RGB, the upper row first. */
function bitmap(colours: readonly (readonly number[])[], width: number): Uint8Array<ArrayBuffer> {
  const height = colours.length / width;
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(24, 28);
  for (const [index, colour] of colours.entries()) {
    const row = height - 1 - Math.floor(index / width);
    file.set(colour.toReversed(), 54 + row * stride + (index % width) * 3);
  }
  return Uint8Array.from(file);
}

const box = (name: string, ...content: Buffer[]) => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8, name.padStart(8, '\0'), 'latin1');
  head.writeUInt32BE(body.length + 8);
  return Buffer.concat([head, body]);
};

const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};

/** The frame of an MP4: 50 pictures in two seconds, 640 × 480, without the pictures. */
function mp4({ profile, level }: { profile: number; level: number }): Uint8Array<ArrayBuffer> {
  const entry = Buffer.alloc(78);
  entry.writeUInt16BE(640, 24);
  entry.writeUInt16BE(480, 26);
  const avc1 = box('avc1', entry, box('avcC', Buffer.from([1, profile, 0, level])));
  const table = box('stbl', box('stsd', numbers(0, 1), avc1), box('stsz', numbers(0, 0, 50)));
  const media = box(
    'mdia',
    box('mdhd', numbers(0, 0, 0, 1000, 2000, 0)),
    box('hdlr', numbers(0, 0), Buffer.from('vide'), numbers(0, 0, 0)),
    box('minf', table),
  );
  const film = [box('ftyp', Buffer.from('isom')), box('moov', box('trak', media)), box('mdat', Buffer.alloc(33, 1))];
  return Uint8Array.from(Buffer.concat(film));
}
