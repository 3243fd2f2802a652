import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanedText } from '../../src/deid/clean-text.ts';
import { isHarmless } from '../../src/deid/vocabulary.ts';
import { wordsOf } from '../../src/deid/fold.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { allTexts, deidentified, image } from './samples.ts';

const nobody = (): boolean => false;

describe('a cleaned description', () => {
  test.each([
    ['CT Thorax nativ', 'CT Thorax nativ'],
    ['Knie links ap/lat, 1.5 mm', 'Knie links ap/lat, 1.5 mm'],
    ['MRT Schädel Frau Xanthippe', '... Schädel ...'],
    ['Head CT of Jane Roe', 'Head CT of ...'],
    ['Knee without contrast', 'Knee without contrast'],
    ['CT L5/6, T2 FLAIR 0.625', 'CT L5/6, T2 FLAIR 0.625'],
    ['called Mrs Xanthippe on 14 March 1987, phone +41 79 555 01 12', '... on ...'],
    ['Chest 14.03.1987', 'Chest ...'],
    ['Chest 14.03', 'Chest ...'],
    ['Chest 4711', 'Chest ...'],
    ['Chest on March 14', 'Chest on ...'],
    ['Xanthippe', undefined],
    ['19870314', undefined],
    ['', undefined],
  ])('%s', (before, after) => {
    expect(cleanedText(before, 'LO', nobody)).toBe(after);
  });

  test('loses words that are the name of the patient, harmless as they are', () => {
    expect(cleanedText('Foot left', 'LO', (word) => word === 'foot')).toBe('... left');
  });

  test('holds only words of the vocabulary and short numbers, fits its VR, and stays what it is', () => {
    const words = fc.constantFrom('CT', 'knee', 'Xanthippe', '19870314', '555', '01', '-', ',', 'Ω', 'ohne', 'Ärztin');
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string())), fc.constantFrom('SH', 'LO', 'LT'), (parts, vr) => {
        const cleaned = cleanedText(parts.join(' '), vr, nobody) ?? '';
        expect(
          wordsOf(cleaned).filter(
            (word, at, all) => !isHarmless(word) && at < all.length - 1 && !/^\d{1,4}$/.test(word),
          ),
        ).toEqual([]);
        expect(cleaned.length).toBeLessThanOrEqual({ SH: 16, LO: 64, LT: 10_240 }[vr] ?? 0);
        expect(/\d{5}|(\d\D{0,3}){7}/.test(cleaned.replaceAll(/\p{L}/gu, '     '))).toBe(false);
      }),
    );
  });

  test('takes no longer than the text is long', () => {
    for (const part of ['. ', '1 ', 'x. ', '1.', 'ä', '...'])
      expect(cleanedText(part.repeat(1_000_000), 'UT', nobody)?.length ?? 0).toBeLessThanOrEqual(100_000);
  });
});

const code = (value: string, scheme: string, meaning: string): NewElement[] => [
  element('CodeValue', value),
  element('CodingSchemeDesignator', scheme),
  element('CodeMeaning', meaning),
];
const named = (meaning: string): NewElement =>
  element('ConceptNameCodeSequence', { items: [code('121071', 'DCM', meaning)] });
const item = (type: string, ...more: NewElement[]): NewElement[] => [
  element('RelationshipType', 'CONTAINS'),
  element('ValueType', type),
  named('Finding'),
  ...more,
];
const length = item(
  'NUM',
  element('MeasuredValueSequence', {
    items: [
      [
        element('NumericValue', '12.5'),
        element('MeasurementUnitsCodeSequence', { items: [code('mm', 'UCUM', 'millimeter')] }),
      ],
    ],
  }),
);
const report = element('ContentSequence', {
  items: [
    item('CONTAINER', element('ContentSequence', { items: [length] })),
    item('TEXT', element('TextValue', 'Xanthippe is well, see her letter')),
    item('PNAME', element('PersonName', 'XANTHIPPE^A')),
    item('UIDREF', element('UID', '2.25.22')),
    item('DATETIME', element('DateTime', '20260102030405')),
    item('CODE', element('ConceptCodeSequence', { items: [code('72704001', 'SCT', 'Fracture')] })),
    item('CODE', element('ConceptCodeSequence', { items: [code('K1', '99LOCAL', 'Knee of Xanthippe')] })),
    item('CODE', element('ConceptCodeSequence', { items: [code('K2', '99LOCAL', 'Xanthippe')] })),
  ],
});

describe('a cleaned report', () => {
  const { dataSet, studyInstanceUid, notCovered } = deidentified(image([report]), ['clean-structured-content']);
  const items = dataSet.items(report.tag);

  test('keeps its tree, its numbers and what is coded by published schemes', () => {
    const inner = items[0]?.items(report.tag)[0]?.items(tagOf('MeasuredValueSequence'))[0];
    expect(inner?.text(tagOf('NumericValue'))).toBe('12.5');
    expect(inner?.items(tagOf('MeasurementUnitsCodeSequence'))[0]?.text(tagOf('CodeMeaning'))).toBe('millimeter');
    expect(items.map((each) => each.items(tagOf('ConceptNameCodeSequence'))[0]?.text(tagOf('CodeMeaning')))).toEqual(
      items.map(() => 'Finding'),
    );
    const meanings = items.slice(5).map((each) => each.items(tagOf('ConceptCodeSequence'))[0]);
    expect(meanings.map((each) => each?.text(tagOf('CodeMeaning')))).toEqual(['Fracture', 'Knee of ...', 'REMOVED']);
    expect(notCovered).not.toContain('structured-content');
  });

  test('loses texts, names and dates, and its UIDs are mapped', () => {
    expect(items[1]?.text(tagOf('TextValue'))).toBe('Removed by de-identification');
    expect(items[2]?.text(tagOf('PersonName'))).toBe('REMOVED');
    expect(items[3]?.text(tagOf('UID'))).toBe(studyInstanceUid);
    expect(items[4]?.text(tagOf('DateTime'))).toBe('19000101000000');
    expect(allTexts(dataSet)).not.toMatch(/xanthippe/i);
  });

  test('its dates move with the others where those do', () => {
    const moved = deidentified(image([report]), ['clean-structured-content', 'retain-modified-dates']).dataSet;
    const date = moved.items(report.tag)[4]?.text(tagOf('DateTime')) ?? '';
    expect(date).toBe(`${moved.text(tagOf('StudyDate'))}030405`);
  });
});

test('cleaned graphics keep their shapes and the harmless words of their texts', () => {
  const graphics = element('GraphicAnnotationSequence', {
    items: [
      [
        element('GraphicObjectSequence', { items: [[element('GraphicData', [1, 2, 3, 4])]] }),
        element('TextObjectSequence', { items: [[element('UnformattedTextValue', 'Knee 12.5 mm of Xanthippe')]] }),
      ],
    ],
  });
  const [annotation] = deidentified(image([graphics]), ['clean-graphics']).dataSet.items(graphics.tag);
  expect(annotation?.items(tagOf('GraphicObjectSequence'))[0]?.numbers(tagOf('GraphicData'))).toEqual([1, 2, 3, 4]);
  expect(annotation?.items(tagOf('TextObjectSequence'))[0]?.text(tagOf('UnformattedTextValue'))).toBe(
    'Knee 12.5 mm of ...',
  );
});
