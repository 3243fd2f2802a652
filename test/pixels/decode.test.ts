import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PixelError } from '../../src/pixels/pixel-error.ts';
import { bytesOfSamples } from '../../src/pixels/samples.ts';
import { corpusDir, corpusEntries, corpusFile } from '../dicom/corpus.ts';
import { byPixel, decodeAll, referenceOf, signExtended } from './frames.ts';

/** What the other programs made of these is no reference for what is stored. */
const ELSEWISE: Readonly<Record<string, string>> = {
  'pixel-formats/odd-size-3x3-bigendian.dcm': 'bytes not swapped within their words',
  'pixel-formats/ybr-full-422-uncompressed.dcm': 'chroma repeated for each pixel',
};

const images = corpusEntries().filter((entry) => referenceOf(entry) !== undefined);

const sha256 = (chunks: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

describe.skipIf(corpusDir === undefined)('frames of the corpus', () => {
  const lossless = images.filter((entry) => referenceOf(entry)?.sha256LittleEndian !== undefined);

  test('are as many as the manifest knows', () => {
    expect(lossless.length).toBeGreaterThan(500);
  });

  test.each(lossless.filter(({ path }) => !(path in ELSEWISE)).map((entry) => [entry.path, entry] as const))(
    '%s is what other programs decode',
    async (path, entry) => {
      const frames = (await decodeAll(corpusFile(path))).map(byPixel);
      const stored = frames.map((frame) => bytesOfSamples(frame.values));
      // Of unused bits some show what is there, others the sign.
      const extended = frames.map((frame) => bytesOfSamples(signExtended(frame)));
      expect([sha256(stored), sha256(extended)]).toContain(referenceOf(entry)?.sha256LittleEndian);
    },
  );

  test('of eight bits in big endian words are the same as in little endian ones', async () => {
    const [little] = await decodeAll(corpusFile('pixel-formats/odd-size-3x3.dcm'));
    const [big] = await decodeAll(corpusFile('pixel-formats/odd-size-3x3-bigendian.dcm'));
    expect(big?.values.subarray(0, 27)).toEqual(little?.values.subarray(0, 27));
  });

  test('are decoded, or what is missing is named', { timeout: 60_000 }, async () => {
    const refused: Record<string, string> = {};
    for (const { path } of images) {
      try {
        await decodeAll(corpusFile(path));
      } catch (error) {
        if (!(error instanceof PixelError)) throw error;
        refused[path] = `${error.code}: ${error.message}`;
      }
    }
    expect(refused).toMatchInlineSnapshot(`
      {
        "malformed/orig_j2k-embedded-sequence-delimiter.dcm": "broken: The compressed frame cannot be decoded",
        "transfer-syntaxes/mpeg4-avc-h264_4.102_video.dcm": "unsupported: There is no decoder for MPEG-4 AVC/H.264 High Profile / Level 4.1",
      }
    `);
  });
});

const tools: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'dcmdjpeg',
  '1.2.840.10008.1.2.4.51': 'dcmdjpeg',
  '1.2.840.10008.1.2.4.81': 'dcmdjpls',
};
const installed = Object.values(tools).every((tool) => spawnSync(tool, ['--version']).error === undefined);
if (!installed) process.stderr.write('SKIPPED: frames beside those of dcmtk (dcmdjpeg, dcmdjpls are not installed)\n');

describe.skipIf(corpusDir === undefined || !installed)('lossy frames beside those of dcmtk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fileroom-pixels-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const lossy = images
    .filter(({ transferSyntaxUID = '' }) => transferSyntaxUID in tools)
    .map(({ path, transferSyntaxUID = '' }) => [path, tools[transferSyntaxUID] ?? ''] as const);

  test.each(lossy)('%s', async (path, tool) => {
    const plain = join(folder, 'plain.dcm');
    expect(spawnSync(tool, [join(corpusDir ?? '', path), plain]).status).toBe(0);
    const [ours, theirs] = await Promise.all([decodeAll(corpusFile(path)), decodeAll(readFileSync(plain))]);
    expect(ours.length).toBe(theirs.length);
    for (const [index, frame] of ours.entries()) {
      const [a, b] = [byPixel(frame), byPixel(theirs[index] ?? frame)];
      expect(a.values.length).toBe(b.values.length);
      let sum = 0;
      a.values.forEach((value, at) => {
        sum += Math.abs(value - (b.values[at] ?? 0));
      });
      // JPEG-LS is exact; of JPEG only the transform's rounding and the chroma between two samples are free.
      expect(sum / a.values.length).toBeLessThanOrEqual(tool === 'dcmdjpls' ? 0 : 2);
    }
  });
});
