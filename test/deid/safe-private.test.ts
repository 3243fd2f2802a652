import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safePrivateLines } from '../../src/deid/safe-private.generated.ts';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { isPrivate } from '../../src/dicom/dictionary.ts';
import { element, type NewElement, type NewValue } from '../../src/dicom/new-element.ts';
import { deidentified, image } from './samples.ts';

const rows = safePrivateLines
  .trim()
  .split('\n')
  .map((line) => {
    const [group = '', last = '', vr = '', creator = ''] = line.split('|');
    return { group, last, vr, creator };
  });

const values: Readonly<Record<string, NewValue>> = {
  CS: 'SPIRAL',
  DS: '1.5',
  IS: '7',
  LO: 'fspgr',
  LT: 'fspgr',
  OB: Uint8Array.of(1, 2),
  SH: 'fspgr',
  SQ: { items: [[element('CodeMeaning', 'Knee')]] },
  UI: '1.2.840.10008.1.2.1',
};

/** A private element in a block of its creator (PS3.5 7.8.1). */
function inBlock(row: (typeof rows)[number], block: string, value = values[row.vr] ?? 3): NewElement[] {
  return [
    { tag: `${row.group}00${block}`, vr: 'LO', value: row.creator },
    { tag: row.group + block + row.last, vr: row.vr, value },
  ];
}

function privateTags(dataSet: DataSet): string[] {
  return dataSet
    .elements()
    .map(({ tag }) => tag)
    .filter(isPrivate);
}

const blocks = fc.integer({ min: 0x10, max: 0xff }).map((block) => block.toString(16).toUpperCase());

describe('safe private attributes (Table E.3.10-1)', () => {
  test('every row stays with its creator, in whatever block, at any depth, when it is asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), blocks, fc.boolean(), (row, block, isNested) => {
        const own = inBlock(row, block);
        const nested = element('SharedFunctionalGroupsSequence', { items: [own] });
        const bytes = image(isNested ? [nested] : own);
        const place = (dataSet: DataSet): DataSet | undefined => (isNested ? dataSet.items(nested.tag)[0] : dataSet);
        const found = place(deidentified(bytes, ['retain-safe-private']).dataSet);
        expect(found === undefined ? [] : privateTags(found)).toEqual(own.map(({ tag }) => tag));
        expect(privateTags(place(deidentified(bytes).dataSet) ?? deidentified(bytes).dataSet)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing else stays: no other creator, group or element, and no creator without need', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' })
      .filter((name) => !/[\\]/.test(name));
    fc.assert(
      fc.property(fc.constantFrom(...rows), blocks, text, fc.nat(0xff), (row, block, creator, last) => {
        const element2 = last.toString(16).toUpperCase().padStart(2, '0');
        fc.pre(!rows.some((each) => each.creator === creator.trim()));
        fc.pre(
          !rows.some((each) => each.creator === row.creator && each.group === row.group && each.last === element2),
        );
        const others: NewElement[][] = [
          inBlock({ ...row, creator }, block),
          inBlock({ ...row, last: element2 }, block),
          inBlock({ ...row, group: '0077' }, block),
          inBlock(row, block).slice(0, 1),
          inBlock(row, block).slice(1),
        ];
        for (const own of others)
          expect(privateTags(deidentified(image(own), ['retain-safe-private']).dataSet)).toEqual([]);
      }),
    );
  });

  test.each([
    ['DS', 'Mr Phantom'],
    ['IS', 'Mr Phantom'],
    ['CS', 'Mr Phantom'],
  ])('a value that is no %s goes', (vr, value) => {
    const row = rows.find((each) => each.vr === vr);
    if (row === undefined) throw new Error(`No row has ${vr}`);
    const bytes = image(inBlock(row, '10', value));
    expect(privateTags(deidentified(bytes, ['retain-safe-private']).dataSet)).toEqual([]);
  });

  test('one that repeats the name goes', () => {
    const row = rows.find((each) => each.vr === 'LO');
    if (row === undefined) throw new Error('No row has LO');
    const { bytes } = deidentified(image(inBlock(row, '10', 'sequence of Phäntom')), ['retain-safe-private']);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/ph.ntom/i);
  });

  test('private elements within a safe private sequence are looked up too', () => {
    const row = rows.find((each) => each.vr === 'SQ');
    const inner = rows.find((each) => each.vr === 'DS' && each.group !== row?.group);
    if (row === undefined || inner === undefined) throw new Error('No row has SQ');
    const unsafe: NewElement = { tag: '00770010', vr: 'LO', value: 'SOMEBODY' };
    const items = [[...inBlock(inner, '10'), unsafe]];
    const { dataSet } = deidentified(image(inBlock(row, '10', { items })), ['retain-safe-private']);
    const [item] = dataSet.items(`${row.group}10${row.last}`);
    expect(item === undefined ? [] : privateTags(item)).toEqual(inBlock(inner, '10').map(({ tag }) => tag));
  });
});
