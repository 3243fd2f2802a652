import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyedMap } from '../../src/deid/keyed.ts';
import { shifted } from '../../src/deid/shift-date.ts';
import { tagOf, type Tag } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { context, deidentified, image } from './samples.ts';

const DAY = 86_400_000;
const days = (text: string): number =>
  Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}T00:00:00Z`) / DAY;

const dates = fc
  .date({ min: new Date('1920-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const shifts = fc.integer({ min: -3650, max: -1 });
const times = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.option(fc.nat(999_999), { nil: undefined }))
  .map(([h, m, s, f]) => {
    const text = [h, m, s].map((part) => String(part).padStart(2, '0')).join('');
    return f === undefined ? text : `${text}.${String(f).padStart(6, '0')}`;
  });
const offsets = fc.constantFrom('', '+0000', '-0500', '+1245');

describe('a shifted date', () => {
  test('keeps every interval, and the time of the day with its offset', () => {
    fc.assert(
      fc.property(dates, dates, shifts, times, offsets, (one, other, by, time, offset) => {
        const [a, b] = [one, other].map((date) => shifted('DA', date, by) ?? '');
        expect(days(b ?? '') - days(a ?? '')).toBe(days(other) - days(one));
        expect(days(a ?? '') - days(one)).toBe(by);
        expect(shifted('DT', one + time + offset, by)).toBe(`${a}${time}${offset}`);
        expect(shifted('TM', time, by)).toBe(time);
      }),
    );
  });

  test.each([
    ['DA', '20240229', '20240228'],
    ['DA', '2026.03.01', '20260228'],
    ['DA', '20260101-20260131', '20251231-20260130'],
    ['DA', '-20260131', '-20260130'],
    ['DT', '20260101', '20251231'],
    ['DT', '2026010112', '2025123112'],
    ['DT', '20260101120000.5-0500', '20251231120000.5-0500'],
    ['DT', '20260101120000-0500-20260102', '20251231120000-0500-20260101'],
    ['DT', '202601', '202601'],
    ['DT', '2026-0500', '2026-0500'],
    ['DT', '2026-2027', '2026-2027'],
  ])('%s %s, a day before', (vr, before, after) => {
    expect(shifted(vr, before, -1)).toBe(after);
  });

  test('that lacks its day or month moves by the middle of what it names', () => {
    expect(shifted('DT', '202601', -31)).toBe('202512');
    expect(shifted('DT', '2026', -365)).toBe('2025');
  });

  test.each([
    ['DA', '20260230'],
    ['DA', '2026-01-02'],
    ['DA', 'Mr Phantom'],
    ['DA', '00010101'],
    ['DA', '-'],
    ['DT', '20260101 with Mr Phantom'],
    ['TM', '1200 Mr Phantom'],
    ['LO', '20260101'],
  ])('%s %s is none', (vr, text) => {
    expect(shifted(vr, text, -1)).toBeUndefined();
  });

  test('of anything else is none, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('DA', 'DT', 'TM'), fc.string(), (vr, text) => {
        expect(shifted(vr, text, -1) ?? '').toMatch(/^[\d.:+-]*$/);
      }),
    );
  });
});

test('the days of a patient are one to 3650 into the past, and nobody else has the same', () => {
  const map = new KeyedMap(context.key);
  const all = Array.from({ length: 1000 }, (_, index) => map.days('id', `P-${index}`, ''));
  expect(all.every((by) => by <= -1 && by >= -3650)).toBe(true);
  expect(new Set(all).size).toBeGreaterThan(800);
  expect(map.days('id', 'P-1', '')).toBe(new KeyedMap(context.key).days('id', 'P-1', ''));
  expect(map.days('id', 'P-1', '')).not.toBe(new KeyedMap(new Uint8Array(32)).days('id', 'P-1', ''));
});

describe('the dates of a patient', () => {
  const modified = ['retain-modified-dates'] as const;
  const textOf = (more: readonly NewElement[], tag: Tag): string =>
    deidentified(image(more), modified).dataSet.text(tag) ?? '';

  test('move together in all objects and at every depth', () => {
    const calibration = element('DateOfLastCalibration', '20251231');
    const nested = element('SharedFunctionalGroupsSequence', { items: [[calibration], [element('StudyDate', '')]] });
    const { dataSet } = deidentified(image([nested]), modified);
    const study = dataSet.text(tagOf('StudyDate')) ?? '';
    expect(days(study)).toBeLessThan(days('20260102'));
    expect(dataSet.text(tagOf('SeriesDate'))).toBe(study);
    expect(days(dataSet.items(nested.tag)[0]?.text(calibration.tag) ?? '')).toBe(days(study) - 2);
    expect(textOf([element('SOPInstanceUID', '2.25.12')], tagOf('StudyDate'))).toBe(study);
    expect(textOf([element('PatientID', 'P-2')], tagOf('StudyDate'))).not.toBe(study);
  });

  test('of birth do not stay, and UIDs with a date in them are mapped like any other', () => {
    const { dataSet } = deidentified(image([element('FrameOfReferenceUID', '1.2.3.20260102')]), modified);
    expect(dataSet.texts(tagOf('PatientBirthDate')).join('')).toBe('');
    expect(dataSet.text(tagOf('FrameOfReferenceUID'))).toMatch(/^2\.25\./);
  });

  test('the decay of a tracer is what it was, over midnight too', () => {
    const BORN = element('PatientBirthDate', '18990101');
    const point = fc.tuple(dates, times, offsets).map((parts) => parts.join(''));
    fc.assert(
      fc.property(point, point, (injected, acquired) => {
        const tracer = element('RadiopharmaceuticalInformationSequence', {
          items: [[element('RadiopharmaceuticalStartDateTime', injected)]],
        });
        const { dataSet } = deidentified(image([BORN, element('AcquisitionDateTime', acquired), tracer]), modified);
        const after = [
          dataSet.items(tracer.tag)[0]?.text(tagOf('RadiopharmaceuticalStartDateTime')) ?? '',
          dataSet.text(tagOf('AcquisitionDateTime')) ?? '',
        ] as const;
        expect(instant(after[1]) - instant(after[0])).toBe(instant(acquired) - instant(injected));
        expect(after[0].slice(8)).toBe(injected.slice(8));
      }),
    );
  });

  test('a date that is none is treated as without the option', () => {
    expect(textOf([element('SeriesDate', 'MAY 2026')], tagOf('SeriesDate'))).toBe('');
    expect(textOf([element('AcquisitionDate', ['20260101', '1.1.26'])], tagOf('AcquisitionDate'))).toBe('');
  });
});

/** Microseconds of a full DT. */
function instant(text: string): number {
  const offset = /[+-]\d{4}$/.exec(text)?.[0] ?? '+0000';
  const east = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3))) * (offset.startsWith('-') ? -1 : 1);
  const minutes = Number(text.slice(8, 10)) * 60 + Number(text.slice(10, 12)) - east;
  const seconds = Number(text.replace(/[+-]\d{4}$/, '').slice(12));
  return days(text) * DAY * 1000 + minutes * 60_000_000 + Math.round(seconds * 1_000_000);
}
