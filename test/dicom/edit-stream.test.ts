import * as fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../src/dicom/byte-source.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editDicom, type Edits } from '../../src/dicom/edit-dicom.ts';
import { editedStream, planEdit } from '../../src/dicom/edit-stream.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { DicomReadError } from '../../src/dicom/read-error.ts';
import { DicomWriteError } from '../../src/dicom/write-error.ts';
import { corpusDir, corpusEntries, corpusFile } from './corpus.ts';
import { hostileDataSet, mutate, mutations } from './hostile.ts';
import { EXPLICIT, IMPLICIT, sampleFile } from './samples.ts';

/** A file that comes in pieces of `step` bytes. */
function sourceOf(bytes: Uint8Array, step = 1000, seekable = true): ByteSource {
  return {
    size: bytes.length,
    seekable,
    async *stream(start) {
      await Promise.resolve();
      for (let at = start; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    },
  };
}

interface Options {
  readonly charset?: string;
}

/** What comes of it, or the code of the error that is promised. */
async function streamed(source: ByteSource, edits: Edits, options: Options = {}): Promise<Uint8Array | string> {
  try {
    const plan = await planEdit(source, edits, options);
    const chunks: Uint8Array[] = [];
    for await (const chunk of editedStream(source, plan)) chunks.push(chunk);
    const result = new Uint8Array(Buffer.concat(chunks));
    expect(plan.size).toBe(result.length);
    return result;
  } catch (error) {
    return codeOf(error);
  }
}

function inMemory(bytes: Uint8Array, edits: Edits, options: Options = {}): Uint8Array | string {
  try {
    return editDicom(bytes, edits, options);
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof DicomReadError || error instanceof DicomWriteError) return error.code;
  throw error;
}

/** `vitest` would print both files. */
function same(a: Uint8Array | string, b: Uint8Array | string): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : Buffer.compare(a, b) === 0;
}

const removeSome: Edits = { visit: ({ element: { tag } }) => (/[37]$/.test(tag) ? 'remove' : 'keep') };
const EDITS: readonly { readonly name: string; readonly edits: Edits; readonly options?: Options }[] = [
  { name: 'nothing', edits: {} },
  { name: 'a value that fits', edits: { set: [element('PatientID', 'L-1')], clearPreamble: true } },
  { name: 'a value that turns all into UTF-8', edits: { set: [element('PatientName', '山田^太郎')] } },
  { name: 'values removed', edits: removeSome },
  { name: 'another character set', edits: {}, options: { charset: 'ISO_IR 192' } },
  { name: 'what comes behind the pixels', edits: { set: [{ tag: 'FFFCFFFC', vr: 'OB', value: new Uint8Array(4) }] } },
  { name: 'other pixels', edits: { set: [{ tag: '7FE00010', vr: 'OW', value: new Uint8Array(4) }] } },
  { name: 'no pixels', edits: { visit: ({ element: { tag } }) => (tag.startsWith('7FE0') ? 'remove' : 'keep') } },
];

const behind: readonly NewElement[] = [
  { tag: '7FE10010', vr: 'LO', value: 'CREATOR' },
  { tag: '7FE11001', vr: 'SQ', value: { items: [[element('PatientName', 'Ähre')]] } },
  { tag: 'FFFCFFFC', vr: 'OB', value: new Uint8Array(10) },
];
const pixels = element(
  'PixelData',
  Uint8Array.from({ length: 20_000 }, (_, index) => index),
);
const fragments = [new Uint8Array(), new Uint8Array(7000).fill(1), new Uint8Array(), new Uint8Array(9000).fill(2)];
const compressed = sampleFile([element('PixelData', { fragments }), ...behind], '1.2.840.10008.1.2.4.90');
const plain = sampleFile([pixels, ...behind]);

function deflated(file: Uint8Array): Uint8Array {
  const start = readDicom(file).dataSet.elements()[0]?.start ?? 0;
  const head = Buffer.from(file.subarray(0, start));
  const at = head.indexOf(`${EXPLICIT}\0`);
  const meta = [head.subarray(0, at - 2), Buffer.from([22, 0]), Buffer.from(`${EXPLICIT}.99`), head.subarray(at + 20)];
  return new Uint8Array(Buffer.concat([...meta, deflateRawSync(file.subarray(start))]));
}

const FILES: readonly (readonly [string, Uint8Array])[] = [
  ['explicit', plain],
  ['implicit', sampleFile([pixels, ...behind], IMPLICIT)],
  ['compressed', compressed],
  ['deflated', deflated(plain)],
  ['deflated and compressed', deflated(compressed)],
  ['without preamble', plain.subarray(128)],
  ['cut within the pixels', plain.subarray(0, 15_001)],
  ['cut within a fragment', compressed.subarray(0, 12_001)],
  ['cut within the header of a fragment', compressed.subarray(0, compressed.length - 9010)],
  ['cut behind the pixels', plain.subarray(0, -7)],
  ['with stray bytes', new Uint8Array(Buffer.concat([plain, Buffer.from('stray')]))],
  ['deflated, and broken off', deflated(plain).subarray(0, -10)],
  ['empty', new Uint8Array()],
  ['something else', new Uint8Array(Buffer.from('%PDF-1.7 '.repeat(2000)))],
];

describe('a file that is edited as it flows by is the same as one edited in memory', () => {
  describe.each(EDITS)('$name', ({ edits, options }) => {
    test.each(FILES)('%s', async (_, bytes) => {
      const expected = inMemory(bytes, edits, options);
      expect(same(await streamed(sourceOf(bytes), edits, options), expected)).toBe(true);
      expect(same(await streamed(sourceOf(bytes, 777, false), edits, options), expected)).toBe(true);
    });

    test.skipIf(corpusDir === undefined)('the corpus', async () => {
      const different: string[] = [];
      for (const { path } of corpusEntries()) {
        const bytes = corpusFile(path);
        if (!same(await streamed(sourceOf(bytes, 1 << 16), edits, options), inMemory(bytes, edits, options)))
          different.push(path);
      }
      expect(different).toEqual([]);
    });
  });

  test('broken files too, in pieces of any size', async () => {
    const broken = fc.oneof(
      hostileDataSet,
      fc.tuple(fc.constantFrom(plain, compressed), mutations).map(([file, changes]) => mutate(file, plain, changes)),
    );
    const edits = fc.constantFrom(...EDITS);
    await fc.assert(
      fc.asyncProperty(
        broken,
        edits,
        fc.integer({ min: 100, max: 9000 }),
        fc.boolean(),
        async (bytes, edit, step, seek) => {
          const found = await streamed(sourceOf(bytes, step, seek), edit.edits, edit.options);
          const expected = inMemory(bytes, edit.edits, edit.options);
          expect(same(found, expected), `${String(found).slice(0, 80)} ${String(expected).slice(0, 80)}`).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('a file larger than memory', () => {
  const header = sampleFile([
    { tag: 'FFFCFFFC', vr: 'OB', value: new Uint8Array(4) },
    element('PixelData', new Uint8Array()),
  ]);
  const at = readDicom(header).pixels?.valueStart ?? 0;
  const LENGTH = 3 * 2 ** 30;
  const head = header.slice(0, at);
  new DataView(head.buffer).setUint32(at - 4, LENGTH, true);
  const tail = header.slice(at);

  /** Its pixels are made when they are asked for, and counted. */
  function large(seekable: boolean): ByteSource & { readonly read: () => number } {
    let read = 0;
    const zeros = new Uint8Array(1 << 20);
    async function* stream(start: number): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      if (start < at) yield head.subarray(start);
      for (let position = Math.max(start, at); position < at + LENGTH; position += zeros.length) {
        const chunk = zeros.subarray(0, Math.min(zeros.length, at + LENGTH - position));
        read += chunk.length;
        yield chunk;
      }
      yield tail.subarray(Math.max(0, start - at - LENGTH));
    }
    return { size: at + LENGTH + tail.length, seekable, stream, read: () => read };
  }

  test.each([true, false])('is planned without its pixels (seekable: %s)', async (seekable) => {
    const source = large(seekable);
    const plan = await planEdit(source, (file) => ({
      set: [element('PatientID', `${file.dataSet.text(tagOf('PatientID'))}-X`), element('PatientComments', 'long')],
    }));
    expect(source.read()).toBeLessThan(seekable ? 5 << 20 : LENGTH + 1);
    expect(readInstanceHeader(plan.file).patientId).toBe('P-1');
    expect(plan.pieces.map((piece) => (piece instanceof Uint8Array ? 'new' : piece.end - piece.start))).toEqual([
      'new',
      LENGTH + 12,
      'new',
    ]);
    // Two more letters, and a comment of four behind its header.
    expect(plan.size).toBe(source.size + 2 + 12);
    const [first] = plan.pieces;
    const rewritten = readDicom(first instanceof Uint8Array ? first : new Uint8Array());
    expect(rewritten.dataSet.text(tagOf('PatientID'))).toBe('P-1-X');
  });

  test('that has become shorter ends in an error', async () => {
    const source = sourceOf(plain);
    const plan = await planEdit(source, {});
    const shorter = editedStream(sourceOf(plain.subarray(0, 9000)), plan);
    const drain = async (): Promise<void> => {
      for await (const chunk of shorter) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(drain()).rejects.toThrow(expect.objectContaining({ code: 'truncated' }));
  });
});
