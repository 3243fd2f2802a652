import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { generateTables } from '../../scripts/generate-tables.ts';
import { entryOf, isKnownTransferSyntax, isPrivate, tagOf, uidName, vrOf } from '../../src/dicom/dictionary.ts';
import { sharedPath } from '../helpers/shared.ts';

const standard = sharedPath('standard');

describe.skipIf(standard === undefined)('generated tables', () => {
  test('are what the generator makes of the standard', async () => {
    for (const [path, text] of await generateTables(standard ?? '')) {
      const committed = await readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
      expect(committed === text, path).toBe(true);
    }
  });
});

describe('the dictionary', () => {
  test('knows attributes by keyword and by tag', () => {
    expect(tagOf('PatientName')).toBe('00100010');
    expect(entryOf('00100010')).toEqual({
      tag: '00100010',
      keyword: 'PatientName',
      name: "Patient's Name",
      vr: 'PN',
      vm: '1',
      retired: false,
    });
    expect(() => tagOf('PatientNam')).toThrow(TypeError);
  });

  test('knows repeating groups, group lengths and private groups', () => {
    expect(entryOf('60020022')?.keyword).toBe('OverlayDescription');
    expect(vrOf('50083000')).toBe('OB/OW');
    expect(vrOf('00090000')).toBe('UL');
    expect(vrOf('00091001')).toBeUndefined();
    expect([isPrivate('00091001'), isPrivate('00100010')]).toEqual([true, false]);
  });

  test('knows SOP classes and transfer syntaxes', () => {
    expect(uidName('1.2.840.10008.5.1.4.1.1.2')).toBe('CT Image Storage');
    expect(isKnownTransferSyntax('1.2.840.10008.1.2.4.90')).toBe(true);
    expect(isKnownTransferSyntax('1.2.840.10008.5.1.4.1.1.2')).toBe(false);
  });
});
