import { describe, expect, test } from 'vitest';
import { toDicomJson } from '../../src/dicom/dicom-json.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { type Attributes, part10 } from '../fixtures/part10.ts';
import { corpusDir, corpusEntries, corpusFile, isDirectory } from './corpus.ts';

const json = (attributes: Attributes) =>
  toDicomJson(
    readDicom(part10('1.2', '1.2.3', { SOPClassUID: '1.2', SOPInstanceUID: '1.2.3', ...attributes })).dataSet,
  );

describe('the DICOM JSON model', () => {
  test('has names in their groups, numbers as numbers, and items in sequences', () => {
    expect(
      json({
        SpecificCharacterSet: 'ISO_IR 192',
        PatientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう',
        PatientID: '',
        ImageType: ['ORIGINAL', 'PRIMARY'],
        SliceThickness: '2.50',
        Rows: 512,
        RequestAttributesSequence: [{ ScheduledProcedureStepID: 'S1' }],
        ReferencedStudySequence: [],
      }),
    ).toMatchObject({
      '00100010': {
        vr: 'PN',
        Value: [{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' }],
      },
      '00100020': { vr: 'LO' },
      '00080008': { vr: 'CS', Value: ['ORIGINAL', 'PRIMARY'] },
      '00180050': { vr: 'DS', Value: [2.5] },
      '00280010': { vr: 'US', Value: [512] },
      '00400275': { vr: 'SQ', Value: [{ '00400009': { vr: 'SH', Value: ['S1'] } }] },
      '00081110': { vr: 'SQ' },
    });
  });

  test('keeps the place of empty values, and writes what is no number as it is', () => {
    expect(json({ PixelSpacing: ['0.5', '', 'wide'] })['00280030']).toEqual({ vr: 'DS', Value: [0.5, null, 'wide'] });
  });

  test('carries short binary values, and leaves long ones out', () => {
    expect(json({ PixelData: Uint8Array.of(1, 2, 3, 255) })['7FE00010']?.InlineBinary).toBe('AQID/w==');
    expect(json({ PixelData: new Uint8Array(10_000) })['7FE00010']).not.toHaveProperty('InlineBinary');
  });

  test.skipIf(corpusDir === undefined)(
    'of every readable file of the corpus is JSON, and names each attribute once',
    () => {
      const readable = corpusEntries().filter(
        ({ path, expected }) => expected.outcome !== 'reject' && !isDirectory(path),
      );
      for (const { path } of readable) {
        const { dataSet } = readDicom(corpusFile(path), { untilPixelData: true });
        const model = toDicomJson(dataSet);
        expect(JSON.parse(JSON.stringify(model)), path).toEqual(model);
        const tags = dataSet.elements().map(({ tag }) => tag);
        expect(Object.keys(model).sort(), path).toEqual(
          [...new Set(tags)].filter((tag) => !tag.endsWith('0000')).sort(),
        );
        const both = Object.values(model).filter((attribute) => 'Value' in attribute && 'InlineBinary' in attribute);
        expect(both, path).toEqual([]);
      }
      expect(readable.length).toBeGreaterThan(500);
    },
  );
});
