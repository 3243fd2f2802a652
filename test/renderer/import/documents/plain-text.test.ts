import { assert, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentKind } from '../../../../renderer/import/documents/document-kind.ts';
import { decode, plainText } from '../../../../renderer/import/documents/plain-text.ts';
import { rtfText } from '../../../../renderer/import/documents/rtf-text.ts';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe('a text', () => {
  it('is read in the set that it is in', () => {
    expect(decode(new TextEncoder().encode('Röntgen'), 'text/plain')).toBe('Röntgen');
    expect(decode(bytes(0x52, 0xf6, 0x6e), 'text/plain')).toBe('Rön');
    expect(decode(bytes(0xff, 0xfe, 0x52, 0x00, 0xf6, 0x00), 'text/plain')).toBe('Rö');
    const cyrillic = Uint8Array.from([...new TextEncoder().encode('<?xml encoding="iso-8859-5"?>'), 0xc0]);
    expect(decode(cyrillic, 'text/xml')).toMatch(/Р$/);
    expect(decode(bytes(0xc0), 'text/plain; charset=no-such-set')).toBe('À');
  });

  it('that is cut within a letter is read up to there', () => {
    expect(decode(new TextEncoder().encode('ab€').subarray(0, 4), 'text/plain')).toBe('ab');
  });
});

describe('an RTF', () => {
  it.each([
    [String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Befund:\par ohne Befund}`, 'Befund:\nohne Befund'],
    [String.raw`{\rtf1 R\'f6ntgen \u8364?}`, 'Röntgen €'],
    [String.raw`{\rtf1 {\*\generator x;}A{\pict 010203}B\{C\}\\}`, String.raw`AB{C}\ `.trim()],
    [String.raw`{\rtf1 {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt text}}}`, 'text'],
    [String.raw`}}}{\rtf1 A}`, ''],
  ])('%s says %j', (rtf, text) => {
    expect(rtfText(rtf)).toBe(text);
  });

  it('of any bytes ends, with no more text than there were bytes', () => {
    assert(property(string(), (rtf) => rtfText(rtf).length <= rtf.length));
    assert(property(uint8Array(), (rtf) => plainText(rtf, 'rtf', '').length <= rtf.length));
  });
});

it('shows only kinds that have no power', () => {
  const kinds = ['image/png', 'image/svg+xml', 'application/pdf', 'text/html', 'video/mp4', 'application/x-msdownload'];
  expect(kinds.map(documentKind)).toEqual(['image', 'unknown', 'pdf', 'html', 'video', 'unknown']);
});
