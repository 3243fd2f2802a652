import { assert, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDate,
  formatDuration,
  formatInstant,
  formatInstantShort,
  formatModalities,
  formatPersonName,
  formatTime,
} from '../../../renderer/ui/format.ts';

describe('formatPersonName', () => {
  it.each([
    ['PHANTOM^CHEST', 'PHANTOM, CHEST'],
    ['PHANTOM^CHEST^MIDDLE^DR^JR', 'PHANTOM, DR CHEST MIDDLE JR'],
    ['PHANTOM', 'PHANTOM'],
    ['^CHEST', 'CHEST'],
    ['PHANTOM^', 'PHANTOM'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou (山田 太郎)'],
    ['=山田^太郎', '山田 太郎'],
    ['楊^小東=楊^小東', '楊, 小東'],
    ['قباني^لنزار', 'قباني, لنزار'],
    ['', ''],
    ['^^^^', ''],
  ])('writes %s as %s', (name, written) => {
    expect(formatPersonName(name)).toBe(written);
  });

  it('has nothing to say about no name', () => {
    expect(formatPersonName(undefined)).toBe('');
  });

  it('never shows a separator of its own making', () => {
    assert(
      property(stringMatching(/^[A-Z^= ]{0,40}$/), (name) => {
        const written = formatPersonName(name);
        expect(written).toBe(written.trim());
        expect(written).not.toMatch(/\^|=|^,|,$/);
      }),
    );
  });
});

describe('dates and times', () => {
  it('shows a day in words of the language', () => {
    expect(formatDate('20250314', 'en-GB')).toBe('14 Mar 2025');
    expect(formatDate('2025.03.14', 'en-GB')).toBe('14 Mar 2025');
  });

  it.each(['2025', '20251399', 'unknown', '20250230'])('leaves %s as it stands', (value) => {
    expect(formatDate(value, 'en-GB')).toBe(value);
  });

  it('shows hours and minutes of a TM', () => {
    expect(formatTime('143015.25')).toBe('14:30');
    expect(formatTime('14')).toBe('');
    expect(formatTime(undefined)).toBe('');
  });

  it('leaves what is no instant as it stands', () => {
    expect(formatInstant('soon')).toBe('soon');
    expect(formatInstant(undefined)).toBe('');
    expect(formatInstantShort('soon', new Date())).toBe('soon');
    expect(formatInstantShort(undefined, new Date())).toBe('');
  });

  it('leaves out the year of an instant of this year, and the time of one of another', () => {
    const now = new Date(2026, 10, 21, 12);
    expect(formatInstantShort(new Date(2026, 0, 3, 0, 2).toISOString(), now, 'en-GB')).toBe('3 Jan, 0:02');
    expect(formatInstantShort(new Date(2025, 0, 3, 0, 2).toISOString(), now, 'en-GB')).toBe('3 Jan 2025');
  });
});

describe('quantities', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1250, '1.25 kB'],
    [3_400_000, '3.4 MB'],
    [7e15, '7,000 TB'],
  ])('writes %i bytes as %s', (bytes, written) => {
    expect(formatBytes(bytes, 'en')).toBe(written);
  });

  it.each([
    [0, '0 sec'],
    [0.2, '1 sec'],
    [60, '1 min'],
    [75, '1 min 15 sec'],
    [3600, '1 hr'],
    [3725, '1 hr 2 min'],
  ])('writes %f seconds as %s', (seconds, written) => {
    expect(formatDuration(seconds, 'en')).toBe(written);
  });

  it('separates the modalities that a server sends as one value', () => {
    expect(formatModalities('CT\\SR\\DOC')).toBe('CT, SR, DOC');
    expect(formatModalities('CT')).toBe('CT');
    expect(formatModalities(undefined)).toBe('');
  });
});
