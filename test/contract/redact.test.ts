import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/contract/redact.ts';

describe('redact', () => {
  it.each([
    ['DOE^JANE^^DR', 'DOE'],
    ['open failed: /media/cdrom/DICOM/PA000001/IM000003', 'PA000001'],
    ['open failed: D:\\DICOM\\DOE_JANE\\IM3', 'DOE_JANE'],
    ['study 1.2.840.113619.2.55.3.604688119.971 refused', '604688119'],
    ['GET https://example.org/api/v3/storage/x?sid=abc answered 500', 'sid=abc'],
    ['born 19700131', '19700131'],
    ['mail jane.doe@example.org', 'jane.doe'],
    ['sid 0f8fad5bd9cb469fa16570867728950e ended', '0f8fad5b'],
    ['uuid 0f8fad5b-d9cb-469f-a165-70867728950e', '70867728950e'],
  ])('hides what identifies in %j', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it('keeps what an engineer needs', () => {
    const text = 'upload failed: code FAILED_TO_STORE_DICOM, status 500, attempt 3 of 5, 12.5 s';
    expect(redact(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }),
    );
  });

  it('cuts a text that no log line needs', () => {
    expect(redact('^'.repeat(1_000_000)).length).toBeLessThanOrEqual(2000);
  });

  it('hides every UID, wherever it stands', () => {
    const uid = fc
      .array(fc.nat({ max: 99_999 }), { minLength: 3, maxLength: 9 })
      .map((parts) => ['1', ...parts].join('.'));
    fc.assert(
      fc.property(uid, fc.constantFrom('', ' ', '"', '(', ': '), (value, before) => {
        expect(redact(`x ${before}${value} y`)).not.toContain(value);
      }),
    );
  });
});
