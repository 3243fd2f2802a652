import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  flag,
  instant,
  integer,
  optionalInstant,
  optionalInteger,
  optionalText,
  orJsonText,
  present,
  text,
} from '../../../src/clients/ambra/answers.ts';

describe('flags', () => {
  test.each([1, '1', true, 'true'])('%j is true', (value) => expect(flag.parse(value)).toBe(true));
  test.each([0, '0', false, 'false', '', null, undefined])('%j is false', (value) =>
    expect(flag.parse(value)).toBe(false),
  );
  test.each([2, 'yes', {}, []])('%j is none', (value) => expect(flag.safeParse(value).success).toBe(false));
});

describe('numbers', () => {
  test('as numbers and as text', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(integer.parse(value)).toBe(value);
        expect(integer.parse(String(value))).toBe(value);
        expect(optionalInteger.parse(value)).toBe(value);
      }),
    );
  });
  test.each([null, undefined, ''])('%j is absent', (value) => expect(optionalInteger.parse(value)).toBeUndefined());
  test.each(['1.5', 'NaN', '1e3', ' 1', '9'.repeat(16), 1.5, true])('%j is none', (value) => {
    expect(integer.safeParse(value).success).toBe(false);
    expect(optionalInteger.safeParse(value).success).toBe(false);
  });
});

describe('text', () => {
  test('numbers become text, blank is absent', () => {
    expect(text.parse(12)).toBe('12');
    expect(text.safeParse('').success).toBe(false);
    expect(optionalText.parse(' ')).toBeUndefined();
    expect(optionalText.parse(null)).toBeUndefined();
    expect(optionalText.parse(' kept ')).toBe(' kept ');
  });
});

describe('instants', () => {
  test.each([
    ['2026-01-31 10:20:30', '2026-01-31T10:20:30.000Z'],
    ['2026-01-31 10:20:30.5', '2026-01-31T10:20:30.500Z'],
    ['2026-01-31 10:20:30.123456', '2026-01-31T10:20:30.123Z'],
    ['2026-01-31T10:20:30Z', '2026-01-31T10:20:30.000Z'],
    ['2026-01-31 10:20:30+02', '2026-01-31T08:20:30.000Z'],
    ['2026-01-31 10:20:30-0430', '2026-01-31T14:50:30.000Z'],
  ])('%s', (value, expected) => expect(instant.parse(value)).toBe(expected));

  test('any moment survives', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true }), (moment) => {
        expect(instant.parse(moment.toISOString().replace('T', ' ').replace('Z', ''))).toBe(moment.toISOString());
      }),
    );
  });

  test.each(['', 'today', '2026-13-01 00:00:00', '2026-01-31', 1767225600])('%j is none', (value) =>
    expect(instant.safeParse(value).success).toBe(false),
  );
  test.each(['', null, undefined])('%j is absent', (value) => expect(optionalInstant.parse(value)).toBeUndefined());
});

test('hashes as they are and as JSON text', () => {
  const schema = orJsonText(z.object({ a: z.number() }));
  expect(schema.parse({ a: 1 })).toEqual({ a: 1 });
  expect(schema.parse('{"a":1}')).toEqual({ a: 1 });
  expect(schema.safeParse('{a').success).toBe(false);
  expect(schema.safeParse('{"a":"x"}').success).toBe(false);
});

test('absent fields are not there at all', () => {
  expect(Object.keys(present({ a: 1, b: undefined, c: null }))).toEqual(['a', 'c']);
});
