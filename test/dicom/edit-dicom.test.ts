import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { editDicom } from '../../src/dicom/edit-dicom.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { corpusDir, corpusFile } from './corpus.ts';
import { EXPLICIT, IMPLICIT, sampleElements, sampleFile } from './samples.ts';

const PATIENT_NAME = tagOf('PatientName');
const PATIENT_ID = tagOf('PatientID');
const PIXEL_DATA = tagOf('PixelData');
const STUDIES = tagOf('ReferencedStudySequence');

const keywordsOfText = ['PatientID', 'StudyDescription', 'InstitutionName', 'PatientComments', 'StudyID'] as const;
/** Padding cannot be told from spaces at an end, and a backslash parts values. */
const textValue = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((value) => value.trim() === value && !/[\\\p{Cc}]/u.test(value) && value.isWellFormed());

/** Every element with its bytes, as a reader of the file finds them. */
function flat(dataSet: DataSet, path = ''): [string, string][] {
  return dataSet.elements().flatMap((each) => {
    const at = `${path}/${each.tag}`;
    const value = each.items === undefined ? Buffer.from(dataSet.valueOf(each)).toString('hex') : 'SQ';
    const items = dataSet.itemsOf(each).flatMap((item, index) => flat(item, `${at}[${index}]`));
    return [[at, value] as [string, string]].concat(items);
  });
}

describe('writeDicom', () => {
  test.each([EXPLICIT, IMPLICIT])('what is written in %s is read back', (transferSyntaxUid) => {
    const value = fc.record({
      keyword: fc.constantFrom(...keywordsOfText),
      text: textValue,
      numbers: fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(value, { selector: ({ keyword }) => keyword, minLength: 1 }), (values) => {
        const nested = values.map(({ keyword, text }) => element(keyword, text));
        const elements = sampleElements([
          element('SpecificCharacterSet', 'ISO_IR 192'),
          ...nested,
          element('ReferencedStudySequence', { items: [nested, []] }),
          element(
            'PerimeterValue',
            values.flatMap(({ numbers }) => numbers),
          ),
        ]);
        const file = readDicom(writeDicom({ transferSyntaxUid, elements }));
        expect(file.repairs).toEqual([]);
        const [first, second] = file.dataSet.items(tagOf('ReferencedStudySequence'));
        for (const { keyword, text } of values)
          for (const dataSet of [file.dataSet, first]) expect(dataSet?.text(tagOf(keyword))).toBe(text);
        expect(second?.elements()).toEqual([]);
        expect(file.dataSet.numbers(tagOf('PerimeterValue'))).toEqual(values.flatMap(({ numbers }) => numbers));
      }),
      { numRuns: 100 },
    );
  });

  test('a compressed frame is written as fragments', () => {
    const fragments = [new Uint8Array(), Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];
    const file = readDicom(sampleFile([element('PixelData', { fragments })], '1.2.840.10008.1.2.4.90'));
    const found = file.dataSet.element(PIXEL_DATA)?.fragments?.map(({ start, end }) => end - start);
    expect(found).toEqual([0, 4, 2]);
  });

  test.each([
    ['a backslash in a value', element('PatientName', 'A\\B'), 'bad-value'],
    ['a character outside the set', element('PatientName', '山田'), 'not-in-character-set'],
    ['letters in a date', element('StudyDate', 'tomörrow'), 'bad-value'],
    ['text for a number', element('Rows', 'many'), 'bad-value'],
  ])('%s is refused', (_, bad, code) => {
    expect(() => sampleFile([bad])).toThrow(expect.objectContaining({ name: 'DicomWriteError', code }));
  });

  test('big endian is not written', () => {
    expect(() => sampleFile([], '1.2.840.10008.1.2.2')).toThrow(expect.objectContaining({ code: 'bad-value' }));
  });
});

describe('editDicom', () => {
  const nested = element('ReferencedStudySequence', {
    items: [[element('PatientID', 'inner-1')], [element('PatientID', 'inner-2'), element('StudyID', 'S')]],
  });

  test.each([EXPLICIT, IMPLICIT])('changes only what it names, in %s', (transferSyntaxUid) => {
    const file = sampleFile([nested], transferSyntaxUid);
    fc.assert(
      fc.property(textValue, (text) => {
        fc.pre(/^[\u0020-\u007E\u00A0-\u00FF]*$/.test(text));
        const edited = editDicom(file, { set: [element('PatientID', text)] });
        const before = new Map(flat(readDicom(file).dataSet));
        const after = new Map(flat(readDicom(edited).dataSet));
        before.delete(`/${PATIENT_ID}`);
        after.delete(`/${PATIENT_ID}`);
        expect(after).toEqual(before);
        expect(readDicom(edited).dataSet.text(PATIENT_ID)).toBe(text);
        expect(readDicom(edited).repairs).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('removes, empties and replaces at any depth, and recomputes the lengths around', () => {
    const edited = editDicom(sampleFile([nested]), {
      visit({ element: { tag }, path, dataSet, element: each }) {
        if (tag === tagOf('StudyID')) return 'empty';
        if (tag === tagOf('StudyDate')) return 'remove';
        if (tag !== PATIENT_ID || path.length === 0) return 'keep';
        return { value: `${dataSet.textsOf(each)[0]} at item ${path[0]?.item}` };
      },
    });
    const { dataSet, repairs } = readDicom(edited);
    const items = dataSet.items(tagOf('ReferencedStudySequence'));
    expect(items.map((item) => item.text(PATIENT_ID))).toEqual(['inner-1 at item 1', 'inner-2 at item 2']);
    expect(items[1]?.value(tagOf('StudyID'))).toHaveLength(0);
    expect(dataSet.has(tagOf('StudyDate'))).toBe(false);
    expect(dataSet.text(PATIENT_ID)).toBe('P-1');
    expect(repairs).toEqual([]);
  });

  test('adds elements in the order of tags', () => {
    const edited = editDicom(sampleFile(), { set: [element('StudyID', '7'), element('ImageComments', 'x')] });
    const tags = readDicom(edited)
      .dataSet.elements()
      .map(({ tag }) => tag);
    expect(tags).toEqual(tags.toSorted());
    expect(tags).toContain(tagOf('StudyID'));
  });

  test('group 0002 follows the SOP Instance UID', () => {
    const { meta } = readDicom(editDicom(sampleFile(), { set: [element('SOPInstanceUID', '2.25.77')] }));
    expect(meta.text('00020003')).toBe('2.25.77');
  });

  test('a value that does not fit turns all texts into UTF-8, at every depth', () => {
    const file = sampleFile([
      element('InstitutionName', 'Klinik Süd'),
      element('ReferencedStudySequence', { items: [[element('PatientName', 'ÜNTEN')]] }),
    ]);
    const { dataSet } = readDicom(editDicom(file, { set: [element('PatientID', '山田')] }));
    expect(dataSet.charset.terms).toEqual(['ISO_IR 192']);
    expect(dataSet.text(PATIENT_ID)).toBe('山田');
    expect(dataSet.text(PATIENT_NAME)).toBe('PHÄNTOM^CHEST');
    expect(dataSet.text(tagOf('InstitutionName'))).toBe('Klinik Süd');
    expect(dataSet.items(tagOf('ReferencedStudySequence'))[0]?.text(PATIENT_NAME)).toBe('ÜNTEN');
  });

  test('a value that fits leaves the character set alone', () => {
    const { dataSet } = readDicom(editDicom(sampleFile(), { set: [element('PatientName', 'Jérôme')] }));
    expect(dataSet.charset.terms).toEqual(['ISO_IR 100']);
    expect(dataSet.text(PATIENT_NAME)).toBe('Jérôme');
  });

  describe('of a file that declares a wrong character set', () => {
    const name = Buffer.from('Иванов^Пётр', 'utf8');
    const raw = (tag: string, vr: string): NewElement => ({ tag, vr, value: new Uint8Array(name) });
    const items = [
      [element('SpecificCharacterSet', 'ISO_IR 101'), raw(PATIENT_NAME, 'PN')],
      [raw(tagOf('PatientComments'), 'LT')],
    ];
    const file = sampleFile([
      raw(PATIENT_NAME, 'PN'),
      raw(tagOf('InstitutionName'), 'LO'),
      element('ReferencedStudySequence', { items }),
      { tag: '00080000', vr: 'UL', value: 100 },
    ]);
    test('the declarations are corrected, at every depth, and the values stay byte for byte', () => {
      const { dataSet, repairs } = readDicom(editDicom(file, {}, { charset: 'ISO_IR 192' }));
      expect(repairs).toEqual([]);
      expect(dataSet.charset.terms).toEqual(['ISO_IR 192']);
      expect(dataSet.text(PATIENT_NAME)).toBe('Иванов^Пётр');
      expect(dataSet.items(STUDIES).map(({ charset }) => charset.terms)).toEqual([['ISO_IR 192'], ['ISO_IR 192']]);
      expect(dataSet.items(STUDIES)[1]?.text(tagOf('PatientComments'))).toBe('Иванов^Пётр');
      const changed = /\/(00080005|00080000)$/;
      const values = (bytes: Uint8Array): unknown => flat(readDicom(bytes).dataSet).filter(([at]) => !changed.test(at));
      expect(values(editDicom(file, {}, { charset: 'ISO_IR 192' }))).toEqual(values(file));
      // The length of group 0008 would be wrong now.
      expect(dataSet.has('00080000')).toBe(false);
    });

    test('one that declares none gets a declaration', () => {
      const none = editDicom(file, { visit: ({ element: { tag } }) => (tag === '00080005' ? 'remove' : 'keep') });
      expect(readDicom(none).dataSet.charset.guessed).toBe(true);
      expect(readDicom(editDicom(none, {}, { charset: 'ISO_IR 192' })).dataSet.charset.terms).toEqual(['ISO_IR 192']);
    });

    test('new values are written in it', () => {
      const cyrillic = Uint8Array.of(0xb8, 0xd2, 0xd0, 0xdd, 0xde, 0xd2);
      const wrong = sampleFile([{ tag: PATIENT_NAME, vr: 'PN', value: cyrillic }]);
      const set = [element('InstitutionName', 'Больница')];
      const { dataSet } = readDicom(editDicom(wrong, { set }, { charset: 'ISO_IR 144' }));
      expect(dataSet.charset.terms).toEqual(['ISO_IR 144']);
      expect(dataSet.value(PATIENT_NAME)).toEqual(cyrillic);
      expect(dataSet.text(PATIENT_NAME)).toBe('Иванов');
      expect(dataSet.text(tagOf('InstitutionName'))).toBe('Больница');
    });

    test.each([
      ['a new value that it has no place for', 'ISO_IR 144', [element('InstitutionName', '病院')]],
      ['a name that the standard does not have for it', 'windows-1251', []],
    ])('%s turns all into UTF-8', (_, charset, set) => {
      const wrong = sampleFile([{ tag: PATIENT_NAME, vr: 'PN', value: Uint8Array.of(0xc8, 0xd2) }]);
      const before = readDicom(wrong, { charset }).dataSet.text(PATIENT_NAME);
      const { dataSet } = readDicom(editDicom(wrong, { set }, { charset }));
      expect(dataSet.charset.terms).toEqual(['ISO_IR 192']);
      expect(dataSet.text(PATIENT_NAME)).toBe(before);
    });

    test('a choice that agrees with the file changes nothing', () => {
      const right = sampleFile([{ tag: '00080000', vr: 'UL', value: 100 }]);
      expect(editDicom(right, {}, { charset: 'ISO_IR 100' })).toEqual(right);
    });
  });

  test('the preamble goes when asked to', () => {
    const file = sampleFile();
    file.set([0x4d, 0x5a]);
    expect(editDicom(file, {}).subarray(0, 2)).toEqual(Uint8Array.of(0x4d, 0x5a));
    expect(editDicom(file, { clearPreamble: true }).subarray(0, 2)).toEqual(Uint8Array.of(0, 0));
  });

  test('the character set is not for the caller to set', () => {
    const set: NewElement[] = [element('SpecificCharacterSet', 'ISO_IR 101')];
    expect(() => editDicom(sampleFile(), { set })).toThrow(expect.objectContaining({ code: 'bad-value' }));
  });

  test.skipIf(corpusDir === undefined)('a big endian file becomes little endian, with the same values', () => {
    const bytes = corpusFile('transfer-syntaxes/explicit-be_1.2.2_CT.dcm');
    const big = readDicom(bytes);
    // A Buffer, whose slices share its memory: the input must not change.
    const little = readDicom(editDicom(Buffer.from(bytes.buffer), {}));
    expect(Buffer.compare(bytes, corpusFile('transfer-syntaxes/explicit-be_1.2.2_CT.dcm'))).toBe(0);
    expect(little.transferSyntaxUid).toBe(EXPLICIT);
    const reference = readDicom(corpusFile('transfer-syntaxes/explicit-le_1.2.1_CT.dcm'));
    expect(little.dataSet.value(PIXEL_DATA)).toEqual(reference.dataSet.value(PIXEL_DATA));
    for (const { tag } of big.dataSet.elements()) expect(little.dataSet.texts(tag)).toEqual(big.dataSet.texts(tag));
  });

  test.skipIf(corpusDir === undefined)('a UN that hides a sequence is still one after an edit within', () => {
    const file = corpusFile('malformed/un-vr-hiding-sequence.dcm');
    let inner = '';
    const edited = editDicom(file, {
      visit({ element: { tag }, path }) {
        if (path.length === 0 || inner !== '') return 'keep';
        inner = tag;
        return 'empty';
      },
    });
    const { dataSet, repairs } = readDicom(edited);
    expect(repairs).toEqual(['bad-vr']);
    const holder = dataSet.elements().find(({ items }) => items !== undefined && items.length > 0);
    expect(holder && dataSet.itemsOf(holder)[0]?.value(inner)).toHaveLength(0);
    expect(dataSet.value(PIXEL_DATA)).toEqual(readDicom(file).dataSet.value(PIXEL_DATA));
  });
});
