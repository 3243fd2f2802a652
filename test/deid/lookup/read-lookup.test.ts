import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvError, parseCsv } from '../../../src/deid/lookup/parse-csv.ts';
import { readLookup } from '../../../src/deid/lookup/read-lookup.ts';

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
const fieldsOf = (text: string) => parseCsv(text).map(({ fields }) => fields);

describe('CSV', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '\uFEFFa;b\nc;"d;1,2"',
      [
        ['a', 'b'],
        ['c', 'd;1,2'],
      ],
    ],
    [
      'a\tb\n1,5\t2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    ['"a ""quoted"" one","two\r\nlines"\n', [['a "quoted" one', 'two\r\nlines']]],
    [
      'a,,\n\n,',
      [
        ['a', '', ''],
        ['', ''],
      ],
    ],
    ['', []],
  ])('%j', (text, records) => {
    expect(fieldsOf(text)).toEqual(records);
  });

  it.each([
    ['a\nb"c', 2],
    ['a\n"b"c', 2],
    ['a\nb\n"c\nd', 3],
    ['a\rb', 1],
  ])('%j is none from line %i on', (text, line) => {
    expect(() => parseCsv(text)).toThrow(expect.objectContaining({ line, name: 'CsvError' }));
  });

  it('is read as it was written, whatever the fields', () => {
    const record = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const text = [['x', 'y'], ...records].map((fields) => fields.map(quoted).join(',')).join('\r\n');
        expect(fieldsOf(text)).toEqual([['x', 'y'], ...records]);
      }),
    );
  });

  it('is never anything but records or an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a') }), (text) => {
        try {
          expect(parseCsv(text)).toBeInstanceOf(Array);
        } catch (error) {
          expect(error).toBeInstanceOf(CsvError);
        }
      }),
    );
  });
});

describe('a lookup table', () => {
  it('tells as whom patients leave', () => {
    const text = [
      'Patient ID;Issuer;New ID;New name;New birth date;New sex;Date offset (days)',
      '007;A;T-1;TRIAL^ONE;1970-01-01;m;-10',
      '007;B;T-2;;;;',
      '8;;T-3;;19800229;;0',
    ].join('\n');
    expect(readLookup(text)).toEqual({
      errors: [],
      patients: [
        {
          id: '007',
          issuer: 'A',
          newId: 'T-1',
          newName: 'TRIAL^ONE',
          newBirthDate: '19700101',
          newSex: 'M',
          days: -10,
        },
        { id: '007', issuer: 'B', newId: 'T-2' },
        { id: '8', issuer: '', newId: 'T-3', newBirthDate: '19800229', days: 0 },
      ],
    });
  });

  it('may call its columns otherwise', () => {
    expect(readLookup('Fall,Studie\n1,T-1', { id: 'Fall', newId: 'studie' }).patients).toEqual([
      { id: '1', newId: 'T-1' },
    ]);
    expect(readLookup('Fall,Studie\n1,T-1', { id: 'Fall', newId: 'Nummer' }).errors).toMatchObject([
      { line: 1, code: 'bad-header' },
    ]);
  });

  it.each([
    ['', [[1, 'bad-header']]],
    ['id,new id', [[1, 'missing-value']]],
    ['id,name\n1,2', [[1, 'bad-header']]],
    ['id,mrn,new id\n1,2,3', [[1, 'bad-header']]],
    ['id,new id\n1', [[2, 'not-csv']]],
    ['id,new id\n1,T-1,x', [[2, 'not-csv']]],
    [
      'id,new id\n1,\n,T',
      [
        [2, 'missing-value'],
        [3, 'missing-value'],
      ],
    ],
    ['id,new id\n1,T-1\n1,T-2', [[3, 'twice']]],
    ['id,new id\n1,T-1\n1,T-1', [[3, 'twice']]],
    ['id,new id\n1,T-1\n2,T-1', [[3, 'contradiction']]],
    ['id,new id\n1,2\n2,T-1', [[2, 'contradiction']]],
    ['id,new id\n1,1', [[2, 'contradiction']]],
    [
      'id,new id,new birth date\n1,T,19700230\n2,U,1.2.1970',
      [
        [2, 'bad-value'],
        [3, 'bad-value'],
      ],
    ],
    ['id,new id,new sex\n1,T,X', [[2, 'bad-value']]],
    ['id,new id,days\n1,T,1.5', [[2, 'bad-value']]],
    ['id,new id\n1,T\\U', [[2, 'bad-value']]],
    ['id,new id,new name\n1,T,A^B^C^D^E^F', [[2, 'bad-value']]],
    [`id,new id\n1,${'x'.repeat(65)}`, [[2, 'bad-value']]],
    ['id,new id\n1,"T', [[2, 'not-csv']]],
  ])('%j is refused, line by line, without a patient in it', (text, errors) => {
    const reading = readLookup(text);
    expect(reading.errors.map(({ line, code }) => [line, code])).toEqual(errors);
    expect(reading.patients).toEqual([]);
  });
});
