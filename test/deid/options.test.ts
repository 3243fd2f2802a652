import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DeidOption } from '../../src/contract/import.ts';
import { isHarmless } from '../../src/deid/vocabulary.ts';
import { profileRow, profileTags, type ProfileRow } from '../../src/deid/profile.ts';
import { treat } from '../../src/deid/treat.ts';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { tagOf, vrOf, type Tag } from '../../src/dicom/dictionary.ts';
import { element, type NewElement, type NewValue } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { generateTables } from '../../scripts/generate-tables.ts';
import { sharedPath } from '../helpers/shared.ts';
import { context, image } from './samples.ts';

/** These are said of pixels, which are dealt with elsewhere. */
const OF_PIXELS = ['clean-pixel-data', 'clean-recognizable-visual-features'] as const;
const supported = DeidOption.options.filter((option) => !OF_PIXELS.some((each) => each === option));
/** A SOP class nobody knows, so that compound codes are resolved as within sequences. */
const UNKNOWN_SOP_CLASS = element('SOPClassUID', '2.25.1');

function deidentified(more: readonly NewElement[], options: readonly DeidOption[]): DataSet {
  const bytes = image([UNKNOWN_SOP_CLASS, ...more]);
  return readDicom(treat(bytes, { kind: 'deidentify', profile: 'basic', options: [...options] }, context).bytes)
    .dataSet;
}

const values: Readonly<Record<string, NewValue>> = {
  AE: 'XANTHIPPE_AE',
  AS: '042Y',
  AT: '00100010',
  CS: 'XANTHIPPE',
  DA: '20260102',
  DS: '4.25',
  DT: '20260102030405.678+0100',
  FD: 4.25,
  FL: 4.25,
  IS: '4711',
  OB: new TextEncoder().encode('Xanthippe '),
  OD: 4.25,
  OF: 4.25,
  OL: 4711,
  OV: 4711,
  OW: 4711,
  SL: 4711,
  SQ: { items: [[element('CodeMeaning', 'Within'), element('StationName', 'XANTHIPPE')]] },
  SS: 4711,
  SV: 4711,
  TM: '030405.678',
  UI: '2.25.4711',
  UL: 4711,
  UN: new TextEncoder().encode('Xanthippe '),
  UR: 'urn:xanthippe',
  US: 4711,
  UV: 4711,
};

/**
 * A value of the attribute's VR; texts have a word that is harmless and one that is not. Where no option applies they
 * may be what is searched for everywhere else, a name or an ID.
 */
function sample(tag: Tag): NewElement {
  const vr = (vrOf(tag) ?? '').split('/')[0] ?? '';
  if (tag === tagOf('TimezoneOffsetFromUTC')) return { tag, vr, value: '+0100' };
  const isOwn = profileRow(tag)?.options.size === 0;
  if (isOwn && /^(LO|LT|PN|SH|ST|UC|UT)$/.test(vr)) return { tag, vr, value: 'Sokrates-9' };
  const value = values[vr] ?? (/^(LO|LT|PN|SH|ST|UC|UT)$/.test(vr) ? 'Knee Xanthippe' : undefined);
  if (value === undefined) throw new Error(`No sample of ${tag} ${vr}`);
  return { tag, vr, value };
}

function within(dataSet: DataSet): DataSet | undefined {
  return dataSet.items(tagOf('SharedFunctionalGroupsSequence'))[0];
}

type Shown = [before: unknown, after: unknown, basic: unknown];

/** All of an element: whether it is there, its texts, its bytes, its items. */
function shown(dataSet: DataSet | undefined, tag: Tag): unknown {
  const found = dataSet?.element(tag);
  if (dataSet === undefined || found === undefined) return 'absent';
  if (found.items !== undefined)
    return dataSet.itemsOf(found).map((item) => item.elements().map((each) => [each.tag, shown(item, each.tag)]));
  return Buffer.from(dataSet.valueOf(found))
    .toString('latin1')
    .replace(/[\0 ]+$/, '');
}

/** Not part of a composite object's data set, or written by de-identification whatever the options. */
const elsewhere = (tag: Tag): boolean => tag < '0008' || /^(00100010|00100020|001200)/.test(tag) || tag === 'FFFCFFFC';
const ownToEveryObject = new Set(['SOPInstanceUID', 'StudyInstanceUID', 'SeriesInstanceUID'].map(tagOf));

/** What the table demands of each row under one option, read off the result. */
function expectRow(tag: Tag, row: ProfileRow, option: DeidOption, ...[before, after, basic]: Shown): void {
  const code = row.options.get(option);
  const vr = vrOf(tag) ?? '';
  const where = [tag, option, code, vr] as const;
  if (code === undefined) {
    // An option touches no row but its own; within sequences it may have rows.
    if (vr !== 'SQ') expect([...where, after]).toEqual([...where, basic]);
  } else if (code === 'K' && vr !== 'SQ') {
    expect([...where, after]).toEqual([...where, before]);
  } else if (vr === 'SQ') {
    expect([...where, JSON.stringify(after)]).toEqual([...where, expect.stringContaining('00080104')]);
    expect([...where, JSON.stringify(after).includes('XANTHIPPE')]).toEqual([
      ...where,
      option === 'retain-device-identity',
    ]);
  } else {
    expect([...where, String(after)]).toEqual([...where, expect.not.stringMatching(/xanthippe|20260102/i)]);
    if (/^(LO|LT|SH|ST|UC|UT)$/.test(vr) && after !== '+0100')
      expect([...where, after]).toEqual([...where, 'Knee ...']);
    if (/^D[AT]$/.test(vr)) expect([...where, after]).toEqual([...where, expect.stringMatching(/^20[12]\d{5}/)]);
    if (vr === 'TM') expect([...where, after]).toEqual([...where, before]);
    if (vr === 'AE') expect([...where, after]).toEqual([...where, expect.stringMatching(/^AE[0-9A-F]{10}$/)]);
  }
}

describe('every row of Table E.1-1', () => {
  const tags = profileTags().filter((tag) => !elsewhere(tag) && !ownToEveryObject.has(tag));

  test.each(supported)('with the option %s', (option) => {
    expect(tags.length).toBeGreaterThan(600);
    const samples = tags.map(sample);
    const nested = element('SharedFunctionalGroupsSequence', { items: [samples] });
    const before = readDicom(image([UNKNOWN_SOP_CLASS, ...samples, nested])).dataSet;
    const [after, basic] = [deidentified([...samples, nested], [option]), deidentified([...samples, nested], [])];
    let named = 0;
    for (const tag of tags) {
      const row = profileRow(tag);
      if (row === undefined) throw new Error(`No row of ${tag}`);
      if (row.options.has(option)) named++;
      for (const place of [(dataSet: DataSet) => dataSet, within])
        expectRow(tag, row, option, ...([before, after, basic].map((each) => shown(place(each), tag)) as Shown));
    }
    expect(named > 0).toBe(option !== 'retain-safe-private');
  });

  test('knows 643 attributes, and every code', () => {
    expect(profileTags()).toHaveLength(643);
    expect(profileRow('50101234')?.basic).toBe('X');
    expect(profileRow('60024000')?.basic).toBe('X');
    expect(profileRow(tagOf('Rows'))).toBeUndefined();
  });

  test('UIDs, dates and names that the table forgot are treated as their siblings are', () => {
    const forgotten = [
      element('MultiFrameSourceSOPInstanceUID', '2.25.11'),
      element('RouteSegmentStartTime', '20260102'),
      element('EvaluatorName', 'XANTHIPPE^A'),
      element('ContextGroupExtensionCreatorUID', '2.25.11'),
    ];
    const dataSet = deidentified(forgotten, []);
    expect(dataSet.text(tagOf('MultiFrameSourceSOPInstanceUID'))).toBe(dataSet.text(tagOf('SOPInstanceUID')));
    expect(dataSet.text(tagOf('RouteSegmentStartTime'))).toBe('19000101000000');
    expect(dataSet.text(tagOf('EvaluatorName'))).toBe('REMOVED');
    expect(deidentified(forgotten, ['retain-uids']).text(tagOf('MultiFrameSourceSOPInstanceUID'))).toBe('2.25.11');
  });
});

function methods(options: readonly DeidOption[]): (string | undefined)[] {
  const items = deidentified([], options).items(tagOf('DeidentificationMethodCodeSequence'));
  expect(items.every((item) => item.text(tagOf('CodingSchemeDesignator')) === 'DCM')).toBe(true);
  return items.map((item) => item.text(tagOf('CodeValue')));
}

describe('what was done', () => {
  test('is said by one code for the profile and one for each option, never by more', () => {
    expect(methods([])).toEqual(['113100']);
    expect(methods(['retain-uids', 'clean-graphics', 'retain-uids'])).toEqual(['113100', '113103', '113110']);
    const all = supported.filter((option) => option !== 'retain-full-dates');
    expect(methods(all)).toEqual([
      '113100',
      '113103',
      '113104',
      '113105',
      '113107',
      '113108',
      '113109',
      '113110',
      '113111',
      '113112',
    ]);
  });

  test.each([
    [[], 'REMOVED'],
    [['retain-full-dates'], 'UNMODIFIED'],
    [['retain-modified-dates'], 'MODIFIED'],
  ] as const)('%j: dates are %s', (options, expected) => {
    const dataSet = deidentified([], options);
    expect(dataSet.text(tagOf('LongitudinalTemporalInformationModified'))).toBe(expected);
    expect(dataSet.text(tagOf('PatientIdentityRemoved'))).toBe('YES');
  });

  test.each([
    ['clean-pixel-data', 'needs-review'],
    ['clean-recognizable-visual-features', 'option-unsupported'],
  ] as const)('%s is refused: it would not be true', (option, code) => {
    expect(() => deidentified([], [option])).toThrow(expect.objectContaining({ code }));
  });

  test('full and modified dates contradict each other', () => {
    expect(() => deidentified([], ['retain-full-dates', 'retain-modified-dates'])).toThrow(
      expect.objectContaining({ code: 'options-conflict' }),
    );
  });
});

describe('options together', () => {
  test('the dates of a device move with the others, and with their own option alone they stay', () => {
    const calibrated = element('DateOfLastCalibration', '20251231');
    const both = deidentified([calibrated], ['retain-device-identity', 'retain-modified-dates']);
    expect(both.text(calibrated.tag)).toMatch(/^20[12]\d{5}$/);
    expect(both.text(calibrated.tag)).not.toBe('20251231');
    expect(deidentified([calibrated], ['retain-device-identity']).text(calibrated.tag)).toBe('20251231');
  });

  test('a UID or a date is kept only where it is one', () => {
    const wrong: NewElement[] = [
      { tag: tagOf('StudyDate'), vr: 'LO', value: 'Mr Xanthippe' },
      { tag: tagOf('FrameOfReferenceUID'), vr: 'LO', value: 'Mr Xanthippe' },
      element('AcquisitionDate', '1 May 2026'),
      element('TimezoneOffsetFromUTC', 'Mr Xanthippe'),
    ];
    const dataSet = deidentified(wrong, ['retain-uids', 'retain-full-dates']);
    expect(wrong.flatMap(({ tag }) => dataSet.texts(tag).filter((text) => text !== ''))).toEqual([]);
  });

  test('retained UIDs keep references whole', () => {
    const reference = [element('ReferencedSOPInstanceUID', '2.25.9'), element('StationName', 'XANTHIPPE')];
    const images = element('ReferencedImageSequence', { items: [reference] });
    const [item] = deidentified([images], ['retain-uids']).items(images.tag);
    expect(item?.texts(tagOf('ReferencedSOPInstanceUID'))).toEqual(['2.25.9']);
    expect(item?.text(tagOf('StationName'))).toBe('REMOVED');
  });
});

const standard = sharedPath('standard');

describe.skipIf(standard === undefined)('the tables of the standard', () => {
  test('are what the generated files were made of', async () => {
    for (const [path, text] of await generateTables(standard ?? ''))
      expect([path, readFileSync(path, 'utf8') === text]).toEqual([path, true]);
  });

  test('give the options the codes that are written', () => {
    const path = sharedPath('standard/dictionaries/cid7050_deidentification_method.json') ?? '';
    const { members } = JSON.parse(readFileSync(path, 'utf8')) as { members: { code: string; meaning: string }[] };
    const all = supported.filter((option) => option !== 'retain-full-dates');
    const written = [all, ['retain-full-dates'] as const].flatMap((options) =>
      deidentified([], options)
        .items(tagOf('DeidentificationMethodCodeSequence'))
        .map((item) => [item.text(tagOf('CodeValue')), item.text(tagOf('CodeMeaning'))]),
    );
    for (const [code, meaning] of written) expect(members).toContainEqual(expect.objectContaining({ code, meaning }));
    expect(new Set(written.map(([code]) => code)).size).toBe(11);
  });
});

test('the samples are what they pretend to be', () => {
  expect(isHarmless('knee')).toBe(true);
  expect(isHarmless('xanthippe')).toBe(false);
});
