import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDicomdir } from '../../src/dicom/dicomdir.ts';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { corpusDir, corpusFile } from './corpus.ts';

interface Expected {
  readonly records: Readonly<Record<string, number>>;
  readonly referencedFiles: number;
}

describe.skipIf(corpusDir === undefined)('DICOMDIRs of the corpus', () => {
  const expected =
    corpusDir === undefined
      ? {}
      : (JSON.parse(readFileSync(join(corpusDir, 'dicomdir-expected.json'), 'utf8')) as Record<string, Expected>);

  test.each(Object.entries(expected))('%s', (name, { records, referencedFiles }) => {
    const directory = readDicomdir(corpusFile(`dicomdir/${name}/DICOMDIR`));
    expect(directory.records).toBe(Object.values(records).reduce((sum, count) => sum + count, 0));
    expect(directory.references).toHaveLength(referencedFiles);
  });

  test('records are put under their study and patient by the links, whatever their order', () => {
    const inOrder = readDicomdir(corpusFile('dicomdir/valid-2-patients-6-studies/DICOMDIR'));
    const reversed = readDicomdir(corpusFile('dicomdir/variant-reordered/DICOMDIR'));
    const byUid = (directory: typeof inOrder) =>
      directory.references.toSorted((a, b) => ((a.sopInstanceUid ?? '') < (b.sopInstanceUid ?? '') ? -1 : 1));
    expect(byUid(reversed)).toEqual(byUid(inOrder));
    expect(new Set(inOrder.references.map(({ studyInstanceUid }) => studyInstanceUid)).size).toBe(6);
    expect(inOrder.problems).toEqual([]);
  });

  test.each([128, 132])('one that lost its first %i bytes keeps its links', (lost) => {
    const bytes = corpusFile('dicomdir/valid-2-patients-6-studies/DICOMDIR');
    const directory = readDicomdir(bytes.subarray(lost));
    expect(directory.references).toEqual(readDicomdir(bytes).references);
    expect(directory.problems).toEqual(['Its bytes had to be mended (no-preamble).']);
  });

  test('a link onto itself ends, and is told', () => {
    const directory = readDicomdir(corpusFile('dicomdir/next-record-offset-points-to-itself/DICOMDIR'));
    expect(directory.problems).toEqual(['A record is linked more than once.']);
  });

  test('its records point by position, so it is not edited', () => {
    const bytes = corpusFile('dicomdir/valid-2-patients-6-studies/DICOMDIR');
    expect(() => editDicom(bytes, { set: [element('FileSetID', 'X')] })).toThrow(
      expect.objectContaining({ code: 'not-editable' }),
    );
  });
});

test('an image is no DICOMDIR', () => {
  const image = writeDicom({
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    elements: [
      element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.7'),
      element('SOPInstanceUID', '1.2.3'),
      element('Rows', 1),
    ],
  });
  expect(() => readDicomdir(image)).toThrow(expect.objectContaining({ code: 'bad-dicomdir' }));
});
