import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import loadEncoder from '@cornerstonejs/codec-libjxl/encodewasmjs';
import { expect, test } from 'vitest';
import { decodeFrame } from '../../src/pixels/decode-frame.ts';
import type { PixelFormat } from '../../src/pixels/pixel-format.ts';

const LOSSLESS = '1.2.840.10008.1.2.4.110';
const ANY = '1.2.840.10008.1.2.4.112';
const path = createRequire(import.meta.url).resolve('@cornerstonejs/codec-libjxl/encodewasm');
const { JpegXLEncoder } = await loadEncoder({ wasmBinary: readFileSync(path) });

function formatOf(bitsStored: number, samples: 1 | 3, signed = false): PixelFormat {
  return {
    rows: 16,
    columns: 24,
    samples,
    photometric: samples === 3 ? 'RGB' : 'MONOCHROME2',
    planar: false,
    bitsAllocated: bitsStored > 8 ? 16 : 8,
    bitsStored,
    highBit: bitsStored - 1,
    signed,
  };
}

function encoded(values: Uint8Array | Uint16Array, { rows, columns, samples, bitsStored }: PixelFormat): Uint8Array {
  const encoder = new JpegXLEncoder();
  const frame = { width: columns, height: rows, bitsPerSample: bitsStored, componentCount: samples, isSigned: false };
  encoder.getDecodedBuffer(frame).set(new Uint8Array(values.buffer));
  encoder.setLossless(true);
  encoder.encode();
  const bytes = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return bytes;
}

function ramp({ rows, columns, samples, bitsStored }: PixelFormat): Uint8Array | Uint16Array {
  const levels = Array.from({ length: rows * columns * samples }, (_, at) => (at * 37) % 2 ** bitsStored);
  return bitsStored > 8 ? Uint16Array.from(levels) : Uint8Array.from(levels);
}

test.each([
  [8, 1],
  [12, 1],
  [16, 1],
  [8, 3],
  [16, 3],
] as const)('%i bits, %i samples a pixel come back as they were', async (bitsStored, samples) => {
  const format = formatOf(bitsStored, samples);
  const values = ramp(format);
  for (const syntax of [LOSSLESS, ANY]) {
    const frame = await decodeFrame(encoded(values, format), format, syntax);
    expect(frame.values).toEqual(values);
    expect(frame.format).toMatchObject({ bitsStored, planar: false, photometric: format.photometric });
  }
});

test('a frame of another size, of other samples, cut off, or of nothing is refused; the next one is read', async () => {
  const format = formatOf(8, 1);
  const whole = encoded(ramp(format), format);
  const broken = { name: 'PixelError', code: 'broken' };
  await expect(decodeFrame(whole, { ...format, rows: 17 }, LOSSLESS)).rejects.toMatchObject(broken);
  await expect(decodeFrame(whole, formatOf(8, 3), LOSSLESS)).rejects.toMatchObject(broken);
  await expect(decodeFrame(whole, formatOf(12, 1), LOSSLESS)).rejects.toMatchObject(broken);
  await expect(decodeFrame(whole.subarray(0, 20), format, LOSSLESS)).rejects.toMatchObject(broken);
  await expect(decodeFrame(Uint8Array.of(1, 2, 3, 4), format, LOSSLESS)).rejects.toMatchObject(broken);
  await expect(decodeFrame(new Uint8Array(), format, LOSSLESS)).rejects.toMatchObject(broken);
  expect((await decodeFrame(whole, format, LOSSLESS)).values).toEqual(ramp(format));
});
