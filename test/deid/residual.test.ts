import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeidOption } from '../../src/contract/import.ts';
import { identifiersOf } from '../../src/deid/identifiers.ts';
import type { Needles } from '../../src/deid/needles.ts';
import { residualHits, ResidualIdentityError, type ResidualHit } from '../../src/deid/residual.ts';
import { treat } from '../../src/deid/treat.ts';
import { tagOf, type Tag } from '../../src/dicom/dictionary.ts';
import { element, type NewElement } from '../../src/dicom/new-element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { tagLines } from '../../src/dicom/tags.generated.ts';
import { context, deidentified, image } from './samples.ts';

const UTF8 = element('SpecificCharacterSet', 'ISO_IR 192');
const patient: readonly NewElement[] = [
  UTF8,
  element('PatientName', 'Müller-Phäntom^Zoë Li=山田^太郎'),
  element('OtherPatientNames', ['NG^AN', 'de la Fantasma^José', 'Xanthippas']),
  element('PatientID', '00471-XY'),
  element('OtherPatientIDsSequence', {
    items: [
      [element('PatientID', '0012345')],
      [element('PatientID', 'MRN-7712345')],
      [element('PatientID', 'S20260102')],
    ],
  }),
  element('PatientBirthDate', '19700131'),
  element('PatientAddress', 'Schauweg 12, 8001 Zürich'),
  element('PatientTelephoneNumbers', '+41 79 555 01 12'),
  element('StudyDate', '20260102'),
];

function needlesOf(more: readonly NewElement[] = patient, options: readonly DeidOption[] = []): Needles {
  return identifiersOf(readDicom(image(more)).dataSet, new Set(options));
}

/** The hits in an object that holds nothing but these. */
function hitsIn(elements: readonly NewElement[], needles = needlesOf()): readonly ResidualHit[] {
  const clean = [
    'PatientName',
    'PatientID',
    'PatientBirthDate',
    'StudyDate',
    'SeriesDate',
    'AccessionNumber',
    'InstitutionName',
  ];
  const file = readDicom(image([UTF8, ...clean.map((keyword) => element(keyword, '')), ...elements]));
  return residualHits(file, needles);
}

/** Prose that the profile does not name. */
const FREE = 'SoftwareVersions';

describe('what is known of the patient is found', () => {
  test.each([
    ['name', 'seen by Müller'],
    ['name', 'MULLER'],
    ['name', 'Mueller, Z.'],
    ['name', 'zoe_phantom'],
    ['name', 'zoelimullerphantom'],
    ['name', 'Zoe\u0308'],
    ['name', 'an NG'],
    ['name', 'Jose'],
    ['name', '患者山田太郎様'],
    ['name', '太郎'],
    ['id', 'no. 00471 XY'],
    ['id', 'id=12345;'],
    ['birth date', '19700131'],
    ['birth date', '1970-01-31'],
    ['birth date', 'born 31.1.1970'],
    ['birth date', '1/31/1970'],
    ['birth date', '31. Januar 1970'],
    ['birth date', 'January 31st, 1970'],
    ['birth date', '31/01/70'],
    ['birth date', '31.1.70'],
    ['birth date', '31-JAN-70'],
    ['date', '02JAN26; 2-Jan-26'],
    ['birth date', '19700131123000'],
    ['date', 'scanned on 2 Jan 2026'],
    ['address', 'Schauw. / SCHAUWEG 12'],
    ['address', '8001 Zurich'],
    ['phone', 'call 079 555 01 12'],
    ['phone', '0041795550112'],
    ['phone', '+41 (0)79/555-01-12'],
    ['name', 'MRXANTHIPPAS_X'],
    ['id', 'id:0000012345'],
    ['id', 'urn:x:7712345'],
    ['name', 'UGjDpG50b21eWm/Dqw=='],
    ['name', '7050c3a46e746f6d 5068c3a46e746f6d'],
    ['name', 'http://h.example/?n=Ph%C3%A4ntom'],
    ['name', 'P\0h\0a\0n\0t\0o\0m\0'],
  ])('%s in "%s"', (kind, text) => {
    expect(hitsIn([element(FREE, text)])).toEqual([{ path: '(0018,1020)', kind }]);
  });

  test.each([
    ['names of two letters alone', 'Li; Ng, Bo'],
    ['particles', 'de la'],
    ['parts of words', 'Mullerian, Zoetrope'],
    ['numbers with the same digits', '112345, 4.71'],
    ['other dates', '19700201, 2.1.2025'],
    ['nothing', ''],
  ])('but not %s', (_, text) => {
    expect(hitsIn([element(FREE, text)])).toEqual([]);
  });

  test('names in every order of their parts, whatever separates them and however they are written', () => {
    const parts = ['muller', 'phantom', 'ZOE', 'Zoë', 'Müller', 'PHÄNTOM'];
    const separator = fc.constantFrom(' ', '^', ', ', '_', '-', '.', ' x ', '=');
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 1 }), separator, fc.string(), (names, between, around) => {
        const text = `${around} ${names.join(between)} ${around}`
          .replaceAll(/[\\\p{Cc}]/gu, ' ')
          .slice(0, 60 + around.length);
        fc.pre(!/[\ud800-\udfff]/u.test(text));
        expect(needlesOf().find(text)).toBe('name');
      }),
    );
  });

  const hidden = new TextEncoder().encode('\u0001\u0002 letter about Müller ');
  const utf16 = Uint8Array.from('about Phantom Zoe'.split('').flatMap((letter) => [letter.charCodeAt(0), 0]));
  test.each<[string, NewElement, string]>([
    ['a private text', { tag: '00090100', vr: 'LO', value: 'Zoe' }, '(0009,0100)'],
    ['an unknown value', { tag: '00091001', vr: 'UN', value: hidden }, '(0009,1001)'],
    ['bytes', element('EncapsulatedDocument', hidden), '(0042,0011)'],
    ['UTF-16', element('EncapsulatedDocument', utf16), '(0042,0011)'],
    ['a UID that is none', element('FrameOfReferenceUID', '1.2.zoe'), '(0020,0052)'],
    ['a number that is none', element('KVP', 'zoe'), '(0018,0060)'],
    ['a term', element('BodyPartExamined', 'ZOE'), '(0018,0015)'],
    [
      'an item',
      element('ContentSequence', { items: [[], [element('TextValue', 'Zoe is well')]] }),
      '(0040,A730)[2](0040,A160)',
    ],
  ])('in %s', (_, each, path) => {
    expect(hitsIn([each])).toEqual([{ path, kind: 'name' }]);
  });

  test('a term is no name because a patient is called like it, and neither are placeholders', () => {
    const foot = needlesOf([element('PatientName', 'FOOT^ANONYMOUS')]);
    const code = [element('CodeMeaning', 'Foot')];
    expect(
      hitsIn([element('BodyPartExamined', 'FOOT'), element('AnatomicRegionSequence', { items: [code] })], foot),
    ).toEqual([]);
    expect(hitsIn([element(FREE, 'FOOT')], foot)).toHaveLength(1);
    expect(hitsIn([element(FREE, 'anonymous')], foot)).toEqual([]);
  });

  test('time grows with the text alone', () => {
    const needles = needlesOf();
    for (const part of ['1 ', 'a', 'muller-', '31 1 ', '0041 ', '山', '\u0301'])
      for (const text of [part.repeat(500_000)]) expect([undefined, 'name']).toContain(needles.find(text));
  });

  test('an object with more names than can be searched for is refused', () => {
    const items = Array.from({ length: 6000 }, (_, index) => [
      element('OperatorsName', `N${String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`),
    ]);
    const many = image([element('SharedFunctionalGroupsSequence', { items })]);
    expect(() => deidentified(many)).toThrow(expect.objectContaining({ code: 'too-many-identifiers' }));
  });
});

/** Every attribute of PS3.6 that holds text, but for those that are written anew or say how to read the others. */
const textTags = tagLines
  .trim()
  .split('\n')
  .map((line) => line.split('|').slice(0, 2) as [Tag, string])
  .filter(([tag, vr]) => /^(AE|CS|LO|LT|PN|SH|ST|UC|UR|UT)$/.test(vr) && tag > '0008' && !tag.includes('x'))
  .filter(([tag]) => !['00080005', '00100010', '00100020'].includes(tag));

describe('a de-identified object', () => {
  test('never holds the name, whatever attribute it was put into, and whatever the options', () => {
    expect(textTags.length).toBeGreaterThan(1500);
    const options = fc.subarray(DeidOption.options.filter((option) => !/pixel|visual|full/.test(option)));
    fc.assert(
      fc.property(fc.constantFrom(...textTags), options, fc.boolean(), ([tag, vr], chosen, isNested) => {
        const value = /^(AE|CS)$/.test(vr) ? 'XANTHIPPE' : 'see Xanthippe';
        const each: NewElement = { tag, vr, value };
        const name = element('PatientName', 'XANTHIPPE^A');
        const nested = element('SharedFunctionalGroupsSequence', { items: [[each]] });
        try {
          const { bytes } = deidentified(image([name, isNested ? nested : each]), chosen);
          expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/xanthippe/i);
        } catch (error) {
          // A term that says how to read the object cannot be replaced.
          if (!(error instanceof ResidualIdentityError)) throw error;
          expect(vr).toBe('CS');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('has no text left that repeats the name, also where the profile names no attribute', () => {
    const { dataSet, changes } = deidentified(image([...patient, element(FREE, ['LEAD', 'Zoe Muller'])]));
    expect(dataSet.texts(tagOf(FREE))).not.toContain('Zoe Muller');
    expect(changes).toContainEqual(expect.objectContaining({ name: 'Software Versions', action: 'replace' }));
  });

  test('keeps what is kept under an option only as long as it does not repeat the name', () => {
    const more = [...patient, element('InstitutionName', 'Praxis Müller'), element('StationName', 'CT 1')];
    const { dataSet } = deidentified(image(more), ['retain-institution-identity', 'retain-device-identity']);
    expect(dataSet.text(tagOf('InstitutionName'))).toBe('REMOVED');
    expect(dataSet.text(tagOf('StationName'))).toBe('CT 1');
  });

  test('is refused when it still tells whose it is, with the places and without the name', () => {
    const bytes = image([...patient, element('ICCProfile', new TextEncoder().encode('made for Phantom'))]);
    const treatment = { kind: 'deidentify', profile: 'basic' } as const;
    try {
      treat(bytes, treatment, context);
      expect.unreachable('it was not refused');
    } catch (error) {
      if (!(error instanceof ResidualIdentityError)) throw error;
      expect(error.code).toBe('residual-identity');
      expect(error.hits).toEqual([{ path: '(0028,2000)', kind: 'name' }]);
      expect(error.message).toMatch(/name in \(0028,2000\)/);
      expect(error.message).not.toMatch(/phantom/i);
    }
    expect(treat(bytes, { kind: 'as-is' }, context).bytes).toBe(bytes);
    expect(treat(bytes, { kind: 'burn-in', set: { PatientID: 'L-1' } }, context).changes).not.toEqual([]);
  });

  test('may have the dates of its study in texts where these are kept', () => {
    const more = [...patient, element(FREE, 'of 2026-01-02')];
    expect(deidentified(image(more)).dataSet.text(tagOf(FREE))).toBe('REMOVED');
    expect(deidentified(image(more), ['retain-full-dates']).dataSet.text(tagOf(FREE))).toBe('of 2026-01-02');
  });
});
