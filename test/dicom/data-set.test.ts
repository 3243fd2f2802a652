import { describe, expect, test } from 'vitest';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { EXPLICIT, IMPLICIT, sampleFile } from './samples.ts';

function dataSetWith(more: readonly NewElement[], transferSyntaxUid: string): DataSet {
  return readDicom(sampleFile(more, transferSyntaxUid)).dataSet;
}

describe.each([EXPLICIT, IMPLICIT])('values in %s', (transferSyntaxUid) => {
  test.each<[string, NewElement['value'], string[], number[]]>([
    ['SelectorUSValue', [1, 65535], ['1', '65535'], [1, 65535]],
    ['SelectorSSValue', -2, ['-2'], [-2]],
    ['SelectorULValue', 4294967295, ['4294967295'], [4294967295]],
    ['SelectorSLValue', -70000, ['-70000'], [-70000]],
    ['SelectorUVValue', 2 ** 40, ['1099511627776'], [2 ** 40]],
    ['SelectorSVValue', -(2 ** 40), ['-1099511627776'], [-(2 ** 40)]],
    ['SelectorFLValue', 0.5, ['0.5'], [0.5]],
    ['SelectorFDValue', [Math.PI], [String(Math.PI)], [Math.PI]],
    ['SelectorATValue', ['00100010', '7FE00010'], ['00100010', '7FE00010'], []],
    ['SelectorDSValue', ['1.5', 'no number', '-2e3'], ['1.5', 'no number', '-2e3'], [1.5, -2000]],
    ['SelectorISValue', 7, ['7'], [7]],
    ['SelectorLTValue', 'a\\b', ['a\\b'], []],
    ['SelectorLOValue', ['one', '', 'three'], ['one', '', 'three'], []],
    ['SelectorOBValue', Uint8Array.of(1, 2), [], []],
    ['SelectorURValue', 'https://example.org/x', ['https://example.org/x'], []],
  ])('%s', (keyword, value, texts, numbers) => {
    const dataSet = dataSetWith([element(keyword, value)], transferSyntaxUid);
    expect(dataSet.texts(tagOf(keyword))).toEqual(texts);
    expect(dataSet.numbers(tagOf(keyword))).toEqual(numbers);
  });

  test('absent, empty and padded ones', () => {
    const dataSet = dataSetWith([element('StudyID', ''), element('InstitutionName', '  padded ')], transferSyntaxUid);
    expect([dataSet.has(tagOf('StudyID')), dataSet.text(tagOf('StudyID'))]).toEqual([true, undefined]);
    expect([dataSet.has(tagOf('SeriesTime')), dataSet.text(tagOf('SeriesTime'))]).toEqual([false, undefined]);
    expect(dataSet.text(tagOf('InstitutionName'))).toBe('padded');
    expect(dataSet.items(tagOf('StudyID'))).toEqual([]);
  });
});
