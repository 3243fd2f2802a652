import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { sampleFile } from './samples.ts';

/** Small files that want to become large, and what the fuzzing found. */
const item = Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff);
const emptyItem = Uint8Array.of(0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0);
/** (0008,1140) SQ of undefined length. */
const sequence = Uint8Array.of(0x08, 0x00, 0x40, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff);

function repeated(parts: readonly Uint8Array[], times: number): Uint8Array {
  const unit = Buffer.concat(parts);
  const all = Buffer.alloc(unit.length * times);
  for (let index = 0; index < times; index++) unit.copy(all, index * unit.length);
  return new Uint8Array(all);
}

/** The sample's head with another data set. */
function withDataSet(dataSet: Uint8Array): Uint8Array {
  const file = sampleFile();
  const start = readDicom(file).dataSet.elements()[0]?.start ?? 0;
  return new Uint8Array(Buffer.concat([file.subarray(0, start), dataSet]));
}

const code = (bytes: Uint8Array, options = {}): string => {
  try {
    readDicom(bytes, options);
    return 'read';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};

describe('bombs', () => {
  test('sequences nested a hundred thousand deep', () => {
    expect(code(withDataSet(repeated([sequence, item], 100_000)))).toBe('bad-dataset');
  });

  test('more items than any object has', () => {
    expect(code(withDataSet(new Uint8Array(Buffer.concat([sequence, repeated([emptyItem], 2_500_000)]))))).toBe(
      'too-large',
    );
  });

  test('more fragments than any object has', () => {
    const pixels = Uint8Array.of(0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff);
    expect(code(withDataSet(new Uint8Array(Buffer.concat([pixels, repeated([emptyItem], 2_500_000)]))))).toBe(
      'too-large',
    );
  });

  test('a header that inflates without end', () => {
    const zeros = new Uint8Array(80 << 20);
    const file = sampleFile();
    const head = Buffer.from(file.subarray(0, readDicom(file).dataSet.elements()[0]?.start));
    // Deflated Explicit VR Little Endian in the place of Explicit VR Little Endian.
    const at = head.indexOf('1.2.840.10008.1.2.1\0');
    const meta = Buffer.concat([
      head.subarray(0, at - 2),
      Buffer.from([22, 0]),
      Buffer.from('1.2.840.10008.1.2.1.99'),
      head.subarray(at + 20),
    ]);
    const bomb = new Uint8Array(Buffer.concat([meta, deflateSync(zeros, { level: 9 })]));
    expect(bomb.length).toBeLessThan(200_000);
    expect(code(bomb, { untilPixelData: true, partial: true, totalBytes: bomb.length + 1 })).toBe('too-large');
  });

  test.each([0xfffffffe, 0x7fffffff, 0x80000000])('a value of %i bytes', (length) => {
    for (const vr of ['OB', 'UT', 'UN', 'SQ']) {
      const header = Buffer.from([0x09, 0x00, 0x01, 0x10, vr.charCodeAt(0), vr.charCodeAt(1), 0, 0, 0, 0, 0, 0]);
      header.writeUInt32LE(length, 8);
      const file = readDicom(withDataSet(new Uint8Array(Buffer.concat([header, Buffer.from('abcd')]))));
      expect(file.repairs).toContain('truncated');
    }
  });
});

test('memory is a bounded multiple of the file, whatever it holds', async () => {
  const count = 100_000;
  const pixels = Buffer.from('e07f10004f420000ffffffff', 'hex');
  const end = Buffer.from('feffdde000000000', 'hex');
  /** (0008,0070) LO, empty; each is out of order. */
  const element = Buffer.from('080070004c4f0000', 'hex');
  const opened = Buffer.concat([sequence, item]);
  const closed = Buffer.concat([Buffer.from('feff0de000000000', 'hex'), end]);
  const files = [
    Buffer.concat([sequence, repeated([emptyItem], count), end]),
    Buffer.concat([pixels, repeated([emptyItem], count), end]),
    repeated([element], count),
    Buffer.concat([repeated([opened], 500), repeated([element], count), repeated([closed], 500)]),
    repeated([opened, element, closed], count / 10),
  ].map((dataSet) => withDataSet(new Uint8Array(dataSet)));
  const worker = new Worker(new URL('memory-worker.ts', import.meta.url), {
    workerData: files,
    // A hundred times the largest file.
    resourceLimits: { maxOldGenerationSizeMb: 80, maxYoungGenerationSizeMb: 16 },
  });
  const [sizes] = (await once(worker, 'message')) as [number[]];
  expect(sizes).toHaveLength(files.length);
});

describe('found by fuzzing', () => {
  test('a character set that is declared as a text with a character set', () => {
    const declared = Buffer.from([0x08, 0x00, 0x05, 0x00, 0x55, 0x54, 0, 0, 2, 0, 0, 0, 0xe4, 0x20]);
    const { dataSet } = readDicom(withDataSet(new Uint8Array(declared)));
    expect(dataSet.charset.guessed).toBe(true);
  });
});
