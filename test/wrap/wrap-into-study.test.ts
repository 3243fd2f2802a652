import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../src/archive/pictures/jpeg.ts';
import { encodePng } from '../../src/archive/pictures/png.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editFile } from '../../src/dicom/edit-dicom.ts';
import { type DicomFile, readDicom } from '../../src/dicom/read-dicom.ts';
import { openFrames } from '../../src/pixels/frame-samples.ts';
import { wrapFile } from '../../src/wrap/wrap-file.ts';
import { wrapIntoStudy } from '../../src/wrap/wrap-into-study.ts';
import { WrapError } from '../../src/wrap/wrapped.ts';
import { isInstalled, useDciodvfy } from '../deid/dciodvfy.ts';
import { chestReport, toBytes } from '../fixtures/phantom-objects.ts';
import { tinyJpeg, tinyPdf } from '../fixtures/papers.ts';

const template = readDicom(toBytes(chestReport()));
const as = {
  sopInstanceUid: '2.25.1001',
  seriesInstanceUid: '2.25.1002',
  seriesNumber: 9000,
  title: 'Befund Größe',
  burnedIn: true,
};
const picture = (samples: 1 | 3) => ({
  width: 5,
  height: 3,
  samples,
  data: Uint8Array.from({ length: 15 * samples }, (_, index) => index * 5),
});

function wrapped(content: Uint8Array): { readonly bytes: Uint8Array; readonly file: DicomFile } {
  const made = wrapFile(content);
  const bytes = editFile(readDicom(wrapIntoStudy(made, template, as)), { set: made.content });
  return { bytes, file: readDicom(bytes) };
}

const text = ({ dataSet }: DicomFile, keyword: string) => dataSet.text(tagOf(keyword));

describe('a document that becomes an object', () => {
  const files: [string, () => Uint8Array | Promise<Uint8Array>][] = [
    ['PDF', () => tinyPdf('A report of nobody')],
    ['PDF of odd length', () => Buffer.concat([tinyPdf('A report of nobody.'), Buffer.from('\n')])],
    ['JPEG', () => tinyJpeg()],
    ['JPEG in colour', async () => encodeJpeg(picture(3), 90)],
    ['grey PNG', () => encodePng(picture(1))],
    ['PNG in colour', () => encodePng(picture(3))],
  ];

  describe.skipIf(!isInstalled)('conforms to its IOD', () => {
    const errorsIn = useDciodvfy();
    it.each(files)('%s', async (_, content) => {
      expect(errorsIn(wrapped(await content()).bytes)).toEqual(new Set());
    });
  });

  it.each(files)('is of the patient and study of the others: %s', async (_, content) => {
    const { file } = wrapped(await content());
    for (const keyword of [
      'PatientName',
      'PatientID',
      'PatientBirthDate',
      'PatientSex',
      'StudyInstanceUID',
      'StudyDate',
    ])
      expect(text(file, keyword), keyword).toBe(text(template, keyword));
    expect(['SeriesDescription', 'BurnedInAnnotation', 'ConversionType'].map((each) => text(file, each))).toEqual([
      'Befund Größe',
      'YES',
      'WSD',
    ]);
  });

  it('keeps a PDF byte for byte, and tells its length', () => {
    const pdf = Buffer.concat([tinyPdf('x'), Buffer.from('\n')]);
    const { file } = wrapped(pdf);
    const length = file.dataSet.number(tagOf('EncapsulatedDocumentLength'));
    expect(length).toBe(pdf.length);
    expect(file.dataSet.value(tagOf('EncapsulatedDocument'))?.subarray(0, length)).toEqual(new Uint8Array(pdf));
    expect(text(file, 'DocumentTitle')).toBe('Befund Größe');
  });

  it('keeps the samples of a PNG', async () => {
    for (const samples of [1, 3] as const) {
      const { file } = wrapped(encodePng(picture(samples)));
      expect([...(await openFrames(file).read(0)).values].slice(0, 15 * samples)).toEqual([...picture(samples).data]);
    }
  });

  it('reads a palette, and lays what is transparent on white', async () => {
    const palette = chunk('PLTE', Uint8Array.of(10, 20, 30, 40, 50, 60));
    const twoColours = wrapped(png(2, 1, 3, [0, 1, 0], palette)).file;
    expect([...(await openFrames(twoColours).read(0)).values]).toEqual([40, 50, 60, 10, 20, 30]);
    const seeThrough = wrapped(png(1, 2, 6, [0, 9, 9, 9, 255, 0, 0, 0, 0, 0])).file;
    expect([...(await openFrames(seeThrough).read(0)).values]).toEqual([9, 9, 9, 255, 255, 255]);
  });

  it('keeps the stream of a JPEG as it is', () => {
    const jpeg = tinyJpeg();
    const { file } = wrapped(jpeg);
    expect(file.transferSyntaxUid).toBe('1.2.840.10008.1.2.4.50');
    const range = file.dataSet.element(tagOf('PixelData'))?.fragments?.[1];
    expect(Buffer.from(file.dataSet.bytes.subarray(range?.start, range?.end)).subarray(0, jpeg.length)).toEqual(
      Buffer.from(jpeg),
    );
  });
});

describe('what cannot become an object is refused', () => {
  it.each([
    ['text', Buffer.from('a report')],
    ['nothing', new Uint8Array()],
    ['a cut JPEG', tinyJpeg().subarray(0, 20)],
    [
      'a progressive JPEG',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xff, 0xda, 0, 2),
    ],
    ['a PNG of 16 bits', png(1, 1, 0, [0, 0, 0], undefined, 16)],
    ['a PNG that holds more than it says', png(1, 1, 0, [0, 1, 2, 3])],
    ['a PNG that holds less than it says', png(9, 9, 0, [0, 1])],
  ])('%s', (_, content) => {
    expect(() => wrapFile(content)).toThrow(WrapError);
  });

  it('whatever is broken in it', () => {
    const starts = [encodePng(picture(3)), tinyJpeg()];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.nat(), fc.nat(255), fc.nat(), (start, at, value, cut) => {
        const broken = start.slice(0, 9 + (cut % (start.length - 8)));
        broken[8 + (at % (broken.length - 8))] = value;
        try {
          wrapFile(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(WrapError);
        }
      }),
    );
  });
});

function png(
  width: number,
  height: number,
  colour: number,
  rows: readonly number[],
  palette: Uint8Array = new Uint8Array(),
  bits = 8,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colour, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    palette,
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Without the checksum: nobody reads it here. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}
