import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedIdentity } from '../../src/contract/identity-comparison.ts';
import { compareIdentities } from '../../src/deid/compare-identity.ts';

const compared = (field: keyof ComparedIdentity, a: string, b: string) => {
  const found = compareIdentities({ [field]: a }, { [field]: b }).fields.find((each) => each.field === field);
  return [found?.likeness, ...(found?.differences ?? [])];
};

describe('two identities', () => {
  it.each([
    ['patientName', 'PHANTOM^CHEST', 'PHANTOM^CHEST', 'same'],
    ['patientName', 'PHANTOM^CHEST', 'Phantom^Chest^^^', 'same'],
    ['patientName', 'PHÄNTOM^CHEST', 'PHANTOM^CHEST', 'alike', 'marks'],
    ['patientName', 'PHÄNTOM^CHEST', 'PHAENTOM^CHEST', 'alike', 'marks'],
    ['patientName', 'PHANTOM^CHEST', 'CHEST^PHANTOM', 'alike', 'name-order'],
    ['patientName', 'PHANTOM^CHEST', 'CHEST PHANTOM', 'alike', 'name-order'],
    ['patientName', 'PHANTOM^CHEST^^DR', 'PHANTOM^CHEST', 'alike', 'title'],
    ['patientName', 'DR PHANTOM^CHEST', 'PHANTOM^CHEST^^^JR', 'alike', 'title'],
    ['patientName', 'PHANTOM^CHEST^LARGE', 'PHANTOM^CHEST', 'alike', 'part-missing'],
    ['patientName', 'PHANTOM-DUMMY^CHEST', 'PHANTOM^CHEST', 'alike', 'part-missing'],
    ['patientName', 'PHANTOM^C', 'PHANTOM^CHEST', 'alike', 'initial'],
    ['patientName', 'VAN DER PHANTOM^CHEST', 'VANDERPHANTOM^CHEST', 'alike', 'spacing'],
    ['patientName', "O'PHANTOM^CHEST", 'O PHANTOM^CHEST', 'alike', 'punctuation'],
    ['patientName', 'PHANTOM^CHEST', 'PHANTON^CHEST', 'alike', 'one-character'],
    ['patientName', 'PHANTOM^CHEST', 'PAHNTOM^CHEST', 'alike', 'swapped-characters'],
    ['patientName', 'PHANTOM^CHEST', 'DUMMY^CHEST', 'different', 'other-family-name'],
    ['patientName', 'PHANTOM^CHEST', 'DUMMY^HAND', 'different'],
    ['patientName', 'AB^C', 'AX^C', 'different', 'other-family-name'],
    ['patientName', 'Yamada^Tarou=山田^太郎', 'YAMADA^TAROU', 'same'],
    ['patientName', 'Yamada^Tarou=山田^太郎', 'Yamada^Tarou=山口^太郎', 'different', 'other-family-name'],
    ['patientName', 'Yamada^Tarou', '=山田^太郎', 'alike', 'other-script'],
    ['patientId', 'P-0012', 'P-0012', 'same'],
    ['patientId', 'P-0012', 'p0012', 'alike', 'punctuation'],
    ['patientId', '0001234', '1234', 'alike', 'leading-zeros'],
    ['patientId', 'MRN1234', '1234', 'alike', 'prefix-or-suffix'],
    ['patientId', '123456', '123465', 'alike', 'swapped-characters'],
    ['patientId', '123456', '123457', 'alike', 'one-character'],
    ['patientId', '123456', '12345', 'alike', 'one-character'],
    ['patientId', '123456', '654321', 'different'],
    ['patientId', '12', '13', 'different'],
    ['patientId', '991234', '1234', 'different'],
    ['birthDate', '19700102', '19700102', 'same'],
    ['birthDate', '19700102', '1970.01.02', 'same'],
    ['birthDate', '19700102', '19700201', 'alike', 'day-and-month'],
    ['birthDate', '19700112', '19700121', 'alike', 'swapped-characters'],
    ['birthDate', '19700102', '19700103', 'alike', 'one-character'],
    ['birthDate', '19700102', '18700102', 'alike', 'century'],
    ['birthDate', '19700102', '1970', 'alike', 'part-missing'],
    ['birthDate', '19700102', '19810304', 'different'],
    ['birthDate', '19700102', 'unknown', 'different'],
    ['sex', 'M', 'M', 'same'],
    ['sex', 'M', 'F', 'different'],
    ['sex', 'O', 'F', 'alike', 'unknown-sex'],
    ['accessionNumber', 'ACC-7', 'ACC7', 'alike', 'punctuation'],
    ['sex', 'M', '', 'missing'],
    ['patientName', '', '', 'missing'],
  ] as const)('%s: %j and %j', (field, a, b, ...expected) => {
    expect(compared(field, a, b)).toEqual(expected);
  });

  it('are as unlike as their worst field', () => {
    const phantom = { patientName: 'PHANTOM^CHEST', patientId: '1234', birthDate: '19700102', sex: 'F' };
    const likeness = (b: ComparedIdentity) => compareIdentities(phantom, b).likeness;
    expect(likeness(phantom)).toBe('same');
    expect(likeness({ ...phantom, birthDate: '19700201' })).toBe('alike');
    expect(likeness({ ...phantom, birthDate: '19700201', sex: 'M' })).toBe('different');
    // Other records have other accession numbers.
    expect(compareIdentities({ ...phantom, accessionNumber: 'A' }, { ...phantom, accessionNumber: 'B' }).likeness).toBe(
      'same',
    );
  });

  it('with too little in common tell nothing, unless they contradict each other', () => {
    expect(compareIdentities({}, {}).likeness).toBe('missing');
    expect(compareIdentities({ sex: 'F', birthDate: '19700102' }, { sex: 'F', birthDate: '19700102' }).likeness).toBe(
      'missing',
    );
    expect(compareIdentities({ patientName: 'PHANTOM' }, { patientName: 'PHANTOM' }).likeness).toBe('missing');
    expect(compareIdentities({ sex: 'F' }, { sex: 'M' }).likeness).toBe('different');
  });

  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('aAbBäée^=- .01289\u0301ß')), maxLength: 14 }),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const identity = fc.record(
    { patientName: text, patientId: text, birthDate: text, sex: text, accessionNumber: text },
    { requiredKeys: [] },
  );

  it('are compared alike from both sides', () => {
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        expect(compareIdentities(a, b)).toEqual(compareIdentities(b, a));
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same as themselves', () => {
    fc.assert(
      fc.property(identity, (a) => {
        for (const { likeness } of compareIdentities(a, a).fields) expect(['same', 'missing']).toContain(likeness);
      }),
      { numRuns: 500 },
    );
  });

  it('that share a swapped pair of digits look alike, whatever the number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{4,9}$/), fc.nat(), (id, where) => {
        const at = where % (id.length - 1);
        const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
        expect(compared('patientId', id, swapped)[0]).toBe(id === swapped ? 'same' : 'alike');
      }),
    );
  });
});
