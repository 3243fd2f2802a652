import { gzipSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { DeidOption } from '../../src/contract/import.ts';
import { ResidualIdentityError } from '../../src/deid/residual.ts';
import { inMemory } from '../../src/dicom/byte-source.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { writeDicom } from '../../src/dicom/write-dicom.ts';
import { treatHollow } from '../../src/upload/treat-object.ts';
import { context, deidentified, image } from './samples.ts';

const FREE = 'SoftwareVersions';
const patient: readonly NewElement[] = [
  element('PatientName', 'Phantasmagora^Xanthippe'),
  element('PatientID', 'XY-8830417'),
  element('PatientBirthDate', '19430917'),
  element('StudyDate', '20210324'),
  element('PatientTelephoneNumbers', '+41 79 555 22 93'),
  element('InstitutionName', 'Klinik Schauenblick'),
  element('StationName', 'TOWER9MACHINE'),
];

function ascii(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Under the given options, with the text in an attribute that the profile does not name. */
function cleaned(text: string, options: readonly DeidOption[] = []): string | undefined {
  return deidentified(image([...patient, element(FREE, text)]), options).dataSet.text(tagOf(FREE));
}

function pathsRefused(more: readonly NewElement[], options: readonly DeidOption[] = []): readonly string[] {
  try {
    deidentified(image([...patient, ...more]), options);
  } catch (error) {
    if (error instanceof ResidualIdentityError) return error.hits.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('a text that the profile does not name is taken away', () => {
  test.each([
    ['a name that is cut off', 'Phantasmag'],
    ['the end of a name', 'tasmagora'],
    ['a name that is spaced out', 'P h a n t a s m a g o r a'],
    ['a name that is hyphenated', 'Phantas-magora'],
    ['a name with signs that nobody sees', 'Phantas\u00ADmagora'],
    ['spaced hexadecimal', '50 68 61 6e 74 61 73 6d 61 67 6f 72 61'],
    ['entities of HTML', '&#80;&#x68;antasmagora'],
    ['escapes of mails', '=50hantasmagora'],
    ['escapes of escapes', '%2550hantasmagora'],
    ['Base64 of Base64', base64(ascii(base64(ascii('Xanthippe'))))],
    ['Base64 of UTF-16', base64(Uint8Array.from('Xanthippe'.split('').flatMap((char) => [char.charCodeAt(0), 0])))],
    ['Base64 of gzip', base64(gzipSync(ascii('see Xanthippe')))],
    ['an ID with other groups', '88 30 417'],
    ['a birth date of six digits', '170943'],
    ['a month of birth', '09/1943'],
    ['a study date with a short year', '24.3.21'],
    ['a study date of six digits', '210324'],
    ['a telephone number without codes', '555_22_93'],
    ['an institution', 'at Schauenblick'],
    ['a machine', 'TOWER9MACHINE v2'],
    ['a date of anything', 'of 14 March 1987'],
    ['an address of mail', 'nobody@mail.example'],
    ['a number to call', 'Tel. 0711 5559081'],
    ['a titled name', 'Dr. Sokrates'],
  ])('%s', (_, text) => {
    expect(cleaned(text)).toBe('REMOVED');
  });

  test.each([
    ['VB17A', []],
    ['syngo CT 2012B', []],
    ['4.3.1', []],
    ['at Schauenblick', ['retain-institution-identity']],
    ['TOWER9MACHINE v2', ['retain-device-identity']],
    ['of 14 March 1987', ['retain-full-dates']],
  ] as const)('but not %s under %j', (text, options) => {
    expect(cleaned(text, options)).toBe(text);
  });

  test('the creators of private blocks and the terms of codes keep their dates', () => {
    const version = [element('CodingSchemeVersion', '2003-03-31'), element('CodeMeaning', 'Foot')];
    const { dataSet } = deidentified(image([element('AnatomicRegionSequence', { items: [version] })]));
    const [code] = dataSet.items(tagOf('AnatomicRegionSequence'));
    expect(code?.text(tagOf('CodingSchemeVersion'))).toBe('2003-03-31');
  });
});

describe('UIDs', () => {
  test('under the root of the standard are mapped unless they are registered', () => {
    const { dataSet } = deidentified(image([element('FrameOfReferenceUID', '1.2.840.10008.19430917')]));
    expect(dataSet.text(tagOf('FrameOfReferenceUID'))).toMatch(/^2\.25\./);
  });

  test('that hold an ID or a birth date are mapped although UIDs are retained', () => {
    const [own, other] = ['1.2.3.8830417.1', '1.2.3.4.1'];
    const more = [element('FrameOfReferenceUID', own), element('SynchronizationFrameOfReferenceUID', other)];
    const { dataSet } = deidentified(image([...patient, ...more]), ['retain-uids']);
    expect(dataSet.text(tagOf('FrameOfReferenceUID'))).toMatch(/^2\.25\./);
    expect(dataSet.text(tagOf('SynchronizationFrameOfReferenceUID'))).toBe(other);
  });

  test('that cannot be mapped refuse the object', () => {
    expect(pathsRefused([element('SOPClassUID', '1.2.3.8830417')])).toEqual(['(0002,0002)', '(0008,0016)']);
  });
});

describe('dates of birth', () => {
  const born = element('ContentSequence', { items: [[element('ValueType', 'DATE'), element('Date', '19430917')]] });

  test.each<DeidOption>(['retain-full-dates', 'retain-modified-dates'])('do not stay under %s', (option) => {
    const { dataSet } = deidentified(image([...patient, born]), [option, 'clean-structured-content']);
    expect(dataSet.items(born.tag)[0]?.text(tagOf('Date')) ?? '').not.toMatch(/^(1943|193)/);
  });

  test('that are days of the examination, too, stay as those', () => {
    const more = [...patient, element('StudyDate', '19430917'), element('SeriesDate', '19430917')];
    const unique = [...new Map(more.map((each) => [each.tag, each])).values()];
    const { dataSet } = deidentified(image(unique), ['retain-full-dates']);
    expect(dataSet.text(tagOf('SeriesDate'))).toBe('19430917');
  });
});

describe('bytes', () => {
  const protocol = 'a protocol of Xanthippe, a protocol';
  const floats = ascii('Xanthippe Phantasmagora ');

  test.each<[string, readonly NewElement[], string]>([
    ['compressed by gzip', [element('ICCProfile', gzipSync(ascii(protocol)))], '(0028,2000)'],
    ['compressed by zlib', [element('ICCProfile', zlibSync(ascii(protocol)))], '(0028,2000)'],
    ['in Base64', [element('ICCProfile', ascii(base64(ascii(protocol))))], '(0028,2000)'],
    ['of numbers', [element('SelectorOFValue', floats)], '(0072,0067)'],
    ['of short numbers', [{ tag: tagOf('LUTData'), vr: 'US', value: floats }], '(0028,3006)'],
    [
      'of a waveform',
      [element('WaveformSequence', { items: [[{ tag: tagOf('WaveformData'), vr: 'OW', value: floats }]] })],
      '(5400,0100)[1](5400,1010)',
    ],
  ])('%s are searched', (_, more, path) => {
    expect(pathsRefused(more)).toEqual([path]);
  });
});

const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
const comment = (text: string): number[] => [0xff, 0xfe, 0, text.length + 2, ...ascii(text)];
const jpeg = (segments: readonly number[], behind = ''): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0xff, 0xd8, ...segments, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9, ...ascii(behind)]);

function compressed(fragments: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const elements = [
    element('SOPClassUID', '1.2.840.10008.5.1.4.1.1.2'),
    element('SOPInstanceUID', '2.25.11'),
    element('StudyInstanceUID', '2.25.22'),
    element('SeriesInstanceUID', '2.25.33'),
    ...patient,
    element('Rows', 1),
    element('Columns', 2),
    element('BitsAllocated', 8),
    // So large that the pixels of what is no more than a header are not in memory.
    { tag: tagOf('PixelData'), vr: 'OB', value: { fragments: [...fragments, new Uint8Array(20_000)] } },
  ];
  return writeDicom({ transferSyntaxUid: JPEG_BASELINE, elements });
}

describe('pixels that hold text besides samples refuse the object', () => {
  const none = new Uint8Array();
  const cases: [string, Uint8Array<ArrayBuffer>][] = [
    ['in a comment of JPEG', compressed([none, jpeg(comment('of Xanthippe'))])],
    ['behind the end of a frame', compressed([none, jpeg([], 'Xanthippe')])],
    ['in a fragment of its own', compressed([none, jpeg([]), ascii('Xanthippe ')])],
    ['in the offset table', compressed([ascii('Xanthippe   '), jpeg([])])],
    ['in UTF-16', compressed([none, jpeg(comment('X\0a\0n\0t\0h\0i\0p\0p\0e\0'))])],
    [
      'behind the samples',
      image([...patient, element('Rows', 10_000), element('PixelData', ascii(`${'.'.repeat(20_000)}Xanthippe `))]),
    ],
  ];

  test.each(cases)('%s', (_, bytes) => {
    expect(() => deidentified(bytes)).toThrow(
      expect.objectContaining({ hits: [{ path: '(7FE0,0010)', kind: 'name' }] }),
    );
  });

  test.each(cases)('%s, when they are not in memory', async (_, bytes) => {
    const task = {
      file: 'nowhere',
      bytes: bytes.length,
      sopInstanceUid: '2.25.11',
      treatment: { kind: 'deidentify', profile: 'basic' } as const,
      ...context,
      charset: undefined,
    };
    await expect(treatHollow(inMemory(bytes), task)).rejects.toThrow(ResidualIdentityError);
  });

  test('but not comments that name nobody', () => {
    expect(deidentified(compressed([none, jpeg(comment('lossy, quality 90'))])).kept).toBeGreaterThan(0);
  });
});
