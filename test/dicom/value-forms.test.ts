import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyValue, FORMS } from '../../src/dicom/value-forms.ts';

/** PS3.5 6.2 and 9.1, as one would write them down. */
const forms: readonly (readonly [vr: string, form: RegExp])[] = [
  ['UI', /^(?:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*)?$/],
  ['IS', /^ *(?:[+-]?\d+ *)?$/],
  ['DS', /^ *(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? *)?$/],
  ['DA', /^(?:\d{4}(\.?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01]))? *$/],
];

const bytesOf = (text: string): Uint8Array => Buffer.from(`<${text}>`, 'latin1');

/** Values that are nearly right are what tells a form from another. */
const values = fc.oneof(
  fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '+', '-', 'e', 'E', ' ', '\\', '\0', 'x'), maxLength: 14 }),
  fc.stringMatching(/^ ?[+-]?\d{0,3}\.?\d{0,3}(?:[eE][+-]?\d?)? ?$/),
  fc.stringMatching(/^\d{1,2}(?:\.\d{1,2}){0,3}\.?$/),
  fc.stringMatching(/^ ?\d{4}\.?[0-3]\d\.?[0-4]\d ?$/),
);

describe.each(forms)('%s', (vr, form) => {
  const has = FORMS[vr] ?? ((): boolean => false);

  test('holds for the same values as its regular expression', () => {
    fc.assert(
      fc.property(values, (text) => {
        expect(has(bytesOf(text), 1, text.length + 1)).toBe(form.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('holds for several values when it does for each, padding aside', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 3 }), fc.nat({ max: 2 }), (several, padding) => {
        const bytes = bytesOf(several.join('\\') + '\0'.repeat(padding));
        const split = several.join('\\').replace(/\0+$/, '').split('\\');
        expect(everyValue(bytes, 1, bytes.length - 1, 12, has)).toBe(
          split.every((value) => value.length <= 12 && form.test(value)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
