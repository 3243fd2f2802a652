import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../src/source/sniff.ts';
import { tinyJpeg, tinyPdf } from '../fixtures/papers.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const at = (offset: number, text: string): Uint8Array => Buffer.concat([Buffer.alloc(offset), latin1(text)]);

describe('sniff', () => {
  it.each([
    ['application/pdf', tinyPdf('x')],
    ['image/jpeg', tinyJpeg()],
    ['image/png', latin1('\x89PNG\r\n\x1a\n')],
    ['video/mp4', latin1('\0\0\0\x18ftypmp42')],
    ['video/x-msvideo', latin1('RIFF\0\0\0\0AVI LIST')],
    ['application/rtf', latin1('{\\rtf1')],
    ['text/html', latin1('\xef\xbb\xbf\r\n<!DOCTYPE html>')],
    ['text/html', latin1('<HTML lang="en">')],
  ])('knows %s', (mediaType, head) => {
    expect(sniff(head)).toEqual({ kind: 'document', mediaType });
  });

  it.each([
    ['dicom', at(128, 'DICM')],
    ['container', latin1('PK\x03\x04')],
    ['container', latin1('\x1f\x8b\x08')],
    ['container', at(32769, 'CD001')],
    ['program', latin1('MZ')],
    ['program', latin1('\x7fELF')],
    ['unknown', new Uint8Array()],
    ['unknown', at(127, 'DICM')],
    ['unknown', latin1('RIFF\0\0\0\0WAVE')],
    ['unknown', latin1('<htmlx>')],
    ['unknown', latin1('%PDF')],
  ])('knows a %s', (kind, head) => {
    expect(sniff(head).kind).toBe(kind);
  });

  it('takes no preamble for what it pretends to be', () => {
    const preamble = fc.constantFrom('MZ', '%PDF-1.4', '<html>', 'II*\0', 'PK\x03\x04');
    fc.assert(
      fc.property(preamble, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const head = Buffer.concat([at(128, 'DICM'), rest]);
        head.write(start, 'latin1');
        expect(sniff(head)).toEqual({ kind: 'dicom' });
      }),
    );
  });
});
