/* oxlint-disable no-restricted-imports -- the corpus is read from the disk; what is tested knows bytes alone */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport, type ReportItem } from '../../../../renderer/viewer/objects/report.ts';
import { readDicom } from '../../../../src/dicom/read-dicom.ts';
import { type Attributes, part10 } from '../../../fixtures/part10.ts';
import { sharedPath } from '../../../helpers/shared.ts';

const sr = '1.2.840.10008.5.1.4.1.1.88.33';
const concept = (CodeMeaning: string, CodeValue = '1', CodingSchemeDesignator = 'DCM') => [
  { CodeValue, CodingSchemeDesignator, CodeMeaning },
];
const reportOf = (attributes: Attributes) =>
  readReport(readDicom(part10(sr, '1.2.3', { SOPClassUID: sr, SOPInstanceUID: '1.2.3', ...attributes })).dataSet);
const count = (item: ReportItem): number => item.items.reduce((sum, one) => sum + count(one), 1);

test('every type of value is read for what it is', () => {
  const { root } = reportOf({
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: concept('Report'),
    ContentSequence: [
      { RelationshipType: 'CONTAINS', ValueType: 'TEXT', TextValue: 'Two\r\nlines' },
      { RelationshipType: 'CONTAINS', ValueType: 'CODE', ConceptCodeSequence: concept('Lung', '39607008', 'SCT') },
      {
        RelationshipType: 'CONTAINS',
        ValueType: 'NUM',
        ConceptNameCodeSequence: concept('Length'),
        MeasuredValueSequence: [
          { NumericValue: '18.5', MeasurementUnitsCodeSequence: concept('millimeter', 'mm', 'UCUM') },
        ],
      },
      { ValueType: 'NUM', MeasuredValueSequence: [], NumericValueQualifierCodeSequence: concept('Not a number') },
      { ValueType: 'PNAME', PersonName: 'READER^ANN' },
      { ValueType: 'DATETIME', DateTime: '20250314101500' },
      {
        ValueType: 'IMAGE',
        RelationshipType: 'SELECTED FROM',
        ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '1.2.9', ReferencedFrameNumber: ['2', '3'] }],
      },
      { RelationshipType: 'INFERRED FROM', ReferencedContentItemIdentifier: [1, 2] },
      { ValueType: 'CONTAINER', ContentSequence: [{ ValueType: 'TEXT', TextValue: 'below' }] },
    ],
  });
  expect(root).toMatchObject({ place: '1', isContainer: true, name: { meaning: 'Report', value: '1', scheme: 'DCM' } });
  expect(root.items.map(({ value }) => value)).toEqual([
    { kind: 'text', text: 'Two\r\nlines' },
    { kind: 'code', code: { meaning: 'Lung', value: '39607008', scheme: 'SCT' } },
    {
      kind: 'number',
      numbers: ['18.5'],
      unit: { meaning: 'millimeter', value: 'mm', scheme: 'UCUM' },
      why: undefined,
    },
    { kind: 'number', numbers: [], unit: undefined, why: { meaning: 'Not a number', value: '1', scheme: 'DCM' } },
    { kind: 'person', name: 'READER^ANN' },
    { kind: 'date', date: '20250314', time: '101500' },
    { kind: 'object', sopInstanceUid: '1.2.9', frames: [2, 3] },
    { kind: 'item', place: '1.2' },
    { kind: 'none' },
  ]);
  expect(root.items.at(-1)?.items[0]).toMatchObject({ place: '1.9.1', value: { kind: 'text', text: 'below' } });
});

test('the flags say whether anybody stands for it', () => {
  expect(reportOf({ CompletionFlag: 'PARTIAL', VerificationFlag: 'UNVERIFIED' })).toMatchObject({
    completion: 'PARTIAL',
    verification: 'UNVERIFIED',
    verifiedBy: [],
  });
  expect(
    reportOf({
      VerificationFlag: 'VERIFIED',
      VerifyingObserverSequence: [
        { VerifyingObserverName: 'READER^ANN', VerifyingOrganization: 'Hospital', VerificationDateTime: '20250314' },
      ],
    }),
  ).toMatchObject({
    completion: undefined,
    verifiedBy: [{ name: 'READER^ANN', organization: 'Hospital', at: '20250314' }],
  });
});

test('a report as wide or as deep as none is cut, and says so', () => {
  const wide = reportOf({
    ContentSequence: Array.from({ length: 6_000 }, () => ({ ValueType: 'TEXT', TextValue: 'x' })),
  });
  expect(wide.isCut).toBe(true);
  expect(count(wide.root)).toBeLessThanOrEqual(5_001);
  let deep: Attributes = { ValueType: 'TEXT', TextValue: 'the bottom' };
  for (let depth = 0; depth < 60; depth += 1) deep = { ValueType: 'CONTAINER', ContentSequence: [deep] };
  expect(reportOf(deep).isCut).toBe(true);
  expect(reportOf({ ContentSequence: [{ ValueType: 'TEXT', TextValue: 'x' }] }).isCut).toBe(false);
});

test('whatever the tree holds, reading it ends, and each item has its own place', () => {
  const leaf = fc.constantFrom<Attributes>(
    { ValueType: 'TEXT', TextValue: 'a' },
    { ValueType: 'NUM' },
    { ValueType: 'IMAGE', ReferencedSOPSequence: [] },
    { ValueType: '?!' },
    {},
  );
  const { tree } = fc.letrec<{ tree: Attributes }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }).map((ContentSequence) => ({ ValueType: 'CONTAINER', ContentSequence })),
    ),
  }));
  fc.assert(
    fc.property(tree, (attributes) => {
      const { root } = reportOf(attributes);
      const places = (item: ReportItem): string[] => [item.place, ...item.items.flatMap(places)];
      const all = places(root);
      expect(new Set(all).size).toBe(all.length);
    }),
    { numRuns: 60 },
  );
});

const modalities = sharedPath('corpus/modalities');
const read = (name: string) => readReport(readDicom(readFileSync(join(modalities ?? '', name))).dataSet);
const all = (item: ReportItem): ReportItem[] => [item, ...item.items.flatMap(all)];

describe.skipIf(modalities === undefined)('reports of the shared corpus', () => {
  test.each(['SR-basic-text.dcm', 'SR-comprehensive-deep.dcm', 'SR-tid1500-comprehensive-3d.dcm'])('%s', (name) => {
    const { root, isCut } = read(name);
    expect(isCut).toBe(false);
    expect(root.name?.meaning).toBeTruthy();
    const items = all(root);
    expect(items.length).toBeGreaterThan(5);
    const silent = items.filter(({ value, isContainer }) => value.kind === 'none' && !isContainer);
    expect(silent).toEqual([]);
  });

  test('a key object selection names its images', () => {
    const objects = all(read('KO-key-objects-of-CT-series.dcm').root).filter(({ value }) => value.kind === 'object');
    expect(objects.length).toBeGreaterThan(0);
  });
});
