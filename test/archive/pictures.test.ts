import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type EmbeddedArchive, openArchive } from '../../src/archive/open-archive.ts';
import { decodeFrame } from '../../src/pixels/decode-frame.ts';
import type { PixelFormat } from '../../src/pixels/pixel-format.ts';
import { Database } from '../../src/archive/store/database.ts';
import { ObjectStore } from '../../src/archive/store/object-store.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { sharedDir } from '../helpers/shared.ts';
import { type Client, jsonOf, newUid, owner, password, storeStudy, temporaryFolder, type Values } from './harness.ts';

const side = 64;
/** Left half dark, right half bright. */
const halves = new Uint8Array(
  Uint16Array.from({ length: side * side }, (_, index) => (index % side < side / 2 ? 100 : 900)).buffer,
);
const pixels = { Rows: side, Columns: side, PixelData: halves };

// One archive for all: its decoders take a moment to start.
let archive: EmbeddedArchive;
let user: Client;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fileroom-pictures-'));
  archive = await openArchive({ dir: folder, password });
  user = await owner(archive);
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

async function stored(values: Values) {
  const sopUid = newUid();
  const study = await storeStudy(user, archive.info.namespaceId, [{ SOPInstanceUID: sopUid, ...values }]);
  const route = `/study/${study.namespace}/${study.studyUid}/image/${sopUid}/version/*/frame`;
  return { get: (frame: string) => user.storage(`${route}/${frame}`) };
}

/** Mean brightness of the left and the right half of a JPEG. */
async function brightness(response: Response): Promise<{ width: number; height: number; left: number; right: number }> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  const jpeg = new Uint8Array(await response.arrayBuffer());
  const { width, height } = sizeOf(jpeg);
  const { values: rgb } = await decodeFrame(jpeg, rgbFormat(width, height), '1.2.840.10008.1.2.4.50');
  const sums = { left: 0, right: 0 };
  rgb.forEach((value, index) => {
    sums[Math.floor(index / 3) % width < width / 2 ? 'left' : 'right'] += value;
  });
  return { width, height, left: sums.left / (rgb.length / 2), right: sums.right / (rgb.length / 2) };
}

const rgbFormat = (columns: number, rows: number): PixelFormat => ({
  rows,
  columns,
  samples: 3,
  photometric: 'RGB',
  planar: false,
  bitsAllocated: 8,
  bitsStored: 8,
  highBit: 7,
  signed: false,
});

/** From the start-of-frame marker (ISO 10918-1 B.2.2). */
function sizeOf(jpeg: Uint8Array): { width: number; height: number } {
  const frame = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]));
  const view = new DataView(jpeg.buffer, jpeg.byteOffset);
  return { height: view.getUint16(frame + 5), width: view.getUint16(frame + 7) };
}

describe('a picture', () => {
  it.each([
    ['without a window: darkest to brightest', {}, 0, 255],
    ['with a window', { WindowCenter: '900', WindowWidth: '3200' }, 64, 128],
    [
      'with a window after rescale',
      { WindowCenter: '-100', WindowWidth: '1600', RescaleSlope: '1', RescaleIntercept: '-1000' },
      0,
      128,
    ],
    ['of MONOCHROME1', { PhotometricInterpretation: 'MONOCHROME1' }, 255, 0],
    ['of twelve bits stored', { BitsStored: 12, HighBit: 11 }, 0, 255],
  ] as const)('%s', async (_, values, left, right) => {
    const { get } = await stored({ ...pixels, ...values });
    const seen = await brightness(await get('0/thumbnail'));
    expect(seen).toMatchObject({ width: side, height: side });
    expect(Math.abs(seen.left - left)).toBeLessThan(4);
    expect(Math.abs(seen.right - right)).toBeLessThan(4);
  });

  it('is small as a thumbnail and whole as a frame', async () => {
    const large = new Uint8Array(400 * 300 * 2);
    const { get } = await stored({ Rows: 300, Columns: 400, PixelData: large });
    expect(await brightness(await get('0/thumbnail'))).toMatchObject({ width: 192, height: 144 });
    expect(await brightness(await get('0'))).toMatchObject({ width: 400, height: 300 });
  });

  it('of a tiny image is enlarged', async () => {
    const { get } = await stored({});
    expect(await brightness(await get('0'))).toMatchObject({ width: 64, height: 64 });
  });

  it('is the same when asked for again', async () => {
    const { get } = await stored(pixels);
    const first = await (await get('0/thumbnail')).arrayBuffer();
    expect(await (await get('0/thumbnail')).arrayBuffer()).toEqual(first);
  });

  it('of an object that was deleted while it was made is not kept', async () => {
    const dir = await temporaryFolder();
    const database = new Database(path.join(dir, 'archive.sqlite'));
    const objects = new ObjectStore(dir, database);
    onTestFinished(() => {
      objects.close();
      database.close();
    });
    const sha256 = 'ab'.repeat(32);
    await objects.cache(sha256, 'thumbnail-0.jpg', new Uint8Array([1]));
    expect(await objects.cached(sha256, 'thumbnail-0.jpg')).toBeUndefined();
  });

  it('is not found for an object without pixels, or a frame that is not there', async () => {
    const { get } = await stored({ Rows: [], Columns: [], PixelData: new Uint8Array() });
    const answer = await get('0/thumbnail');
    expect(answer.status).toBe(404);
    expect((await jsonOf(answer)).kind).toEqual({ code: 3, readable_status: 'NOT_FOUND' });
    const image = await stored(pixels);
    expect((await image.get('1/thumbnail')).status).toBe(404);
    expect((await image.get('one/thumbnail')).status).toBe(400);
  });

  it('cannot be had of pixels that are cut off, and the next one can', async () => {
    const { get } = await stored({ ...pixels, PixelData: halves.subarray(0, 100) });
    expect((await get('0/thumbnail')).status).toBe(404);
    const image = await stored(pixels);
    expect((await image.get('0/thumbnail')).status).toBe(200);
  });
});

const shared = sharedDir();
describe.skipIf(shared === undefined)('pictures of the corpus', () => {
  const corpus = path.join(shared ?? '', 'corpus');
  const showable = [
    'transfer-syntaxes/deflated_1.2.1.99_CT.dcm',
    'transfer-syntaxes/explicit-be_1.2.2_CT.dcm',
    'transfer-syntaxes/htj2k-lossless_4.201_MR16bit.dcm',
    'transfer-syntaxes/j2k-lossless_4.90_CT.dcm',
    'transfer-syntaxes/jpeg-baseline_4.50_CT8bit.dcm',
    'transfer-syntaxes/jpeg-extended_4.51_CT12bit.dcm',
    'transfer-syntaxes/jpeg-lossless-sv1_4.70_CT.dcm',
    'transfer-syntaxes/jpegls-lossless_4.80_CT.dcm',
    'transfer-syntaxes/jpegxl-lossless_4.110_ramp16bit.dcm',
    'transfer-syntaxes/rle_1.2.5_CT.dcm',
    'pixel-formats/seg-1bit-nonbyte-aligned.dcm',
    'pixel-formats/rgb-rle-32bit-2frame.dcm',
    'modalities/RTDOSE-15frames-32bit.dcm',
  ];

  async function thumbnailOf(name: string): Promise<Response> {
    const bytes = new Uint8Array(await readFile(path.join(corpus, name)));
    const { namespaceId } = archive.info;
    const ids = identify(bytes);
    // Several files are of one study.
    await user.call('/study/add', { study_uid: ids.study, storage_namespace: namespaceId, phi_namespace: namespaceId });
    const { image_version } = await jsonOf(await user.send(namespaceId, bytes, ids.study));
    return user.storage(
      `/study/${namespaceId}/${ids.study}/image/${ids.image}/version/${image_version}/frame/0/thumbnail`,
    );
  }

  it.each(showable)('%s', async (name) => {
    expect((await brightness(await thumbnailOf(name))).width).toBeGreaterThan(0);
  });

  it('a video has no decoder here, which is said', async () => {
    const answer = await thumbnailOf('transfer-syntaxes/mpeg4-avc-h264_4.102_video.dcm');
    expect(answer.status).toBe(415);
    expect((await jsonOf(answer)).kind.readable_status).toBe('TRANSCODING_SERVICE_ERROR');
  });
});

function identify(bytes: Uint8Array): { study: string; image: string } {
  const header = readInstanceHeader(readDicom(bytes));
  return { study: header.studyInstanceUid, image: header.sopInstanceUid };
}
