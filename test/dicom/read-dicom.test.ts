import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editDicom, type Edits } from '../../src/dicom/edit-dicom.ts';
import { readInstanceHeader } from '../../src/dicom/instance-header.ts';
import { element } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { DicomReadError, NeedMoreBytesError } from '../../src/dicom/read-error.ts';
import { sampleFile } from './samples.ts';

const code = (bytes: Uint8Array): string => {
  try {
    readInstanceHeader(readDicom(bytes));
    return 'read';
  } catch (error) {
    if (error instanceof DicomReadError) return error.code;
    throw error;
  }
};
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** The data set alone: without preamble and group 0002. */
const bare = (file: Uint8Array): Uint8Array => file.subarray(readDicom(file).dataSet.elements()[0]?.start);

const dropStudy: NonNullable<Edits['visit']> = ({ element: { tag } }) =>
  tag === tagOf('StudyInstanceUID') ? 'remove' : 'keep';

/** Reads all there is; anything but a DicomReadError is a fault of ours. */
const readOnly = (bytes: Uint8Array): void => {
  try {
    const file = readDicom(bytes);
    for (const each of file.dataSet.elements()) file.dataSet.textsOf(each);
    readInstanceHeader(file);
  } catch (error) {
    expect(error).toBeInstanceOf(DicomReadError);
  }
};

describe('what is no DICOM is refused with its reason', () => {
  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['one byte', Uint8Array.of(2), 'not-dicom'],
    ['zeros', new Uint8Array(65536), 'not-dicom'],
    ['text', text('Once upon a time there was a disc. '.repeat(20)), 'not-dicom'],
    [
      'a JPEG',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 600 }, (_, i) => i & 255)]),
      'not-dicom',
    ],
    ['a preamble and nothing behind it', Uint8Array.from([...new Uint8Array(128), ...text('DICM')]), 'not-dicom'],
    ['a file cut within its meta group', sampleFile().subarray(0, 250), 'truncated'],
    ['an object without a study', editDicom(sampleFile(), { visit: dropStudy }), 'missing-uid'],
  ])('%s', (_, bytes, expected) => {
    expect(code(bytes)).toBe(expected);
  });
});

describe('what can be mended is read, and the repair is told', () => {
  const file = sampleFile();

  test.each([
    ['as it should be', file, []],
    ['no preamble', file.subarray(128), ['no-preamble']],
    ['no preamble and no DICM', file.subarray(132), ['no-preamble']],
    ['a bare data set', bare(file), ['no-preamble', 'no-meta']],
    ['a bare implicit data set', bare(sampleFile([], '1.2.840.10008.1.2')), ['no-preamble', 'no-meta']],
    ['stray bytes at the end', Uint8Array.from([...file, 0, 0, 0]), ['trailing-bytes']],
    ['pixels cut short', file.subarray(0, -3), ['truncated']],
  ])('%s', (_, bytes, repairs) => {
    const read = readDicom(bytes);
    expect(read.repairs).toEqual(repairs);
    expect(read.dataSet.text(tagOf('PatientName'))).toBe('PHÄNTOM^CHEST');
    expect(readInstanceHeader(read)).toMatchObject({ studyInstanceUid: '2.25.2', rows: 2, frames: 1 });
  });
});

describe('partial input', () => {
  const file = sampleFile([element('ImageComments', 'x'.repeat(3000))]);

  test('every beginning either suffices or says how much does', () => {
    const whole = readInstanceHeader(readDicom(file));
    for (let length = 0; length < file.length; length++) {
      try {
        const options = { untilPixelData: true, partial: true, totalBytes: file.length };
        expect(readInstanceHeader(readDicom(file.subarray(0, length), options))).toEqual(whole);
      } catch (error) {
        if (!(error instanceof NeedMoreBytesError)) throw error;
        expect(error.needed).toBeGreaterThan(length);
        expect(error.needed).toBeLessThanOrEqual(file.length);
      }
    }
  });

  test('pixels that end before the file should are noticed without reading them', () => {
    const options = { untilPixelData: true, partial: true, totalBytes: file.length - 1 };
    expect(readDicom(file.subarray(0, file.length - 4), options).repairs).toEqual(['truncated']);
  });
});

test('deflated data sets are read, and parts of them ask for more (PS3.5 A.5)', () => {
  const file = sampleFile();
  const start = readDicom(file).dataSet.elements()[0]?.start ?? 0;
  const marked = editDicom(file.subarray(0, start + 400), {});
  const head = withTransferSyntax(marked.subarray(0, start), '1.2.840.10008.1.2.1.99');
  const deflated = Buffer.concat([head, deflateRawSync(file.subarray(start))]);
  const read = readDicom(deflated);
  expect(read.dataSet.text(tagOf('PatientName'))).toBe('PHÄNTOM^CHEST');
  expect(() => readDicom(deflated.subarray(0, -20), { partial: true, totalBytes: 5000 })).toThrow(NeedMoreBytesError);
  expect(() => readDicom(Buffer.concat([head, Buffer.alloc(100, 0xff)]))).toThrow(
    expect.objectContaining({ code: 'bad-dataset' }),
  );
  const edited = readDicom(editDicom(deflated, {}));
  expect(edited.transferSyntaxUid).toBe('1.2.840.10008.1.2.1');
});

/** Group 0002 with another transfer syntax; its group length is not corrected, which the reader does not mind. */
function withTransferSyntax(head: Uint8Array, uid: string): Buffer {
  const bytes = Buffer.from(head);
  const at = bytes.indexOf('1.2.840.10008.1.2.1\0');
  const padded = uid.padEnd(uid.length + (uid.length % 2), '\0');
  const length = Buffer.from([padded.length, 0]);
  return Buffer.concat([bytes.subarray(0, at - 2), length, Buffer.from(padded, 'latin1'), bytes.subarray(at + 20)]);
}

describe('hostile bytes', () => {
  test('random ones are read or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), readOnly), { numRuns: 2000 });
  });

  test('a file with some of its bytes changed is read or refused', () => {
    const file = sampleFile([
      element('ReferencedSeriesSequence', {
        items: [[element('SeriesInstanceUID', '2.25.9'), element('ReferencedSOPSequence', { items: [[], []] })]],
      }),
    ]);
    const change = fc.tuple(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 40 }), (changes, cut) => {
        const mutant = file.slice(0, file.length - cut);
        for (const [at, value] of changes) if (at < mutant.length) mutant[at] = value;
        readOnly(mutant);
      }),
      { numRuns: 3000 },
    );
  });

  test('sequences nested without end are refused', () => {
    const opening = [
      0x08, 0x00, 0x15, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff,
    ];
    const nested = Uint8Array.from(Array.from({ length: 20_000 }, () => opening).flat());
    expect(code(Uint8Array.from([...bare(sampleFile()).subarray(0, 90), ...nested]))).toMatch(
      /^(bad-dataset|not-dicom)$/,
    );
  });
});
