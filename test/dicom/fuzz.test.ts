import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charsetOf } from '../../src/dicom/charset.ts';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { editFile } from '../../src/dicom/edit-dicom.ts';
import { inspectFile } from '../../src/dicom/inspect.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { pixelFrames } from '../../src/dicom/pixel-data.ts';
import { readDicom, type DicomFile } from '../../src/dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../../src/dicom/read-error.ts';
import { DicomWriteError } from '../../src/dicom/write-error.ts';
import { corpusEntries, corpusFile } from './corpus.ts';
import { anatomyOf, hostileDataSet, mutate, mutateStructure, mutations, structuralMutations } from './hostile.ts';
import { sampleFile } from './samples.ts';

/**
 * No bytes make the reader crash, hang, or take more memory than a small multiple of them. The seed is fixed so that
 * a failure stays one; FUZZ_SEED and FUZZ_CASES (a factor) look further.
 */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_102);
const factor = Number(process.env['FUZZ_CASES'] ?? 1);
const cases = (count: number): fc.Parameters<unknown> => ({ seed, numRuns: Math.ceil(count * factor) });
const MINUTES = 5 * 60_000 * Math.max(1, factor);
/** Large files only make each case slower. */
const LARGEST = 10_000;

const files = [
  sampleFile(),
  ...corpusEntries()
    .filter(({ size }) => size > 0 && size <= LARGEST)
    .map(({ path }) => corpusFile(path)),
];
const mutated = fc
  .tuple(fc.nat({ max: files.length - 1 }), fc.nat({ max: files.length - 1 }), mutations)
  .map(([index, other, changes]) => mutate(files[index] ?? sampleFile(), files[other] ?? sampleFile(), changes));

const anatomies = files.map(anatomyOf).filter(({ file, parts }) => parts.length > 0 && file.length < LARGEST / 2);
const restructured = fc
  .tuple(fc.constantFrom(...anatomies), structuralMutations)
  .map(([anatomy, changes]) => mutateStructure(anatomy, changes));

/** Everything the program does with a file it was given; only the errors that are promised may come. */
function exercise(bytes: Uint8Array): void {
  expected(() => {
    const file = readDicom(bytes);
    expect(countOf(file.dataSet) * 8).toBeLessThanOrEqual(file.dataSet.bytes.length + 8);
    inspectFile(file);
    pixelFrames(file);
    const edited = editFile(file, {});
    // Every damaged header may grow by a few bytes, and text by UTF-8; nothing is written twice.
    expect(edited.length).toBeLessThan(file.dataSet.bytes.length * 4 + 4096);
    readDicom(edited);
    readInstanceHeader(file);
  });
  expected(() => readInstanceHeader(readInSteps(bytes)));
  expected(() => readDicomdir(bytes));
}

function expected(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DicomReadError) && !(error instanceof DicomWriteError)) throw error;
  }
}

/** Elements and items, at any depth; all texts are decoded on the way. */
function countOf(dataSet: DataSet): number {
  let count = 0;
  for (const element of dataSet.elements()) {
    count += 1 + (element.fragments?.length ?? 0);
    dataSet.textsOf(element);
    for (const item of dataSet.itemsOf(element)) count += 1 + countOf(item);
  }
  return count;
}

function readInSteps(bytes: Uint8Array): DicomFile {
  let length = Math.min(bytes.length, 600);
  for (;;) {
    try {
      const options = { untilPixelData: true, partial: true, totalBytes: bytes.length };
      return readDicom(bytes.subarray(0, length), options);
    } catch (error) {
      if (!(error instanceof NeedMoreBytesError)) throw error;
      // It must ask for more than it had: or reading would never end.
      expect(error.needed).toBeGreaterThan(length);
      expect(length).toBeLessThan(bytes.length);
      length = Math.min(error.needed, bytes.length);
    }
  }
}

describe('hostile bytes', () => {
  test('mutated files', () => fc.assert(fc.property(mutated, exercise), cases(10_000)), MINUTES);

  test(
    'files with elements, lengths, VRs and delimiters changed',
    () => fc.assert(fc.property(restructured, exercise), cases(6000)),
    MINUTES,
  );

  test(
    'data sets that no writer would write',
    () => fc.assert(fc.property(hostileDataSet, exercise), cases(10_000)),
    MINUTES,
  );

  test('any bytes', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), exercise), cases(2000)), MINUTES);

  test(
    'any text in any character set',
    () => {
      const term = fc.oneof(
        fc.constantFrom(
          '',
          'ISO_IR 100',
          'ISO_IR 13',
          'ISO 2022 IR 87',
          'ISO 2022 IR 149',
          'ISO 2022 IR 58',
          'GB18030',
          'GBK',
        ),
        fc.string(),
      );
      const text = fc.array(fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0x1b, 0x24, 0x28, 0x29, 0x42, 0x5c, 0x5e)));
      const property = fc.property(fc.array(term, { maxLength: 4 }), text, (terms, bytes) => {
        const charset = charsetOf(terms);
        const decoded = charset.decode(Uint8Array.from(bytes), '\\^=');
        expect(decoded.length).toBeLessThanOrEqual(bytes.length * 2);
        charset.encode(decoded);
      });
      fc.assert(property, cases(4000));
    },
    MINUTES,
  );
});
